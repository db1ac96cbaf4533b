import type { ClientOptions } from 'graphql-ws';
import { onReturn } from './reachability.ts';

/** How often the API is asked whether it is there, and how long it may take to answer. */
const pingEveryMs = 10_000;
const patienceMs = 10_000;

/**
 * How the site's WebSocket finds out that it is lost, and comes back. A connection whose other end has vanished looks
 * open for a quarter of an hour; one that leaves a ping unanswered is given up. `lost` closes it.
 */
export function reconnecting(lost: () => void) {
  let deadline: ReturnType<typeof setTimeout> | undefined;
  return {
    keepAlive: pingEveryMs,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    retryWait,
    on: {
      ping(received: boolean) {
        if (!received) deadline = setTimeout(lost, patienceMs);
      },
      pong(received: boolean) {
        if (received) clearTimeout(deadline);
      },
      closed: () => clearTimeout(deadline),
    },
  } satisfies Partial<ClientOptions>;
}

/**
 * A second at first and half a minute at most, or until the API answers again; the random part keeps a whole class from
 * returning at once.
 */
function retryWait(retries: number): Promise<void> {
  const longest = Math.min(30_000, 1_000 * 2 ** Math.min(retries, 5)) * (0.5 + Math.random() / 2);
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      end();
      resolve();
    };
    const timer = setTimeout(done, longest);
    const end = onReturn(done);
  });
}
