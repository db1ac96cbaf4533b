import { basename } from 'node:path';

// The bootstrap's part of machine/environment.ts, which is TypeScript and needs packages: neither runs yet.

/**
 * The environment of a child process: `defaults`, then this process's own variables, then `variables`.
 * @param {Record<string, string>} variables
 * @param {Record<string, string>} [defaults]
 */
export function childEnvironment(variables, defaults = {}) {
  return { ...defaults, ...process.env, ...variables };
}

/** The npm that started this program, as a script of Node; undefined where none did. */
export function npmScript() {
  const script = process.env.npm_execpath;
  return script !== undefined && basename(script) === 'npm-cli.js' ? script : undefined;
}
