'use client';

import { Anchor } from '@mantine/core';
import Link from 'next/link';
import { useMe } from '../accounts/useMe.ts';
import { EmptyState } from '../shell/EmptyState.tsx';
import { QueryState } from '../shell/QueryState.tsx';
import { RunTable } from './RunTable.tsx';
import { useRuns } from './useRuns.ts';

export function OwnRuns({ assignmentId, isOpen }: { assignmentId: string; isOpen: boolean }) {
  const { me } = useMe();
  const result = useRuns({ assignmentId, studentId: me?.id, first: 100 }, !me);
  return (
    <QueryState result={result}>
      {({ runs }) =>
        runs.length > 0 ? (
          <RunTable runs={runs} />
        ) : (
          <EmptyState title="You have submitted no run yet">
            {isOpen && (
              <Anchor component={Link} href={`/assignments/${assignmentId}/submit`} size="sm">
                Submit your first
              </Anchor>
            )}
          </EmptyState>
        )
      }
    </QueryState>
  );
}
