'use client';

import { useMutation, useQuery } from '@apollo/client/react';
import { Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { RerunCountedRunsDocument, RerunPlanDocument } from '../../graphql/generated/graphql.ts';
import { ConfirmButton } from '../page/ConfirmButton.tsx';
import { QueryState } from '../page/QueryState.tsx';

/** Trains everybody's counted runs of an assignment again. For staff; says before and afterwards how many. */
export function RerunCountedRuns({ assignmentId, onQueued }: { assignmentId: string; onQueued: () => unknown }) {
  const t = useTranslations();
  const result = useQuery(RerunPlanDocument, {
    variables: { id: assignmentId },
    fetchPolicy: 'network-only',
  });
  const [rerun] = useMutation(RerunCountedRunsDocument, { variables: { assignmentId } });
  const [queued, setQueued] = useState<number>();
  const confirm = async () => {
    const { data } = await rerun();
    setQueued(data?.rerunCountedRuns.queued ?? 0);
    onQueued();
    await result.refetch();
  };
  return (
    <QueryState result={result} rows={0}>
      {({ assignment: { rerunPlan } }) =>
        rerunPlan && (
          <>
            {queued !== undefined && (
              <Text size="sm" role="status">
                {t('runs.rerunsQueued', { count: queued })}
              </Text>
            )}
            <ConfirmButton
              label={t('runs.rerunAll')}
              title={t('runs.rerunAllTitle')}
              onConfirm={confirm}
              harmless
              button={{ size: 'sm', disabled: rerunPlan.due === 0 }}
            >
              <Text size="sm">{t('runs.rerunAllText', rerunPlan)}</Text>
            </ConfirmButton>
          </>
        )
      }
    </QueryState>
  );
}
