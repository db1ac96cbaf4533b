'use client';

import { useMutation, useQuery } from '@apollo/client/react';
import { Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { RerunCountedRunsDocument, RerunPlanDocument } from '../../graphql/generated/graphql.ts';
import { ConfirmButton } from '../page/ConfirmButton.tsx';

/** Trains everybody's counted runs of an assignment again. For staff; says before how many. */
export function RerunCountedRuns({ assignmentId }: { assignmentId: string }) {
  const t = useTranslations();
  const { data, refetch } = useQuery(RerunPlanDocument, {
    variables: { id: assignmentId },
    fetchPolicy: 'network-only',
  });
  const [rerun] = useMutation(RerunCountedRunsDocument, { variables: { assignmentId } });
  const plan = data?.assignment.rerunPlan;
  if (!plan) return null;
  const confirm = async () => {
    const { data } = await rerun();
    await refetch();
    notifications.show({ message: t('runs.rerunsQueued', { count: data?.rerunCountedRuns.queued ?? 0 }) });
  };
  return (
    <ConfirmButton
      label={t('runs.rerunAll')}
      title={t('runs.rerunAllTitle')}
      onConfirm={confirm}
      button={{ size: 'sm', disabled: plan.due === 0 }}
    >
      <Text size="sm">{t('runs.rerunAllText', plan)}</Text>
    </ConfirmButton>
  );
}
