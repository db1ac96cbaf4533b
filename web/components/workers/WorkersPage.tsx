'use client';

import { useQuery } from '@apollo/client/react';
import { Alert, Button, Stack } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { WorkersDocument } from '../../graphql/generated/graphql.ts';
import { useMe } from '../accounts/session.ts';
import { Link } from '../page/Link.tsx';
import { Page } from '../page/Page.tsx';
import { Pager, usePages } from '../page/Pager.tsx';
import { pageRows } from '../page/pageRows.ts';
import { QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';
import { type QueueChoice, QueueFilters } from './QueueFilters.tsx';
import { QueueTable } from './QueueTable.tsx';
import { WorkerTable } from './WorkerTable.tsx';

const refreshMilliseconds = 5_000;
const typingMilliseconds = 300;

export function WorkersPage() {
  const t = useTranslations();
  const { me } = useMe();
  const [filter, setFilter] = useState<QueueChoice>({ search: '', mine: false });
  const [{ search, mine }] = useDebouncedValue(filter, typingMilliseconds);
  const pages = usePages(JSON.stringify([search, mine]));
  const result = useQuery(WorkersDocument, {
    pollInterval: refreshMilliseconds,
    variables: {
      filter: { search: search.trim() || null, mine },
      first: pageRows,
      after: pages.after,
    },
  });
  // One's own few runs need no filters.
  const isNarrowed = filter.mine || filter.search !== '';
  const seesOthers = result.data?.queue.runs.nodes.some(({ run }) => run?.student.id !== me?.id) ?? false;
  return (
    <Page
      title={t('workers.title')}
      description={t('workers.description')}
      actions={
        <Button component={Link} href="/calendar" variant="default">
          {t('reservations.title')}
        </Button>
      }
    >
      <QueryState result={{ ...result, data: result.data ?? result.previousData }} rows={8}>
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
              {(isNarrowed || seesOthers) && <QueueFilters value={filter} onChange={setFilter} />}
              <QueueTable queue={queue} mine={mine} sought={search.trim() !== ''} />
              <Pager
                pages={pages}
                rows={queue.runs.nodes.length}
                total={queue.runs.totalCount}
                ends={queue.runs.pageInfo}
              />
            </Section>
          </Stack>
        )}
      </QueryState>
    </Page>
  );
}
