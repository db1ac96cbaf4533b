'use client';

import { Anchor, Badge, Group, Progress, Table, Text } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { LeaderboardQuery } from '../../graphql/generated/graphql.ts';
import { useFormats } from '../page/formats.ts';
import classes from './LeaderboardTable.module.css';

export type Entry = LeaderboardQuery['leaderboard']['entries'][number];

export function LeaderboardTable({
  entries,
  scoreName,
  ownId,
}: {
  entries: Entry[];
  scoreName: string;
  ownId: string | undefined;
}) {
  const t = useTranslations();
  const formats = useFormats();
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={64}>{t('leaderboards.rank')}</Table.Th>
            <Table.Th>{t('leaderboards.student')}</Table.Th>
            <Table.Th>{t('leaderboards.backbone')}</Table.Th>
            <Table.Th>{t('leaderboards.weights')}</Table.Th>
            <Table.Th w={220}>{scoreName}</Table.Th>
            <Table.Th ta="right">{t('leaderboards.runs')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {entries.map((entry) => (
            <Table.Tr key={entry.runId} className={entry.student.id === ownId ? classes.own : undefined}>
              <Table.Td fw={entry.rank <= 3 ? 700 : 400}>{entry.rank}</Table.Td>
              <Table.Td>
                <Group gap="xs" wrap="nowrap">
                  {entry.run ? (
                    <Anchor component={Link} href={`/runs/${entry.run.id}`} size="sm" fw={550}>
                      {entry.student.name}
                    </Anchor>
                  ) : (
                    <Text size="sm" fw={550}>
                      {entry.student.name}
                    </Text>
                  )}
                  {entry.student.id === ownId && (
                    <Badge size="xs" variant="light">
                      {t('leaderboards.you')}
                    </Badge>
                  )}
                </Group>
              </Table.Td>
              <Table.Td>{entry.backbone}</Table.Td>
              <Table.Td>{entry.weights}</Table.Td>
              <Table.Td>
                <Group gap="xs" wrap="nowrap">
                  <Text size="sm" fw={600} w={56}>
                    {formats.percent(entry.score)}
                  </Text>
                  <Progress value={entry.score * 100} flex={1} aria-hidden="true" />
                </Group>
              </Table.Td>
              <Table.Td ta="right">{entry.runsSubmitted}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
