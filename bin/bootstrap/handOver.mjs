import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { node, root } from './project.mjs';
import { seconds } from './step.mjs';

/**
 * Runs a command's TypeScript on the installed Node. Signals go on to it, and this process ends as it ends.
 * @param {{entry: string, decorators?: boolean}} command `decorators`: it imports the server, which Node alone cannot strip of its types
 * @param {string[]} args
 */
export async function handOver({ entry, decorators = false }, args) {
  const loader = decorators ? ['--import', '@swc-node/register/esm-register'] : [];
  const child = spawn(node, [...loader, join(root, entry), ...args], {
    cwd: root,
    stdio: 'inherit',
    // INIT_CWD is npm's word for the directory that the person was in: paths among the arguments are relative to it.
    env: { INIT_CWD: process.cwd(), ...process.env, BOOTSTRAP_SECONDS: JSON.stringify(seconds) },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.once('error', (error) => {
    process.stderr.write(`downstream: ${node} could not be started: ${error.message}\n`);
    process.exitCode = 1;
  });
  child.once('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
  });
}
