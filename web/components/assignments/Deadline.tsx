'use client';

import { Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { AssignmentDatesFragment } from '../../graphql/generated/graphql.ts';
import { useFormats } from '../page/formats.ts';

/** When an assignment opens, is due or closes for the reader, in words, and to the minute in the course's time zone. */
export function Deadline({ publishedAt, opensAt, timeZone, isOpen, ownDates }: Omit<AssignmentDatesFragment, 'id'>) {
  const t = useTranslations();
  const formats = useFormats();
  const { dueAt, closesAt, isExtended } = ownDates;
  const now = Date.now();
  const of = (time: string) => ({
    relative: formats.relative(time),
    moment: formats.momentIn(time, timeZone),
    time: (text: ReactNode) => <time dateTime={time}>{text}</time>,
  });
  const isAhead = !isOpen && Date.parse(opensAt) > now;
  const parts: ReactNode[] = [];
  if (!publishedAt) parts.push(t('assignments.draftOpens', { moment: formats.momentIn(opensAt, timeZone) }));
  else if (Date.parse(publishedAt) > now)
    parts.push(t('assignments.visibleFrom', { moment: formats.momentIn(publishedAt, timeZone) }));
  if (publishedAt && isAhead) parts.push(t.rich('assignments.opens', of(opensAt)));
  else if (publishedAt && !isOpen && closesAt && Date.parse(closesAt) <= now)
    parts.push(t.rich('assignments.closed', of(closesAt)));
  const ends = isOpen || isAhead;
  const lateEnds = dueAt && closesAt && dueAt !== closesAt;
  if (ends && dueAt && Date.parse(dueAt) > now) parts.push(t.rich('assignments.due', of(dueAt)));
  else if (ends && dueAt) parts.push(t.rich('assignments.wasDue', of(dueAt)));
  if (ends && closesAt && !dueAt) parts.push(t.rich('assignments.closes', of(closesAt)));
  else if (ends && closesAt && lateEnds) parts.push(t.rich('assignments.lateUntil', of(closesAt)));
  if (isOpen && !dueAt && !closesAt) parts.push(t('assignments.noDeadline'));
  if (isExtended) parts.push(t('assignments.extended'));
  return (
    <Text size="sm" c="dimmed" component="span">
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: sentences in a fixed order.
        <span key={index}>
          {index > 0 && ' '}
          {part}
        </span>
      ))}
    </Text>
  );
}
