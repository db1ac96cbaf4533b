'use client';

import { Progress, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { CourseQuery } from '../../graphql/generated/graphql.ts';

type Storage = NonNullable<CourseQuery['course']['storage']>;

/** What the files of a course take of the disk, and those of all courses that the reader gives. */
export function StorageUse({ course, account }: { course: Storage; account: Storage }) {
  return (
    <Stack gap={4}>
      <Share text="course" {...course} />
      {account.usedBytes > course.usedBytes && <Share text="account" {...account} />}
    </Stack>
  );
}

function Share({ text, usedBytes, limitBytes }: { text: 'course' | 'account' } & Storage) {
  const t = useTranslations();
  const share = Math.min(1, usedBytes / limitBytes);
  const said = t(`datasets.used.${text}`, { used: usedBytes / 1e9, limit: limitBytes / 1e9 });
  return (
    <div>
      <Text size="xs" c="dimmed" className="figure">
        {said}
      </Text>
      {share > 0.8 && (
        <Progress size="xs" value={share * 100} color={share > 0.95 ? 'red' : 'yellow'} aria-label={said} />
      )}
    </div>
  );
}
