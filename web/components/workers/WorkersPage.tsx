'use client';

import { useQuery } from '@apollo/client/react';
import { Alert, Stack } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { WorkersDocument } from '../../graphql/generated/graphql.ts';
import { Page } from '../page/Page.tsx';
import { QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';
import { QueueTable } from './QueueTable.tsx';
import { WorkerTable } from './WorkerTable.tsx';

const refreshMilliseconds = 5_000;

export function WorkersPage() {
  const t = useTranslations();
  const result = useQuery(WorkersDocument, { pollInterval: refreshMilliseconds });
  return (
    <Page title={t('workers.title')} description={t('workers.description')}>
      <QueryState result={result} rows={8}>
        {({ workers, queue }) => (
          <Stack gap="lg">
            {workers ? (
              <Section title={t('workers.workers')} description={t('workers.workersDescription')}>
                <WorkerTable workers={workers} />
              </Section>
            ) : (
              !queue.hasWorker && <Alert color="yellow">{t('workers.noWorkerRuns')}</Alert>
            )}
            <Section
              title={t('workers.runs')}
              description={t('workers.runsDescription', { running: queue.running, waiting: queue.waiting })}
            >
              <QueueTable queue={queue} />
            </Section>
          </Stack>
        )}
      </QueryState>
    </Page>
  );
}
