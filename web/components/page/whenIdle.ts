/** Browsers without idle times wait so long instead. */
const withoutIdleMs = 200;
/** A browser that is never idle does it after so long. */
const mostMs = 1_500;

/** Does what nobody waits for when the browser has time. Returns what gives it up. */
export function whenIdle(act: () => void): () => void {
  // Safari has no idle times.
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(act, withoutIdleMs);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(act, { timeout: mostMs });
  return () => cancelIdleCallback(handle);
}
