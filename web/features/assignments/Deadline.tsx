'use client';

import { Text } from '@mantine/core';
import { formatDateTime, formatRelative } from '../formats/times.ts';

interface OpeningTimes {
  opensAt: string;
  closesAt?: string | null;
  isOpen: boolean;
}

/** When an assignment opens or closes, in words and to the minute. */
export function Deadline({ opensAt, closesAt, isOpen }: OpeningTimes) {
  const [word, time] = isOpen
    ? ['Closes', closesAt]
    : Date.parse(opensAt) > Date.now()
      ? ['Opens', opensAt]
      : ['Closed', closesAt];
  return (
    <Text size="sm" c="dimmed" component="span">
      {time ? (
        <>
          {word} {formatRelative(time)} (<time dateTime={time}>{formatDateTime(time)}</time>)
        </>
      ) : (
        'No deadline'
      )}
    </Text>
  );
}
