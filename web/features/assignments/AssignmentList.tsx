'use client';

import { Anchor, Badge, Group, Stack } from '@mantine/core';
import Link from 'next/link';
import type { CourseQuery } from '../../graphql/generated/graphql.ts';
import { EmptyState } from '../shell/EmptyState.tsx';
import { Deadline } from './Deadline.tsx';

export function AssignmentList({
  assignments,
  staff,
}: {
  assignments: CourseQuery['course']['assignments'];
  staff: boolean;
}) {
  if (assignments.length === 0)
    return (
      <EmptyState title="No assignment yet">
        {staff ? 'Import a dataset first, then set an assignment on it.' : 'Your instructor has not set one yet.'}
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
          <Badge variant="light" color={assignment.isOpen ? 'teal' : 'gray'}>
            {assignment.isOpen ? 'Open' : 'Not open'}
          </Badge>
        </Group>
      ))}
    </Stack>
  );
}
