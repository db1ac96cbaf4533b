import type { SystemHealth } from '#contracts/health';

/** How the site is, as this browser sees it; `offline`: not even the site's own pages answer. */
export type Reach = SystemHealth['status'] | 'offline';

const calmMs = 30_000;
const firstMs = 1_000;
const mostMs = 15_000;
/** Who asks again sooner gets the last answer. */
const freshMs = 500;

let reach: Reach = 'ready';
/** When the site was last known to answer; milliseconds since 1970. */
let lastSeen = Date.now();
let askedAt = 0;
let tries = 0;
let asking: Promise<Reach> | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();
const returns = new Set<() => void>();

/** Whether the API answers, as `useSyncExternalStore` wants it. */
export const reachability = {
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  current: () => reach,
  lastSeen: () => lastSeen,
};

export function isAway(now: Reach): boolean {
  return now === 'unavailable' || now === 'offline';
}

/** Calls `listener` each time that the API answers again. Returns what ends that. */
export function onReturn(listener: () => void): () => void {
  returns.add(listener);
  return () => returns.delete(listener);
}

/** Asks the site how it is, now; those who ask at the same time share one answer. */
export function askHealth(): Promise<Reach> {
  if (Date.now() - askedAt < freshMs) return Promise.resolve(reach);
  asking ??= ask().finally(() => {
    asking = undefined;
  });
  return asking;
}

/**
 * After the first question asks every half minute, and more often while the API is away. A browser that leaves the
 * network, or comes back to it or to this page, asks at once. Returns what ends that.
 */
export function watchHealth(): () => void {
  const now = () => {
    if (document.visibilityState === 'visible') void askHealth();
  };
  window.addEventListener('online', now);
  window.addEventListener('offline', now);
  document.addEventListener('visibilitychange', now);
  return () => {
    window.removeEventListener('online', now);
    window.removeEventListener('offline', now);
    document.removeEventListener('visibilitychange', now);
    clearTimeout(timer);
  };
}

async function ask(): Promise<Reach> {
  become(await answer());
  askedAt = Date.now();
  clearTimeout(timer);
  // The random part keeps a whole class from asking at the same moment.
  const wait = isAway(reach) ? Math.min(mostMs, firstMs * 2 ** tries++) * (0.5 + Math.random() / 2) : calmMs;
  timer = setTimeout(() => void askHealth(), wait);
  return reach;
}

async function answer(): Promise<Reach> {
  try {
    const response = await fetch('/health/ready', { cache: 'no-store' });
    const { status } = (await response.json()) as SystemHealth;
    return status === 'ready' || status === 'degraded' ? status : 'unavailable';
  } catch {
    return 'offline';
  }
}

function become(next: Reach): void {
  const before = reach;
  if (!isAway(next)) {
    lastSeen = Date.now();
    tries = 0;
  }
  if (next === before) return;
  reach = next;
  for (const listener of listeners) listener();
  if (isAway(before) && !isAway(next)) for (const listener of returns) listener();
}
