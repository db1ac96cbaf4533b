'use client';

import { useQuery } from '@apollo/client/react';
import { useEffect } from 'react';
import { isFinished } from '#contracts/runStatus';
import { AssignmentRunsDocument, type RunFilterInput } from '../../graphql/generated/graphql.ts';
import { usePages } from '../page/Pager.tsx';
import { pageRows } from '../page/pageRows.ts';

const refreshMilliseconds = 5_000;

/** A page of an assignment's runs, read again every few seconds while one of them is not finished. */
export function useRuns(id: string, filter: RunFilterInput) {
  const pages = usePages(JSON.stringify(filter));
  const variables = { id, filter, first: pageRows, after: pages.after };
  const result = useQuery(AssignmentRunsDocument, { variables });
  const data = result.data ?? result.previousData;
  const unfinished = data?.assignment.runs.nodes.some((run) => !isFinished(run.status)) ?? false;
  const { startPolling, stopPolling } = result;
  useEffect(() => {
    if (!unfinished) return;
    startPolling(refreshMilliseconds);
    return stopPolling;
  }, [unfinished, startPolling, stopPolling]);
  return { pages, result: { ...result, data }, assignment: data?.assignment };
}
