'use client';

import { useMutation, useQuery } from '@apollo/client/react';
import { Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { RerunCountedRunsDocument, RerunPlanDocument } from '../../graphql/generated/graphql.ts';
import { ConfirmButton } from '../page/ConfirmButton.tsx';
import { QueryState } from '../page/QueryState.tsx';

/** Trains everybody's counted runs of an assignment again. For staff; says before how many. */
export function RerunCountedRuns({ assignmentId }: { assignmentId: string }) {
  const t = useTranslations();
  const result = useQuery(RerunPlanDocument, {
    variables: { id: assignmentId },
    fetchPolicy: 'network-only',
  });
  const [rerun] = useMutation(RerunCountedRunsDocument, { variables: { assignmentId } });
  const confirm = async () => {
    const { data } = await rerun();
    await result.refetch();
    notifications.show({ message: t('runs.rerunsQueued', { count: data?.rerunCountedRuns.queued ?? 0 }) });
  };
  return (
    <QueryState result={result} rows={0}>
      {({ assignment: { rerunPlan } }) =>
        rerunPlan && (
          <ConfirmButton
            label={t('runs.rerunAll')}
            title={t('runs.rerunAllTitle')}
            onConfirm={confirm}
            button={{ size: 'sm', disabled: rerunPlan.due === 0 }}
          >
            <Text size="sm">{t('runs.rerunAllText', rerunPlan)}</Text>
          </ConfirmButton>
        )
      }
    </QueryState>
  );
}
