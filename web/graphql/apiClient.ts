import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, Observable, RefetchEventManager } from '@apollo/client';
import { OperationTypeNode } from 'graphql';
import { keptAnswers } from './keptAnswers.ts';
import { lazySocketLink } from './lazySocketLink.ts';
import { onReturn } from './reachability.ts';

declare module '@apollo/client' {
  interface RefetchEvents {
    /** The API answers again after it was away. */
    returned: undefined;
  }
}

/** Who comes back to a page after so long sees what has changed meanwhile. */
const staleMs = 60_000;

/**
 * Talks to the API on this very origin: queries and mutations over HTTP, subscriptions over a WebSocket. What a page
 * shows is asked for again when the API comes back, and when somebody comes back to the page.
 */
export function createApiClient(formerMember: (code: string) => string): ApolloClient {
  const named = { name: { read: (name: unknown) => shownName(name, formerMember) } };
  const http = new HttpLink({ uri: '/graphql', credentials: 'same-origin' });
  const isBrowser = typeof window !== 'undefined';
  const link = isBrowser
    ? ApolloLink.split(
        ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
        lazySocketLink(),
        keptAnswers().concat(http),
      )
    : http;
  return new ApolloClient({
    link,
    ...(isBrowser && { refetchEventManager: new RefetchEventManager({ sources: { returned, windowFocus } }) }),
    cache: new InMemoryCache({
      typePolicies: {
        // There is one.
        Site: { keyFields: [] },
        // A part of its run: of a thousand epochs that come one after another, none but the last is kept.
        Epoch: { keyFields: false },
        NoticeChoice: { keyFields: ['kind'] },
        // Parts of their parent, replaced as a whole.
        Progress: { keyFields: false },
        Evaluation: { keyFields: false },
        Failure: { keyFields: false },
        // The run of somebody who goes by a pseudonym has another name on each board.
        LeaderboardEntry: { keyFields: false, fields: named },
        User: { fields: named },
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

/** A name as the API has it; that of an erased account in the reader's language. */
export function shownName(name: unknown, formerMember: (code: string) => string): unknown {
  const code = typeof name === 'string' && /^Former member ([0-9a-f]{6})$/.exec(name)?.[1];
  return code ? formerMember(code) : name;
}

const returned = () => new Observable<undefined>((observer) => onReturn(() => observer.next(undefined)));

const windowFocus = () =>
  new Observable<Event>((observer) => {
    let left = Date.now();
    const changed = (event: Event) => {
      if (document.visibilityState === 'hidden') left = Date.now();
      else if (Date.now() - left > staleMs) observer.next(event);
    };
    document.addEventListener('visibilitychange', changed);
    return () => document.removeEventListener('visibilitychange', changed);
  });
