'use client';

import { Anchor, Table, Text } from '@mantine/core';
import Link from 'next/link';
import type { WorkersQuery } from '../../graphql/generated/graphql.ts';
import { formatRelative } from '../formats/times.ts';
import { StatusBadge } from '../runs/StatusBadge.tsx';
import { EmptyState } from '../shell/EmptyState.tsx';

export function QueueTable({ queue: { entries, hasWorker, waiting } }: { queue: WorkersQuery['queue'] }) {
  if (entries.length === 0)
    return (
      <EmptyState title="None of your runs is here">
        {hasWorker && waiting === 0
          ? 'No run waits: one that is submitted now starts soon.'
          : 'Runs that you submit appear here until they end.'}
      </EmptyState>
    );
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={80}>Place</Table.Th>
            <Table.Th>Run</Table.Th>
            <Table.Th>Backbone</Table.Th>
            <Table.Th>Status</Table.Th>
            <Table.Th>Submitted</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {entries.map((entry) => (
            <Table.Tr key={`${entry.position} ${entry.submittedAt}`}>
              <Table.Td>{entry.status === 'QUEUED' ? entry.position : '–'}</Table.Td>
              <Table.Td>
                {entry.run ? (
                  <Anchor component={Link} href={`/runs/${entry.run.id}`} size="sm">
                    {entry.run.assignment.title}
                  </Anchor>
                ) : (
                  <Text size="sm" c="dimmed">
                    Of a course that you do not give
                  </Text>
                )}
              </Table.Td>
              <Table.Td>{entry.backbone}</Table.Td>
              <Table.Td>
                <StatusBadge status={entry.status} />
              </Table.Td>
              <Table.Td>{formatRelative(entry.submittedAt)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
