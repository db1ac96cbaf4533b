import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface Printed {
  stdout: string;
  stderr: string;
  code: number;
}

/**
 * Runs a command of the command line in a process of its own, without any server, for a person whose folder is `home`.
 */
export async function downstreamIn(home: string, ...args: string[]): Promise<Printed> {
  const child = spawn(process.execPath, ['bin/downstream.ts', ...args], {
    env: { ...process.env, INIT_CWD: home, DATA_DIR: join(home, 'data') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (chunk) => (printed[name] += chunk));
  const [code] = await once(child, 'close');
  return { ...printed, code: code as number };
}

/** What a command printed with `--json`: one value a line. */
export function jsonLines({ stdout }: Printed) {
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}
