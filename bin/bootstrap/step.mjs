import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { waitForLock } from '../../machine/lock.mjs';
import { childEnvironment } from './environment.mjs';
import { fingerprint, readStamp, writeStamp } from './fingerprint.mjs';
import { root } from './project.mjs';

/** A step that did not succeed; the message is for the person at the terminal. */
export class StepFailed extends Error {}

/** Seconds that each step took in this start; handed on to the command. */
export const seconds = {};

/**
 * Runs a step when its inputs changed since it last succeeded. Two bootstraps at once do it once.
 * @param {object} step
 * @param {string} step.name key of `seconds`
 * @param {string} step.says what the step does, for the terminal
 * @param {string} step.stamp file that holds the inputs' fingerprint; it lies in what the step makes, so that both go
 * together
 * @param {string[]} step.inputs
 * @param {(path: string) => boolean} [step.ignored]
 * @param {string} [step.also] anything else the outcome depends on
 * @param {boolean} [step.showsItself] its own output is for the terminal; else it is shown only when it fails
 * @param {() => [file: string, args: string[], env?: Record<string, string>, shell?: boolean]} step.command
 */
export async function runStep(step) {
  const { name, says, stamp, inputs, ignored, also = '', command } = step;
  const current = () => `${fingerprint(root, inputs, ignored)} ${also}`.trim();
  const isDone = () => readStamp(join(root, stamp)) === current();
  if (isDone()) return;
  const onWait = () => note('another start prepares this clone; waiting for it …');
  const lock = await waitForLock(`bootstrap of ${root}`, { onWait, everyMs: 60_000 });
  try {
    // The other start may have done it.
    if (isDone()) return;
    const started = Date.now();
    note(`${says} …`);
    const inputsNow = current();
    await run(step, command());
    writeStamp(join(root, stamp), inputsNow);
    seconds[name] = (Date.now() - started) / 1000;
    note(`${says}: done in ${seconds[name].toFixed(0)} s`);
  } finally {
    await lock.release();
  }
}

/** Everything the bootstrap says goes to stderr: stdout belongs to the command. */
function note(line) {
  process.stderr.write(`downstream: ${line}\n`);
}

/**
 * Runs a program, says now and then that it still runs, and shows what it printed when it fails (or all along, when
 * `showsItself`).
 */
function run({ says, showsItself }, [file, args, env = {}, shell = false]) {
  const started = Date.now();
  const output = showsItself ? 2 : 'pipe';
  const child = spawn(file, args, {
    cwd: root,
    stdio: ['ignore', output, output],
    env: childEnvironment(env),
    shell,
  });
  const printed = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => printed.push(chunk));
  const heartbeat = setInterval(() => note(`${says}: ${Math.round((Date.now() - started) / 1000)} s so far`), 15_000);
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new StepFailed(`${says} could not start: ${error.message}`)));
    child.once('close', (code, signal) => {
      if (code === 0) return resolve();
      for (const chunk of printed) process.stderr.write(chunk);
      reject(new StepFailed(`${says} failed (${signal ?? `exit code ${code}`}); its own words are above.`));
    });
  }).finally(() => clearInterval(heartbeat));
}
