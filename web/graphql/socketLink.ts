import type { ApolloLink } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { createClient } from 'graphql-ws';
import { connectionChanged } from './connection.ts';
import { reconnecting } from './reconnecting.ts';

/**
 * The WebSocket to the API. It opens with the first subscription, closes after the last, and comes back when it is
 * lost.
 */
export function createSocketLink(): ApolloLink {
  const { protocol, host } = window.location;
  const { on, ...choices } = reconnecting(() => client.terminate());
  const client = createClient({
    url: `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/graphql`,
    ...choices,
    on: {
      ...on,
      connected: () => connectionChanged('connected'),
      closed(event) {
        on.closed();
        // 4401: the session has ended, and nothing opens the socket again by itself.
        connectionChanged([1000, 4401].includes((event as CloseEvent).code) ? 'idle' : 'reconnecting');
      },
    },
  });
  return new GraphQLWsLink(client);
}
