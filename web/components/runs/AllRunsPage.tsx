'use client';

import { Stack } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { EmptyState } from '../page/EmptyState.tsx';
import { Page } from '../page/Page.tsx';
import { Pager } from '../page/Pager.tsx';
import { QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';
import { RerunCountedRuns } from './RerunCountedRuns.tsx';
import { everyRun, type RunChoice, RunFilters } from './RunFilters.tsx';
import { RunTable } from './RunTable.tsx';
import { useRuns } from './useRuns.ts';

/** While somebody types, the server is not asked. */
const typingMilliseconds = 300;

/** Everybody's runs of an assignment, for its staff: searched and narrowed by the server, page by page. */
export function AllRunsPage({ id }: { id: string }) {
  const t = useTranslations();
  const [choice, setChoice] = useState<RunChoice>(everyRun);
  const [settled] = useDebouncedValue(choice, typingMilliseconds);
  const { search, statuses, backbones, revision } = settled;
  const { result, pages, assignment } = useRuns(id, {
    search: search.trim() || null,
    statuses: statuses.length > 0 ? statuses : null,
    backbones: backbones.length > 0 ? backbones : null,
    revision: typeof revision === 'number' ? revision : null,
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
      <Section title={t('runs.list')} actions={<RerunCountedRuns assignmentId={id} />}>
        <RunFilters value={choice} onChange={setChoice} />
        <QueryState result={result}>
          {({ assignment: { runs } }) =>
            runs.nodes.length === 0 ? (
              <EmptyState title={t('runs.noneFound')}>{t('runs.noneFoundText')}</EmptyState>
            ) : (
              <Stack aria-busy={result.loading}>
                <RunTable runs={runs.nodes} withStudent />
                <Pager pages={pages} rows={runs.nodes.length} total={runs.totalCount} ends={runs.pageInfo} />
              </Stack>
            )
          }
        </QueryState>
      </Section>
    </Page>
  );
}
