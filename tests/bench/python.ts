import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Command } from './side.ts';

/** A Python that has the real Keras. */
export interface Python {
  /** Which versions, for the table. */
  version: string;
  /** Whether Keras works with oneDNN here, with which it is quicker. On some processors it dies. */
  oneDnn: boolean;
  /** The command that starts one of the scripts in `keras/`, with settings that work here. */
  script(name: string, args: string[], env?: Record<string, string>): Command;
}

/** Milliseconds after which a Python that does not answer has no Keras. */
const timeout = 120_000;

const versions = 'import keras, tensorflow; print(f"Keras {keras.__version__}, TensorFlow {tensorflow.__version__}")';

/** `python3`, or the interpreter that PYTHON names; null where it has no Keras. */
export function findPython(): Python | null {
  const command = process.env.PYTHON || 'python3';
  const { status, stdout } = spawnSync(command, ['-c', versions], { encoding: 'utf8', timeout });
  if (status !== 0) return null;
  const script = (name: string, args: string[], env: Record<string, string> = {}) => ({
    command,
    args: [fileURLToPath(new URL(`./keras/${name}`, import.meta.url)), ...args],
    env: { TF_CPP_MIN_LOG_LEVEL: '3', ...env },
  });
  const probe = script('probe.py', []);
  const oneDnn =
    spawnSync(probe.command, probe.args, { env: { ...process.env, ...probe.env, ...oneDnnIs(true) }, timeout })
      .status === 0;
  return {
    version: stdout.trim().split('\n').at(-1)!,
    oneDnn,
    script: (name, args, env) => script(name, args, { ...oneDnnIs(oneDnn), ...env }),
  };
}

/** The environment variables that turn oneDNN on or off in a process. */
export function oneDnnIs(on: boolean): Record<string, string> {
  return { TF_ENABLE_ONEDNN_OPTS: on ? '1' : '0' };
}
