'use client';

import { Badge, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { WorkersQuery } from '../../graphql/generated/graphql.ts';
import { CardTable } from '../page/CardTable.tsx';
import { EmptyState } from '../page/EmptyState.tsx';
import { useFormats } from '../page/formats.ts';
import { Table } from '../page/Table.tsx';
import { provenanceOf } from '../runs/provenanceOf.ts';

type Worker = NonNullable<WorkersQuery['workers']>[number];

export function WorkerTable({ workers }: { workers: Worker[] }) {
  const t = useTranslations();
  if (workers.length === 0) return <EmptyState title={t('workers.noWorkers')}>{t('workers.noWorkersText')}</EmptyState>;
  return (
    <CardTable minWidth={760} verticalSpacing="sm">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('workers.machine')}</Table.Th>
          <Table.Th>{t('workers.state')}</Table.Th>
          <Table.Th>{t('workers.engine')}</Table.Th>
          <Table.Th>{t('workers.speed')}</Table.Th>
          <Table.Th>{t('workers.concurrency')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {workers.map((worker) => (
          <WorkerRow key={worker.id} worker={worker} />
        ))}
      </Table.Tbody>
    </CardTable>
  );
}

function WorkerRow({ worker }: { worker: Worker }) {
  const t = useTranslations();
  const formats = useFormats();
  const provenance = provenanceOf(worker.environment);
  const speed = provenance?.speed;
  return (
    <Table.Tr style={{ verticalAlign: 'top' }}>
      <Cell
        detail={provenance && t('workers.processor', { processor: provenance.processor, threads: provenance.threads })}
      >
        {worker.host}
      </Cell>
      <Cell detail={t('workers.lastSeen', { relative: formats.relative(worker.lastSeenAt) })}>
        <Badge variant="light" color={worker.isAlive ? 'teal' : 'gray'}>
          {worker.isAlive ? t('workers.alive') : t('workers.absent')}
        </Badge>
      </Cell>
      <Cell detail={worker.engineReason}>
        {provenance ? `${worker.engine}: ${provenance.engineVersion}` : worker.engine}
      </Cell>
      <Cell detail={speed && t('workers.step', { milliseconds: speed.cnnStepMs })}>
        {speed ? t('workers.convolution', { gflops: speed.convolutionGflops }) : t('workers.notMeasured')}
      </Cell>
      <Cell detail={worker.memoryMb !== null && t('workers.memory', { memory: formats.megabytes(worker.memoryMb) })}>
        {worker.isAlive
          ? t('workers.concurrencyValue', { running: worker.runningRuns, most: worker.concurrency })
          : '–'}
      </Cell>
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
