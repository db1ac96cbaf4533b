'use client';

import { Badge } from '@mantine/core';
import type { RunStatus } from '#contracts/runStatus';
import { statusNames } from './statusNames.ts';

export function StatusBadge({ status, size = 'sm' }: { status: RunStatus; size?: 'sm' | 'lg' }) {
  const { name, color } = statusNames[status];
  return (
    <Badge variant="light" color={color} size={size} data-status={status}>
      {name}
    </Badge>
  );
}
