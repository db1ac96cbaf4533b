'use client';

import { useQuery } from '@apollo/client/react';
import { Alert, Stack } from '@mantine/core';
import { WorkersDocument } from '../../graphql/generated/graphql.ts';
import { formatCount } from '../formats/numbers.ts';
import { Page } from '../shell/Page.tsx';
import { QueryState } from '../shell/QueryState.tsx';
import { Section } from '../shell/Section.tsx';
import { QueueTable } from './QueueTable.tsx';
import { WorkerTable } from './WorkerTable.tsx';

const refreshMilliseconds = 5_000;

export function WorkersPage() {
  const result = useQuery(WorkersDocument, { pollInterval: refreshMilliseconds });
  return (
    <Page
      title="Queue"
      description="What is trained, and what waits. A student's next run waits behind every other student's first."
    >
      <QueryState result={result} rows={8}>
        {({ workers, queue }) => (
          <Stack gap="lg">
            {workers ? (
              <Section
                title="Workers"
                description="The processes that train runs. An engine does the computing; a worker takes the first one that works on its machine, and measures it once, when it starts."
              >
                <WorkerTable workers={workers} />
              </Section>
            ) : (
              !queue.hasWorker && <Alert color="yellow">No worker is up just now. Runs wait until one is.</Alert>
            )}
            <Section
              title="Runs"
              description={`Of everybody's, ${formatCount(queue.running)} running, ${formatCount(queue.waiting)} waiting`}
            >
              <QueueTable queue={queue} />
            </Section>
          </Stack>
        )}
      </QueryState>
    </Page>
  );
}
