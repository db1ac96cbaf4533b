'use client';

import { Alert, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { RunStateFragment } from '../../graphql/generated/graphql.ts';

/** Why a run failed, and whether its recipe or the system caused that. */
export function FailureNotice({ failure }: { failure: NonNullable<RunStateFragment['failure']> }) {
  const t = useTranslations();
  return (
    <Alert color="red" title={t('runs.failed', { code: failure.code })} role="alert">
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {failure.message}
      </Text>
      <Text size="sm" mt={6}>
        {t(`runs.faults.${failure.fault}`)}
      </Text>
    </Alert>
  );
}
