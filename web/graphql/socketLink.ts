import type { ApolloLink } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { createClient } from 'graphql-ws';
import { connectionChanged } from './connection.ts';
import { onReturn } from './reachability.ts';

/**
 * The WebSocket to the API. It opens with the first subscription, closes after the last, and comes back when it is
 * lost.
 */
export function createSocketLink(): ApolloLink {
  const { protocol, host } = window.location;
  return new GraphQLWsLink(
    createClient({
      url: `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/graphql`,
      keepAlive: 10_000,
      retryAttempts: Number.POSITIVE_INFINITY,
      shouldRetry: () => true,
      retryWait,
      on: {
        connected: () => connectionChanged('connected'),
        // 4401: the session has ended, and nothing opens the socket again by itself.
        closed: (event) =>
          connectionChanged([1000, 4401].includes((event as CloseEvent).code) ? 'idle' : 'reconnecting'),
      },
    }),
  );
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
