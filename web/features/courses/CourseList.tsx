'use client';

import { Anchor, Badge, Group, Stack, Text } from '@mantine/core';
import Link from 'next/link';
import type { CoursesQuery } from '../../graphql/generated/graphql.ts';
import { formatDateTime } from '../formats/times.ts';
import { EmptyState } from '../shell/EmptyState.tsx';
import { roleNames } from './roles.ts';

export function CourseList({ courses, mayTeach }: { courses: CoursesQuery['courses']; mayTeach: boolean }) {
  if (courses.length === 0)
    return (
      <EmptyState title="You are in no course yet">
        {mayTeach
          ? 'Create one, or join one with the code its instructor gave you.'
          : 'Join one with the code that your instructor gave you.'}
      </EmptyState>
    );
  return (
    <Stack component="ul" gap="md" p={0} m={0} style={{ listStyle: 'none' }}>
      {courses.map((course) => (
        <Group key={course.id} component="li" justify="space-between" wrap="nowrap">
          <div>
            <Anchor component={Link} href={`/courses/${course.id}`} fw={600}>
              {course.title}
            </Anchor>
            <Text size="sm" c="dimmed">
              Since {formatDateTime(course.createdAt)}
            </Text>
          </div>
          <Badge variant="light">{roleNames[course.role]}</Badge>
        </Group>
      ))}
    </Stack>
  );
}
