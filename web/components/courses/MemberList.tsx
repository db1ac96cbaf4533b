'use client';

import { Avatar, Group, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { CourseQuery } from '../../graphql/generated/graphql.ts';
import { initialsOf } from '../page/initials.ts';

export function MemberList({ members }: { members: CourseQuery['course']['people']['nodes'] }) {
  const t = useTranslations();
  return (
    <Stack
      component="ul"
      gap="sm"
      p={0}
      m={0}
      mah={420}
      style={{ listStyle: 'none', overflowY: 'auto' }}
      tabIndex={0}
      aria-label={t('courses.members')}
    >
      {members.map(({ user, role }) => (
        <Group key={user.id} component="li" gap="sm" wrap="nowrap">
          <Avatar name={user.name} size="sm" alt="" color="initials">
            {initialsOf(user.name)}
          </Avatar>
          <div style={{ minWidth: 0 }}>
            <Text size="sm" fw={550} truncate>
              {user.name}
            </Text>
            <Text size="xs" c="dimmed" truncate>
              {user.email ?? t(`accounts.roles.${role}`)}
            </Text>
          </div>
          {role !== 'STUDENT' && user.email && (
            <Text size="xs" c="dimmed" ml="auto">
              {t(`accounts.roles.${role}`)}
            </Text>
          )}
        </Group>
      ))}
    </Stack>
  );
}
