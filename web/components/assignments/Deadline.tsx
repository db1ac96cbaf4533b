'use client';

import { Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useFormats } from '../page/formats.ts';

interface OpeningTimes {
  opensAt: string;
  closesAt?: string | null;
  isOpen: boolean;
}

/** When an assignment opens or closes, in words and to the minute. */
export function Deadline({ opensAt, closesAt, isOpen }: OpeningTimes) {
  const t = useTranslations();
  const formats = useFormats();
  const opensLater = !isOpen && Date.parse(opensAt) > Date.now();
  const time = opensLater ? opensAt : closesAt;
  const values = time && {
    relative: formats.relative(time),
    moment: formats.moment(time),
    time: (text: ReactNode) => <time dateTime={time}>{text}</time>,
  };
  return (
    <Text size="sm" c="dimmed" component="span">
      {!values
        ? t('assignments.noDeadline')
        : opensLater
          ? t.rich('assignments.opens', values)
          : isOpen
            ? t.rich('assignments.closes', values)
            : t.rich('assignments.closed', values)}
    </Text>
  );
}
