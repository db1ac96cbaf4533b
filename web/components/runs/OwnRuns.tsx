'use client';

import { Anchor } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useMe } from '../accounts/session.ts';
import { EmptyState } from '../page/EmptyState.tsx';
import { QueryState } from '../page/QueryState.tsx';
import { RunTable } from './RunTable.tsx';
import { useRuns } from './useRuns.ts';

export function OwnRuns({ assignmentId, isOpen }: { assignmentId: string; isOpen: boolean }) {
  const t = useTranslations();
  const { me } = useMe();
  const result = useRuns({ assignmentId, studentId: me?.id, first: 100 }, !me);
  return (
    <QueryState result={result}>
      {({ runs }) =>
        runs.length > 0 ? (
          <RunTable runs={runs} />
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
