import { setTimeout } from 'node:timers/promises';
import type { MemoryBudget } from './memoryBudget.ts';

const againMs = 1000;

/**
 * Waits until memory is free of runs, and answers a function that releases it. Work that needs more than all of it
 * takes all. Rejects when `stopping` aborts.
 */
export async function waitForMemory(
  memory: MemoryBudget,
  what: string,
  bytes: number,
  stopping: AbortSignal,
): Promise<() => void> {
  for (;;) {
    stopping.throwIfAborted();
    const release = memory.take(what, Math.min(bytes, memory.total));
    if (release) return release;
    await setTimeout(againMs, undefined, { signal: stopping });
  }
}
