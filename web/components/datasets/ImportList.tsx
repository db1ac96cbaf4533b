'use client';

import { useApolloClient, useQuery } from '@apollo/client/react';
import { Stack } from '@mantine/core';
import { useEffect } from 'react';
import { importHasEnded } from '#contracts/importStatus';
import { CourseDocument, DatasetImportsDocument, type ImportStateFragment } from '../../graphql/generated/graphql.ts';
import { QueryState } from '../page/QueryState.tsx';
import { ImportCard } from './ImportCard.tsx';

const everyMs = 1000;
const day = 24 * 60 * 60 * 1000;

/** The imports of a course that have not ended, and those of a day. They are asked for again each second. */
export function ImportList({ courseId }: { courseId: string }) {
  const client = useApolloClient();
  const result = useQuery(DatasetImportsDocument, { variables: { courseId } });
  const { data, startPolling, stopPolling } = result;
  const imports = data?.datasetImports ?? [];
  const isWorking = imports.some(({ status }) => !importHasEnded(status) && status !== 'WAITING_FOR_DECISION');
  useEffect(() => {
    if (isWorking) startPolling(everyMs);
    else stopPolling();
    return stopPolling;
  }, [isWorking, startPolling, stopPolling]);

  const succeeded = imports.filter(({ status }) => status === 'SUCCEEDED').length;
  useEffect(() => {
    if (succeeded > 0) void client.refetchQueries({ include: [CourseDocument] });
  }, [succeeded, client]);

  // A failure is no news any more once the same dataset is there.
  const isMended = ({ name, createdAt }: ImportStateFragment) =>
    imports.some((later) => later.name === name && later.status === 'SUCCEEDED' && later.createdAt > createdAt);
  const shown = imports.filter(
    (one) =>
      !importHasEnded(one.status) ||
      (one.status !== 'CANCELLED' &&
        Date.now() - new Date(one.createdAt).getTime() < day &&
        !(one.status === 'FAILED' && isMended(one))),
  );
  return (
    <QueryState result={result} rows={0}>
      {() =>
        shown.length > 0 && (
          <Stack gap="sm">
            {shown.map((one) => (
              <ImportCard key={one.id} one={one} />
            ))}
          </Stack>
        )
      }
    </QueryState>
  );
}
