'use client';

import { Anchor, Badge, Group, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { Fragment } from 'react';
import type { BoardEntryFragment, LeaderboardQuery } from '../../graphql/generated/graphql.ts';
import { CardTable } from '../page/CardTable.tsx';
import { Link } from '../page/Link.tsx';
import { Table } from '../page/Table.tsx';
import { ScoreBar } from '../scores/ScoreBar.tsx';
import { ScoreText } from '../scores/ScoreText.tsx';
import classes from './LeaderboardTable.module.css';

export type Board = LeaderboardQuery['leaderboard'];

/** One page of a board. Sections have a heading each: runs in time, late ones, those of an older revision. */
export function LeaderboardTable({ board, scoreName }: { board: Board; scoreName: string }) {
  const t = useTranslations();
  const { reference } = board;
  const entries = board.entriesPage.nodes;
  const hasSections = entries.some(({ section }) => section !== 'IN_TIME');
  return (
    <CardTable minWidth={600} verticalSpacing="sm">
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={104}>{t('leaderboards.place')}</Table.Th>
          <Table.Th>{t('leaderboards.student')}</Table.Th>
          <Table.Th>{t('leaderboards.backbone')}</Table.Th>
          <Table.Th>{t('leaderboards.weights')}</Table.Th>
          <Table.Th w={230}>{scoreName}</Table.Th>
          <Table.Th ta="right">{t('leaderboards.runs')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {reference && (
          <Table.Tr>
            <Table.Td>–</Table.Td>
            <Table.Td>
              <Text size="sm" fs="italic">
                {t('leaderboards.reference')}
              </Text>
            </Table.Td>
            <Table.Td>{reference.backbone}</Table.Td>
            <Table.Td>{reference.weights}</Table.Td>
            <Table.Td>{reference.scoreRange && <ScoreText score={reference.scoreRange} />}</Table.Td>
            <Table.Td />
          </Table.Tr>
        )}
        {entries.map((entry, index) => (
          <Fragment key={entry.runId}>
            {hasSections && entry.section !== entries[index - 1]?.section && (
              <Table.Tr>
                <Table.Th colSpan={6} scope="colgroup" className={classes.section}>
                  {t(`leaderboards.sections.${entry.section}`)}
                </Table.Th>
              </Table.Tr>
            )}
            <EntryRow entry={entry} reference={reference?.scoreRange?.low} />
          </Fragment>
        ))}
      </Table.Tbody>
    </CardTable>
  );
}

/** A place, and by how many it is shared. Runs of an older revision have none. */
export function Place({
  entry: { section, place, sharedBy },
  size = 'xs',
}: {
  entry: Pick<BoardEntryFragment, 'section' | 'place' | 'sharedBy'>;
  size?: number | 'xs';
}) {
  const t = useTranslations();
  if (section === 'OUTDATED') return '–';
  return (
    <>
      <Text inherit fw={place === 1 ? 700 : 400}>
        {place}
      </Text>
      {sharedBy > 1 && (
        <Text fz={size} c="dimmed">
          {t('leaderboards.sharedBy', { sharedBy })}
        </Text>
      )}
    </>
  );
}

function EntryRow({ entry, reference }: { entry: BoardEntryFragment; reference: number | undefined }) {
  const t = useTranslations();
  return (
    <Table.Tr className={entry.isOwn ? classes.own : undefined}>
      <Table.Td>
        <Place entry={entry} />
      </Table.Td>
      <Table.Td>
        <Group gap="xs" wrap="nowrap">
          {entry.run ? (
            <Anchor component={Link} href={`/runs/${entry.run.id}`} size="sm" fw={550}>
              {entry.name}
            </Anchor>
          ) : (
            <Text size="sm" fw={550}>
              {entry.name}
            </Text>
          )}
          {entry.isOwn && (
            <Badge size="xs" variant="light">
              {t('leaderboards.you')}
            </Badge>
          )}
          {entry.daysLate > 0 && (
            <Badge size="xs" variant="light" color="orange">
              {t('leaderboards.daysLate', { days: entry.daysLate })}
            </Badge>
          )}
        </Group>
      </Table.Td>
      <Table.Td>{entry.backbone}</Table.Td>
      <Table.Td>{entry.weights}</Table.Td>
      <Table.Td>
        <Stack gap={4}>
          <ScoreText score={entry.scoreRange} />
          <ScoreBar score={entry.scoreRange} reference={reference} />
        </Stack>
      </Table.Td>
      <Table.Td ta="right">{entry.runsSubmitted}</Table.Td>
    </Table.Tr>
  );
}
