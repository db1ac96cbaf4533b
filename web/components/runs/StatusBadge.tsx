'use client';

import { Badge } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { RunStatus } from '#contracts/runStatus';

const colors: Record<RunStatus, string> = {
  QUEUED: 'gray',
  PREPARING: 'river',
  TRAINING: 'river',
  EVALUATING: 'violet',
  SUCCEEDED: 'teal',
  FAILED: 'red',
  CANCELLED: 'gray',
};

/** A status as a word and a colour: the colour alone says nothing to some readers. */
export function StatusBadge({ status, size = 'sm' }: { status: RunStatus; size?: 'sm' | 'lg' }) {
  const t = useTranslations();
  return (
    <Badge variant="light" color={colors[status]} size={size} data-status={status}>
      {t(`runs.status.${status}`)}
    </Badge>
  );
}
