import { execFile, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

/** oneDNN's kernels raise SIGFPE on some processors. */
const kerasEnvironment = {
  ...process.env,
  TF_ENABLE_ONEDNN_OPTS: '0',
  CUDA_VISIBLE_DEVICES: '',
  TF_CPP_MIN_LOG_LEVEL: '3',
};

/**
 * The Python whose Keras reads what is exported: the one that KERAS_PYTHON names, else python3. Null where it has no
 * Keras 3, and the reason is printed.
 */
export async function realKeras(): Promise<string | null> {
  const python = process.env.KERAS_PYTHON || 'python3';
  try {
    const { stdout } = await runPython(python, ['-c', 'import keras, h5py, PIL; print(keras.__version__)']);
    const version = stdout.trim().split('\n').at(-1)!;
    if (version.startsWith('3.')) return python;
    console.log(`Not compared with real Keras: ${python} has Keras ${version}, and 3 is needed.`);
  } catch {
    console.log(`Not compared with real Keras: ${python} has none (pip install keras tensorflow-cpu pillow scipy).`);
  }
  return null;
}

/** Runs a Python program and answers what it printed last, as JSON. */
export async function askKeras(python: string, args: string[]): Promise<unknown> {
  const { stdout } = await runPython(python, args);
  return JSON.parse(stdout.trim().split('\n').at(-1)!);
}

/** A Python program that answers each line with a line, both of JSON. It starts once: Keras takes long to. */
export interface KerasProcess {
  ask(request: unknown): Promise<unknown>;
  /** Lets it end. */
  close(): void;
}

export function startKeras(python: string, script: string): KerasProcess {
  const child = spawn(python, [script], { env: kerasEnvironment, stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said = (said + chunk).slice(-4000);
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async ask(request) {
      child.stdin.write(`${JSON.stringify(request)}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error(`${script} ended: ${said}`);
      return JSON.parse(value);
    },
    close: () => void child.stdin.end(),
  };
}

/** Runs a Python program to its end. Rejects with what it wrote to stderr where it fails. */
export async function runPython(python: string, args: string[]): Promise<{ stdout: string }> {
  return promisify(execFile)(python, args, { env: kerasEnvironment, maxBuffer: 2 ** 26 });
}
