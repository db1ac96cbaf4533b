'use client';

import { useQuery } from '@apollo/client/react';
import { useEffect } from 'react';
import { isFinished } from '#contracts/runStatus';
import { RunsDocument, type RunsQueryVariables } from '../../graphql/generated/graphql.ts';

const refreshMilliseconds = 5_000;

/** A list of runs, read again every few seconds while one of them is not finished. */
export function useRuns(variables: RunsQueryVariables, skip = false) {
  const result = useQuery(RunsDocument, { variables, skip });
  const unfinished = result.data?.runs.some((run) => !isFinished(run.status)) ?? false;
  const { startPolling, stopPolling } = result;
  useEffect(() => {
    if (!unfinished) return;
    startPolling(refreshMilliseconds);
    return stopPolling;
  }, [unfinished, startPolling, stopPolling]);
  return result;
}
