import { spawn } from 'node:child_process';
import { constants, cpus } from 'node:os';
import { childEnvironment } from './environment.mjs';
import { node, root } from './project.mjs';
import { seconds } from './step.mjs';

/**
 * Runs a script on the installed Node. Signals go on to it, and this process ends as it ends.
 * @param {string[]} args flags of Node, the script, its arguments
 */
export async function handOver(args) {
  const child = spawn(node, args, {
    cwd: root,
    stdio: 'inherit',
    // So many files and images are read at once as there are processors: the size counts when a process starts, also
    // one further down. INIT_CWD is npm's word for the directory that the person was in: paths among the arguments are
    // relative to it.
    env: childEnvironment(
      { BOOTSTRAP_SECONDS: JSON.stringify(seconds) },
      { UV_THREADPOOL_SIZE: String(Math.max(4, cpus().length)), INIT_CWD: process.cwd() },
    ),
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
