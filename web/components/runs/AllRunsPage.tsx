'use client';

import { Stack } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import dynamic from 'next/dynamic';
import { useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ArchivedNotice } from '../page/ArchivedNotice.tsx';
import { EmptyState } from '../page/EmptyState.tsx';
import { Page } from '../page/Page.tsx';
import { Pager } from '../page/Pager.tsx';
import { LoadingRows, QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';
import { everyRun, type RunChoice, RunFilters } from './RunFilters.tsx';
import { CompareChosen, useRunSelection } from './RunSelection.tsx';
import { useRuns } from './useRuns.ts';

const RunTable = dynamic(() => import('./RunTable.tsx').then(({ RunTable }) => RunTable), {
  ssr: false,
  loading: () => <LoadingRows rows={8} />,
});
const RerunCountedRuns = dynamic(
  () => import('./RerunCountedRuns.tsx').then(({ RerunCountedRuns }) => RerunCountedRuns),
  { ssr: false },
);

/** While somebody types, the server is not asked. */
const typingMilliseconds = 300;

/**
 * Everybody's runs of an assignment, for its staff: searched and narrowed by the server, page by page. It begins with
 * the words that `?search=` of the address has.
 */
export function AllRunsPage({ id }: { id: string }) {
  const wanted = useSearchParams().get('search') ?? '';
  return <AllRuns key={wanted} id={id} wanted={wanted} />;
}

function AllRuns({ id, wanted }: { id: string; wanted: string }) {
  const t = useTranslations();
  const [choice, setChoice] = useState<RunChoice>({ ...everyRun, search: wanted });
  const [settled] = useDebouncedValue(choice, typingMilliseconds);
  const { search, statuses, backbones, tags, revision, reruns } = settled;
  const selection = useRunSelection();
  const { result, pages, assignment } = useRuns(id, {
    search: search.trim() || null,
    statuses: statuses.length > 0 ? statuses : null,
    backbones: backbones.length > 0 ? backbones : null,
    tags: tags.length > 0 ? tags : null,
    revision: revision === '' ? null : Number(revision),
    reruns: reruns || null,
  });
  return (
    <Page
      title={t('runs.all')}
      crumbs={
        assignment && [
          { label: assignment.course.title, href: `/courses/${assignment.course.id}` },
          { label: assignment.title, href: `/assignments/${id}` },
        ]
      }
    >
      {assignment && <ArchivedNotice course={assignment.course} />}
      <Section
        title={t('runs.list')}
        actions={
          assignment &&
          !assignment.course.archivedAt && <RerunCountedRuns assignmentId={id} onQueued={result.refetch} />
        }
      >
        <RunFilters assignmentId={id} value={choice} onChange={setChoice} />
        <QueryState result={result}>
          {({ assignment: { runs, revision } }) =>
            runs.nodes.length === 0 ? (
              <EmptyState title={t('runs.noneFound')}>{t('runs.noneFoundText')}</EmptyState>
            ) : (
              <Stack aria-busy={result.loading}>
                <CompareChosen selection={selection} />
                <RunTable
                  runs={runs.nodes}
                  revision={revision}
                  studentHref={({ name }) => `/assignments/${id}/runs?${new URLSearchParams({ search: name })}`}
                  selection={selection}
                />
                <Pager pages={pages} rows={runs.nodes.length} total={runs.totalCount} ends={runs.pageInfo} />
              </Stack>
            )
          }
        </QueryState>
      </Section>
    </Page>
  );
}
