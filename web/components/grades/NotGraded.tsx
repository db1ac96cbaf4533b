'use client';

import { Anchor, Group, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { Link } from '../page/Link.tsx';

interface Titled {
  id: string;
  title: string;
}

/** The assignments of a course that have no grading rule, each with the way to its rule. */
export function NotGraded({ all, graded }: { all: Titled[]; graded: Titled[] }) {
  const t = useTranslations();
  const others = all.filter(({ id }) => graded.every((one) => one.id !== id));
  if (others.length === 0) return null;
  return (
    <Group gap="xs">
      <Text size="sm">{t('grades.withoutRule')}</Text>
      {others.map(({ id, title }) => (
        <Anchor key={id} component={Link} href={`/assignments/${id}/grading`} size="sm" underline="always">
          {title}
        </Anchor>
      ))}
    </Group>
  );
}
