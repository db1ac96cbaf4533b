import { type Client, createClient } from 'graphql-ws';

type ConnectionState = 'idle' | 'connected' | 'reconnecting';

let state: ConnectionState = 'idle';
const listeners = new Set<() => void>();

/** The state of the one WebSocket, as `useSyncExternalStore` wants it. */
export const connectionState = {
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  current: () => state,
};

function become(next: ConnectionState) {
  state = next;
  for (const listener of listeners) listener();
}

/**
 * The WebSocket to the API. It opens with the first subscription, closes after the last, and comes back when it is
 * lost.
 */
export function createSocket(): Client {
  const { protocol, host } = window.location;
  return createClient({
    url: `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/graphql`,
    keepAlive: 10_000,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    // A second at first and half a minute at most; the random part keeps a whole class from returning at once.
    retryWait: (retries) =>
      new Promise((resolve) =>
        setTimeout(resolve, Math.min(30_000, 1_000 * 2 ** Math.min(retries, 5)) * (0.5 + Math.random() / 2)),
      ),
    on: {
      connected: () => become('connected'),
      // 4401: the session has ended, and nothing opens the socket again by itself.
      closed: (event) => become([1000, 4401].includes((event as CloseEvent).code) ? 'idle' : 'reconnecting'),
    },
  });
}
