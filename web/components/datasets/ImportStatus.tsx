'use client';

import { Badge } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { ImportStateFragment } from '../../graphql/generated/graphql.ts';

export function ImportStatus({ status }: Pick<ImportStateFragment, 'status'>) {
  const t = useTranslations();
  const color = status === 'FAILED' ? 'red' : status === 'WAITING_FOR_DECISION' ? 'yellow' : undefined;
  return (
    <Badge variant="light" color={color} data-status={status}>
      {t(`datasets.imports.status.${status}`)}
    </Badge>
  );
}
