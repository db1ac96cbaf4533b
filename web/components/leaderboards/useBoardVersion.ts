'use client';

import { useQuery } from '@apollo/client/react';
import { useEffect } from 'react';
import { BoardVersionDocument } from '../../graphql/generated/graphql.ts';

const lookEveryMs = 10_000;

/** Asks now and then for the board's version alone, and calls `refetch` when it is another than the one shown. */
export function useBoardVersion(assignmentId: string, shown: number | undefined, refetch: () => unknown): void {
  const { data } = useQuery(BoardVersionDocument, {
    variables: { assignmentId },
    pollInterval: lookEveryMs,
    fetchPolicy: 'no-cache',
  });
  const version = data?.leaderboard.version;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another version is a reason to ask again.
  useEffect(() => {
    if (version !== undefined && shown !== undefined && version !== shown) refetch();
  }, [version]);
}
