'use client';

import { useApolloClient, useQuery } from '@apollo/client/react';
import { createAuthClient } from 'better-auth/client';
import { twoFactorClient } from 'better-auth/client/plugins';
import { useRouter } from 'next/navigation';
import { useCallback } from 'react';
import { MeDocument } from '../../graphql/generated/graphql.ts';

/** Signs in and out, and keeps passwords and second factors, at /api/auth on this origin. */
export const authClient = createAuthClient({ plugins: [twoFactorClient()] });

/** The signed-in account; null when there is none, undefined while it is not known yet. */
export function useMe() {
  const { data, error, refetch } = useQuery(MeDocument);
  return { me: data?.me, error, refetch };
}

/** Forgets what the previous account had loaded and goes to `path`. Call it after every sign-in and sign-out. */
export function useSessionChanged(): (path: string) => Promise<void> {
  const client = useApolloClient();
  const router = useRouter();
  return useCallback(
    async (path) => {
      // A part of the page that needed the previous account goes away and gives up its queries; that is no failure.
      await client.resetStore().catch((error: unknown) => {
        if (!(error instanceof DOMException && error.name === 'AbortError')) throw error;
      });
      router.push(path);
    },
    [client, router],
  );
}
