'use client';

import { useApolloClient, useQuery } from '@apollo/client/react';
import { Stack } from '@mantine/core';
import { useEffect } from 'react';
import { importHasEnded } from '#contracts/datasetImport';
import { CourseDocument, DatasetImportsDocument } from '../../graphql/generated/graphql.ts';
import { ImportCard } from './ImportCard.tsx';

const everyMs = 1000;
const day = 24 * 60 * 60 * 1000;

/** The imports of a course that have not ended, and those of a day. They are asked for again each second. */
export function ImportList({ courseId }: { courseId: string }) {
  const client = useApolloClient();
  const { data, startPolling, stopPolling } = useQuery(DatasetImportsDocument, { variables: { courseId } });
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

  const shown = imports.filter(
    ({ status, createdAt }) =>
      !importHasEnded(status) || (status !== 'CANCELLED' && Date.now() - new Date(createdAt).getTime() < day),
  );
  if (shown.length === 0) return null;
  return (
    <Stack gap="sm">
      {shown.map((one) => (
        <ImportCard key={one.id} one={one} />
      ))}
    </Stack>
  );
}
