import { type ChildProcess, type ForkOptions, fork } from 'node:child_process';
import { setPriority } from 'node:os';

/** Of 0 (usual) to 19 (lowest). */
const lowPriority = 5;

/**
 * Starts a process of a worker at low priority, which the threads that it begins have, too. What people wait for on the
 * same machine goes first: the site and the API. Where nobody asks, it computes as fast as at any other priority.
 */
export function forkChild(path: string, options: ForkOptions): ChildProcess {
  const child = fork(path, options);
  try {
    if (child.pid !== undefined) setPriority(child.pid, lowPriority);
  } catch {
    // It has ended already; its `close` says why.
  }
  return child;
}
