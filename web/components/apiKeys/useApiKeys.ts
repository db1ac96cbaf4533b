'use client';

import { useCallback, useEffect, useState } from 'react';
import { authClient } from '../accounts/session.ts';

export interface ApiKey {
  id: string;
  name: string | null;
  /** The key's first characters, by which its owner knows it. */
  start: string | null;
  createdAt: Date;
  lastRequest: Date | null;
}

/** The account's API keys, in the form that `QueryState` draws. */
export function useApiKeys() {
  const [data, setData] = useState<ApiKey[]>();
  const [error, setError] = useState<Error>();
  const refetch = useCallback(async () => {
    const answer = await authClient.apiKey.list();
    if (answer.error) setError(new Error(answer.error.message ?? answer.error.statusText));
    else {
      setError(undefined);
      setData(answer.data.apiKeys);
    }
  }, []);
  useEffect(() => void refetch(), [refetch]);
  return { data, error, refetch };
}
