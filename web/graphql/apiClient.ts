import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, Observable, RefetchEventManager } from '@apollo/client';
import { OperationTypeNode } from 'graphql';
import { answersAhead } from './answersAhead.ts';
import { MeDocument, type PageFactsQuery, SiteDocument } from './generated/graphql.ts';
import { keepNewer, keptAnswers } from './keptAnswers.ts';
import { lazySocketLink } from './lazySocketLink.ts';
import { onReturn } from './reachability.ts';

declare module '@apollo/client' {
  interface RefetchEvents {
    /** The API answers again after it was away. */
    returned: undefined;
  }
}

/** What the server of a page knows of the site and of the reader. What is missing is not known. */
export type PageFacts = Partial<PageFactsQuery>;

/** Who comes back to a page after so long sees what has changed meanwhile. */
const staleMs = 60_000;

/**
 * Talks to the API on this very origin: queries and mutations over HTTP, subscriptions over a WebSocket. What a page
 * shows is asked for again when the API comes back, and when somebody comes back to the page. What the page's server
 * has found out need not be asked.
 */
export function createApiClient(formerMember: (code: string) => string, { site, me }: PageFacts): ApolloClient {
  const named = { name: { read: (name: unknown) => shownName(name, formerMember) } };
  const http = new HttpLink({ uri: '/graphql', credentials: 'same-origin' });
  const isBrowser = typeof window !== 'undefined';
  const link = isBrowser
    ? ApolloLink.split(
        ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
        lazySocketLink(),
        ApolloLink.from([keptAnswers(), answersAhead(), http]),
      )
    : http;
  const client = new ApolloClient({
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
  if (site) {
    client.writeQuery({ query: SiteDocument, data: { site } });
    if (isBrowser) keepNewer('Site', {}, { site });
  }
  if (me !== undefined) {
    client.writeQuery({ query: MeDocument, data: { me } });
    if (isBrowser) keepNewer('Me', {}, { me });
  }
  return client;
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
