'use client';

import { useApolloClient, useQuery } from '@apollo/client/react';
import { useRouter } from 'next/navigation';
import { useCallback } from 'react';
import { MeDocument } from '../../graphql/generated/graphql.ts';
import { forgetAnswers } from '../../graphql/keptAnswers.ts';

/** What signs in and out. It loads with its first use, which most pages never have. */
export const loadAuth = () => import('./authClient.ts');

/** The signed-in account; null when there is none, undefined while it is not known (yet, or as the API is away). */
export function useMe() {
  const { data, error, refetch } = useQuery(MeDocument, { fetchPolicy: 'cache-first' });
  return { me: data?.me, error, refetch };
}

/** Forgets what the previous account had loaded and goes to `path`. Call it after every sign-in and sign-out. */
export function useSessionChanged(): (path: string) => Promise<void> {
  const client = useApolloClient();
  const router = useRouter();
  return useCallback(
    async (path) => {
      forgetAnswers();
      // A part of the page that needed the previous account goes away and gives up its queries; that is no failure.
      await client.resetStore().catch((error: unknown) => {
        if (!(error instanceof DOMException && error.name === 'AbortError')) throw error;
      });
      router.push(path);
    },
    [client, router],
  );
}
