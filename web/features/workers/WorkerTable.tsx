'use client';

import { Badge, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { provenanceSchema } from '#contracts/provenance';
import type { WorkersQuery } from '../../graphql/generated/graphql.ts';
import { formatMegabytes } from '../formats/numbers.ts';
import { formatRelative } from '../formats/times.ts';
import { EmptyState } from '../shell/EmptyState.tsx';
import { speedLines } from './speedLines.ts';

type Worker = NonNullable<WorkersQuery['workers']>[number];

export function WorkerTable({ workers }: { workers: Worker[] }) {
  if (workers.length === 0) return <EmptyState title="No worker has started yet">Runs wait until one does.</EmptyState>;
  return (
    <Table.ScrollContainer minWidth={760}>
      <Table verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Machine</Table.Th>
            <Table.Th>State</Table.Th>
            <Table.Th>Engine, and why this one</Table.Th>
            <Table.Th>Measured speed</Table.Th>
            <Table.Th>Runs at once</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {workers.map((worker) => (
            <WorkerRow key={worker.id} worker={worker} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function WorkerRow({ worker }: { worker: Worker }) {
  const environment = provenanceSchema.safeParse(worker.environment).data;
  const [convolution, step] = environment?.speed ? speedLines(environment.speed) : ['Not measured', null];
  const memory = worker.memoryMb === null ? null : `in ${formatMegabytes(worker.memoryMb)} of memory at most`;
  return (
    <Table.Tr style={{ verticalAlign: 'top' }}>
      <Cell detail={environment && `${environment.processor}, threads: ${environment.threads}`}>{worker.host}</Cell>
      <Cell detail={`seen ${formatRelative(worker.lastSeenAt)}`}>
        <Badge variant="light" color={worker.isAlive ? 'teal' : 'gray'}>
          {worker.isAlive ? 'Present' : 'Absent'}
        </Badge>
      </Cell>
      <Cell detail={worker.engineReason}>
        {environment ? `${worker.engine}: ${environment.engineVersion}` : worker.engine}
      </Cell>
      <Cell detail={step}>{convolution}</Cell>
      <Cell detail={memory}>{worker.isAlive ? `${worker.runningRuns} of ${worker.concurrency}` : '–'}</Cell>
    </Table.Tr>
  );
}

function Cell({ children, detail }: { children: ReactNode; detail?: ReactNode }) {
  return (
    <Table.Td>
      {children}
      {detail && (
        <Text size="xs" c="dimmed" maw={320}>
          {detail}
        </Text>
      )}
    </Table.Td>
  );
}
