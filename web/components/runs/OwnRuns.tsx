'use client';

import { Anchor, Group, Stack, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { EmptyState } from '../page/EmptyState.tsx';
import { Link } from '../page/Link.tsx';
import { Pager } from '../page/Pager.tsx';
import { QueryState } from '../page/QueryState.tsx';
import { ownRuns } from './ownRuns.ts';
import { TagFilter } from './RunFilters.tsx';
import { CompareChosen, useRunSelection } from './RunSelection.tsx';
import { RunTable } from './RunTable.tsx';
import { useRuns } from './useRuns.ts';

/** While somebody types, the server is not asked. */
const typingMilliseconds = 300;

/** One's own runs of an assignment, searched by name, tag and network, and chosen to be compared. */
export function OwnRuns({ assignmentId, isOpen }: { assignmentId: string; isOpen: boolean }) {
  const t = useTranslations();
  const [search, setSearch] = useState('');
  const [tags, setTags] = useState<string[]>([]);
  const [settled] = useDebouncedValue(search.trim(), typingMilliseconds);
  const selection = useRunSelection();
  const { result, pages } = useRuns(assignmentId, {
    ...ownRuns,
    search: settled || null,
    tags: tags.length > 0 ? tags : null,
  });
  const isNarrowed = settled !== '' || tags.length > 0;
  return (
    <QueryState result={result}>
      {({ assignment: { runs, revision } }) =>
        runs.totalCount === 0 && !isNarrowed ? (
          <EmptyState title={t('runs.noneYet')}>
            {isOpen && (
              <Anchor component={Link} href={`/assignments/${assignmentId}/submit`} size="sm">
                {t('runs.submitFirst')}
              </Anchor>
            )}
          </EmptyState>
        ) : (
          <Stack aria-busy={result.loading}>
            <Group align="flex-end" role="search" aria-label={t('runs.filters')}>
              <TextInput
                type="search"
                label={t('runs.search')}
                placeholder={t('runs.searchOwn')}
                maxLength={200}
                flex="1 1 220px"
                value={search}
                onChange={({ currentTarget }) => setSearch(currentTarget.value)}
              />
              <TagFilter assignmentId={assignmentId} value={tags} onChange={setTags} />
            </Group>
            {runs.totalCount === 0 ? (
              <EmptyState title={t('runs.noneFound')}>{t('runs.noneFoundOwn')}</EmptyState>
            ) : (
              <>
                {(runs.totalCount > 1 || selection.ids.length > 0) && <CompareChosen selection={selection} />}
                <RunTable runs={runs.nodes} revision={revision} selection={selection} />
                <Pager pages={pages} rows={runs.nodes.length} total={runs.totalCount} ends={runs.pageInfo} />
              </>
            )}
          </Stack>
        )
      }
    </QueryState>
  );
}
