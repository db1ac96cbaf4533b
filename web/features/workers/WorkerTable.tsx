'use client';

import { Badge, Table, Text } from '@mantine/core';
import { runEnvironmentSchema } from '#contracts/environment';
import type { WorkersQuery } from '../../graphql/generated/graphql.ts';
import { formatRelative } from '../formats/times.ts';
import { EmptyState } from '../shell/EmptyState.tsx';

export function WorkerTable({ workers }: { workers: NonNullable<WorkersQuery['workers']> }) {
  if (workers.length === 0) return <EmptyState title="No worker has started yet">Runs wait until one does.</EmptyState>;
  return (
    <Table.ScrollContainer minWidth={680}>
      <Table verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Machine</Table.Th>
            <Table.Th>State</Table.Th>
            <Table.Th>Engine</Table.Th>
            <Table.Th>Runs</Table.Th>
            <Table.Th>Seen</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {workers.map((worker) => {
            const environment = runEnvironmentSchema.safeParse(worker.environment).data;
            return (
              <Table.Tr key={worker.id}>
                <Table.Td>
                  {worker.host}
                  {environment && (
                    <Text size="xs" c="dimmed">
                      {environment.processor}, threads: {environment.threads}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td>
                  <Badge variant="light" color={worker.isAlive ? 'teal' : 'gray'}>
                    {worker.isAlive ? 'Alive' : 'Gone'}
                  </Badge>
                </Table.Td>
                <Table.Td>
                  {worker.engine}
                  <Text size="xs" c="dimmed" maw={360}>
                    {worker.engineReason}
                  </Text>
                </Table.Td>
                <Table.Td>
                  {worker.runningRuns} of {worker.concurrency}
                </Table.Td>
                <Table.Td>{formatRelative(worker.lastSeenAt)}</Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
