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
        NoticeChoice: { keyFields: ['kind'] },
        // Parts of their parent, replaced as a whole.
        Progress: { keyFields: false },
        Evaluation: { keyFields: false },
        Failure: { keyFields: false },
        // The run of somebody who goes by a pseudonym has another name on each board.
        LeaderboardEntry: { keyFields: false },
        // Parts of their parent, of which several queries of one page ask for different fields.
        Leaderboard: { merge: true },
        ReferenceLine: { merge: true },
        OwnQuota: { merge: true },
        Analysis: { merge: true },
        AnalysisResult: { merge: true },
      },
    }),
    defaultOptions: { watchQuery: { fetchPolicy: 'cache-and-network', nextFetchPolicy: 'cache-first' } },
  });
}
