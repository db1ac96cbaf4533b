'use client';

import { Anchor, Stack } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { EmptyState } from '../page/EmptyState.tsx';
import { Pager } from '../page/Pager.tsx';
import { QueryState } from '../page/QueryState.tsx';
import { RunTable } from './RunTable.tsx';
import { useRuns } from './useRuns.ts';

export function OwnRuns({ assignmentId, isOpen }: { assignmentId: string; isOpen: boolean }) {
  const t = useTranslations();
  const { result, pages } = useRuns(assignmentId, { mine: true });
  return (
    <QueryState result={result}>
      {({ assignment: { runs } }) =>
        runs.totalCount > 0 ? (
          <Stack>
            <RunTable runs={runs.nodes} />
            <Pager pages={pages} rows={runs.nodes.length} total={runs.totalCount} ends={runs.pageInfo} />
          </Stack>
        ) : (
          <EmptyState title={t('runs.noneYet')}>
            {isOpen && (
              <Anchor component={Link} href={`/assignments/${assignmentId}/submit`} size="sm">
                {t('runs.submitFirst')}
              </Anchor>
            )}
          </EmptyState>
        )
      }
    </QueryState>
  );
}
