'use client';

import { Alert, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { RunStateFragment } from '../../graphql/generated/graphql.ts';
import { optionalText } from '../../i18n/translate.ts';

interface FailureNoticeProps {
  failure: NonNullable<RunStateFragment['failure']>;
  /** Whether the assignment limits computing time. */
  hasBudget: boolean;
}

/** Why a run failed, whether its recipe or the system caused that, and what it cost. */
export function FailureNotice({ failure, hasBudget }: FailureNoticeProps) {
  const t = useTranslations();
  return (
    <Alert color="red" title={t('runs.failed', { code: failure.code })} role="alert">
      <Text size="sm">{optionalText(t, `runs.failures.${failure.code}`)}</Text>
      <Text size="sm" mt={6}>
        {optionalText(t, `runs.faultsOf.${failure.code}`) ?? t(`runs.faults.${failure.fault}`)}{' '}
        {hasBudget && t('runs.secondsCount')}
      </Text>
      <Text size="xs" mt={6} style={{ overflowWrap: 'anywhere' }}>
        {t('page.workerSays', { message: failure.message })}
      </Text>
    </Alert>
  );
}
