import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';

/**
 * Does `work` every `everyMs`, first after one such pause, never twice at the same time. What goes wrong is logged, and
 * the next turn follows as usual. Returns a function that ends this and waits for the turn that is on.
 */
export function repeat(work: () => Promise<unknown>, everyMs: number, log: Logger): () => Promise<void> {
  const stopping = new AbortController();
  const { signal } = stopping;
  const turns = (async () => {
    while (!signal.aborted) {
      await sleep(everyMs, undefined, { signal }).catch(() => {});
      if (!signal.aborted) await work().catch((error: unknown) => log.error({ err: error }, 'a periodic job failed'));
    }
  })();
  return async () => {
    stopping.abort();
    await turns;
  };
}
