'use client';

import { useMutation, useQuery } from '@apollo/client/react';
import { Alert, Anchor, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { MoveRunUpDocument, RerunRunDocument, RunRerunsDocument } from '../../graphql/generated/graphql.ts';
import { ConfirmButton } from '../page/ConfirmButton.tsx';
import { Link } from '../page/Link.tsx';

/** Trains a run that has ended again, as a new run. For staff. */
export function RerunRun({ id }: { id: string }) {
  const t = useTranslations();
  const router = useRouter();
  const [rerun] = useMutation(RerunRunDocument, { variables: { id } });
  const confirm = async () => {
    const { data } = await rerun();
    if (data?.rerunRun.alreadyQueued) notifications.show({ message: t('runs.rerunAlready') });
    if (data) router.push(`/runs/${data.rerunRun.run.id}`);
  };
  return (
    <ConfirmButton
      label={t('runs.rerun')}
      title={t('runs.rerunTitle')}
      onConfirm={confirm}
      button={{ size: 'sm' }}
      harmless
    >
      <Text size="sm">{t('runs.rerunText')}</Text>
    </ConfirmButton>
  );
}

/** Puts a run that waits before all others. For staff. */
export function MoveRunUp({ id }: { id: string }) {
  const t = useTranslations();
  const [moveUp] = useMutation(MoveRunUpDocument, { variables: { id } });
  return (
    <ConfirmButton
      label={t('runs.moveUp')}
      title={t('runs.moveUpTitle')}
      onConfirm={moveUp}
      button={{ size: 'sm' }}
      harmless
    >
      <Text size="sm">{t('runs.moveUpText')}</Text>
    </ConfirmButton>
  );
}

/** Says that a run is another one's rerun, or that it has one. */
export function RerunNotice({ id }: { id: string }) {
  const t = useTranslations();
  const run = useQuery(RunRerunsDocument, { variables: { id } }).data?.run;
  if (!run?.rerun && !run?.rerunOf) return null;
  const link = (runId: string) => (text: React.ReactNode) => (
    <Anchor component={Link} href={`/runs/${runId}`} size="sm">
      {text}
    </Anchor>
  );
  return (
    <Alert color="gray">
      {run.rerunOf && t.rich('runs.isRerun', { link: link(run.rerunOf.id) })}
      {run.rerun && t.rich('runs.wasRerun', { link: link(run.rerun.id) })}
    </Alert>
  );
}
