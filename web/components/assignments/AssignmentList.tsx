'use client';

import { Anchor, Badge, Group, Stack } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { CourseQuery } from '../../graphql/generated/graphql.ts';
import { EmptyState } from '../page/EmptyState.tsx';
import { Link } from '../page/Link.tsx';
import { Deadline } from './Deadline.tsx';

type Listed = CourseQuery['course']['assignments'][number];

/** For the reader, whose extension may go on. */
function hasClosed({ isOpen, ownDates: { closesAt } }: Listed): boolean {
  return !isOpen && closesAt !== null && closesAt !== undefined && Date.parse(closesAt) <= Date.now();
}

export function AssignmentList({ assignments, staff }: { assignments: Listed[]; staff: boolean }) {
  const t = useTranslations();
  if (assignments.length === 0)
    return (
      <EmptyState title={t('assignments.none')}>
        {staff ? t('assignments.noneForStaff') : t('assignments.noneForStudent')}
      </EmptyState>
    );
  return (
    <Stack component="ul" gap="md" p={0} m={0} style={{ listStyle: 'none' }}>
      {assignments.map((assignment) => (
        <Group key={assignment.id} component="li" justify="space-between" gap="xs">
          <Stack gap={2}>
            <Anchor component={Link} href={`/assignments/${assignment.id}`} fw={600}>
              {assignment.title}
            </Anchor>
            <Deadline {...assignment} />
          </Stack>
          <Badge variant="light" color={assignment.isOpen ? 'teal' : assignment.publishedAt ? 'gray' : 'orange'}>
            {!assignment.publishedAt
              ? t('assignments.draft')
              : Date.parse(assignment.publishedAt) > Date.now()
                ? t('assignments.scheduled')
                : assignment.isOpen
                  ? t('assignments.open')
                  : t(hasClosed(assignment) ? 'assignments.closedShort' : 'assignments.notOpen')}
          </Badge>
        </Group>
      ))}
    </Stack>
  );
}
