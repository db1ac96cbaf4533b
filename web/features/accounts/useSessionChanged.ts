'use client';

import { useApolloClient } from '@apollo/client/react';
import { useRouter } from 'next/navigation';
import { useCallback } from 'react';

/**
 * Forgets what the previous account had loaded and goes on to `path`: to be called after every sign-in and sign-out.
 */
export function useSessionChanged(): (path: string) => Promise<void> {
  const client = useApolloClient();
  const router = useRouter();
  return useCallback(
    async (path) => {
      await client.resetStore();
      router.push(path);
    },
    [client, router],
  );
}
