import type { Serializable } from 'node:child_process';
import { childEnvironment } from '#machine/environment';
import { forkChild } from './forkChild.ts';

/**
 * Sends a task to a process of its own, and waits for its end. The process records its result itself, and exits. Null
 * when it has, else how it ended. It is killed when `stopping` aborts.
 */
export function doInProcess(
  path: string,
  task: Serializable,
  stopping: AbortSignal,
  settings: Record<string, string> = {},
): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const child = forkChild(path, { env: childEnvironment(settings), stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    const kill = () => child.kill('SIGKILL');
    stopping.addEventListener('abort', kill, { once: true });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      stopping.removeEventListener('abort', kill);
      resolve(code === 0 ? null : (signal ?? `exit code ${code}`));
    });
    // A process that is gone before it reads its task has a `close`.
    child.send(task, () => {});
  });
}
