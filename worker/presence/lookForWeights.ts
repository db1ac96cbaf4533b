import { missingWeights } from '#learning';
import type { Presence } from './presence.ts';

/** How often a worker looks whether weights can be fetched. A host that was away may be back. */
const everyMs = 10 * 60_000;

/**
 * Tells the site which weights this worker neither has nor could fetch, so that recipes are not submitted in vain: now,
 * and again every ten minutes. Returns what ends it.
 */
export function lookForWeights(
  place: { cacheDirectory: string; kerasWeightsUrl: string },
  presence: Presence,
  onError: (error: unknown) => void,
): () => Promise<void> {
  const ending = new AbortController();
  let looking: Promise<void> | undefined;
  const look = () => {
    looking ??= missingWeights({ ...place, signal: ending.signal })
      .then((missing) => presence.sayMissingWeights(missing))
      .catch((error) => {
        if (!ending.signal.aborted) onError(error);
      })
      .finally(() => {
        looking = undefined;
      });
  };
  const timer = setInterval(look, everyMs);
  look();
  return async () => {
    clearInterval(timer);
    ending.abort();
    await looking;
  };
}
