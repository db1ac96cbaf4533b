import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { OperationTypeNode } from 'graphql';
import { createSocket } from './connection.ts';

/** Talks to the API on this very origin: queries and mutations over HTTP, subscriptions over a WebSocket. */
export function createApiClient(): ApolloClient {
  const http = new HttpLink({ uri: '/graphql', credentials: 'same-origin' });
  const link =
    typeof window === 'undefined'
      ? http
      : ApolloLink.split(
          ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
          new GraphQLWsLink(createSocket()),
          http,
        );
  return new ApolloClient({
    link,
    cache: new InMemoryCache({
      typePolicies: {
        // There is one.
        Site: { keyFields: [] },
        Epoch: { keyFields: ['runId', 'epoch'] },
        LeaderboardEntry: { keyFields: ['runId'] },
        NoticeChoice: { keyFields: ['kind'] },
        // Parts of their parent, replaced as a whole.
        Progress: { keyFields: false },
        Evaluation: { keyFields: false },
        Failure: { keyFields: false },
      },
    }),
    defaultOptions: { watchQuery: { fetchPolicy: 'cache-and-network', nextFetchPolicy: 'cache-first' } },
  });
}
