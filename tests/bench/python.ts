import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Command } from './side.ts';

/** A Python that has the real Keras. */
export interface Python {
  /** Which versions, for the table. */
  version: string;
  /** The command that starts one of the scripts in `keras/`. */
  script(name: string, args: string[], env?: Record<string, string>): Command;
}

const versions = 'import keras, tensorflow; print(f"Keras {keras.__version__}, TensorFlow {tensorflow.__version__}")';

/** `python3`, or the interpreter that PYTHON names; null where it has no Keras. */
export function findPython(): Python | null {
  const command = process.env.PYTHON || 'python3';
  const { status, stdout } = spawnSync(command, ['-c', versions], { encoding: 'utf8' });
  if (status !== 0) return null;
  return {
    version: stdout.trim().split('\n').at(-1)!,
    script: (name, args, env) => ({
      command,
      args: [fileURLToPath(new URL(`keras/${name}`, import.meta.url)), ...args],
      env: { TF_CPP_MIN_LOG_LEVEL: '3', ...env },
    }),
  };
}
