'use client';

import { Anchor, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { WorkersQuery } from '../../graphql/generated/graphql.ts';
import { CardTable } from '../page/CardTable.tsx';
import { EmptyState } from '../page/EmptyState.tsx';
import { useFormats } from '../page/formats.ts';
import { Link } from '../page/Link.tsx';
import { Table } from '../page/Table.tsx';
import { StatusBadge } from '../runs/StatusBadge.tsx';

export function QueueTable({
  queue: { runs, hasWorker, running, waiting },
  mine,
  sought,
}: {
  queue: WorkersQuery['queue'];
  /** Whether only the reader's own were asked for. */
  mine: boolean;
  /** Whether only somebody's were asked for. */
  sought: boolean;
}) {
  const t = useTranslations();
  const formats = useFormats();
  const entries = runs.nodes;
  if (entries.length === 0 && sought) return <EmptyState title={t('workers.noneFound')} />;
  if (entries.length === 0 && !mine && running + waiting > 0)
    return <EmptyState title={t('workers.onlyOthers')}>{t('workers.onlyOthersText')}</EmptyState>;
  if (entries.length === 0)
    return (
      <EmptyState title={t(mine ? 'workers.noneOfYours' : 'workers.noneAtAll')}>
        {hasWorker && waiting === 0 ? t('workers.queueEmpty') : t('workers.untilTheyEnd')}
      </EmptyState>
    );
  return (
    <CardTable minWidth={660} verticalSpacing="xs">
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={80}>{t('workers.place')}</Table.Th>
          <Table.Th>{t('workers.run')}</Table.Th>
          <Table.Th>{t('workers.student')}</Table.Th>
          <Table.Th>{t('workers.backbone')}</Table.Th>
          <Table.Th>{t('workers.status')}</Table.Th>
          <Table.Th>{t('workers.submitted')}</Table.Th>
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
                  {t('workers.otherCourse')}
                </Text>
              )}
            </Table.Td>
            <Table.Td>{entry.run && !entry.run.isInLecture ? entry.run.student.name : '–'}</Table.Td>
            <Table.Td>{entry.backbone}</Table.Td>
            <Table.Td>
              <StatusBadge status={entry.status} />
            </Table.Td>
            <Table.Td>{formats.relative(entry.submittedAt)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </CardTable>
  );
}
