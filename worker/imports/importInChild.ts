import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { childEnvironment } from '#machine/environment';
import { forkChild } from '../processes/forkChild.ts';
import { type ImportResult, type ImportTask, importResultSchema } from './importTask.ts';

const childPath = fileURLToPath(new URL('child.ts', import.meta.url));

/** Decoders and zips run on the threads of libuv, of which there are four unless a process asks for more. */
const threads = String(Math.max(4, availableParallelism() + 2));

/**
 * Reads an import's zip in a child process, which it kills when the signal aborts. Rejects with the signal's reason.
 */
export async function importInChild(task: ImportTask, signal: AbortSignal): Promise<ImportResult> {
  signal.throwIfAborted();
  const child = forkChild(childPath, {
    env: childEnvironment({ UV_THREADPOOL_SIZE: threads }),
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  // The child has nothing to save, and it cannot ignore this signal.
  const kill = () => child.kill('SIGKILL');
  signal.addEventListener('abort', kill, { once: true });
  try {
    const result = await new Promise<ImportResult>((resolve, reject) => {
      let received: ImportResult | undefined;
      child.on('message', (message) => {
        received ??= importResultSchema.safeParse(message).data;
      });
      child.on('error', reject);
      child.on('close', (code, exitSignal) =>
        resolve(received ?? { kind: 'failed', detail: `its process ended with ${exitSignal ?? `exit code ${code}`}` }),
      );
      child.send(task);
    });
    signal.throwIfAborted();
    return result;
  } finally {
    signal.removeEventListener('abort', kill);
  }
}
