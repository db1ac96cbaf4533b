'use client';

import { useQuery } from '@apollo/client/react';
import { Grid, Stack, Text, Title } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { BoardStatisticsDocument } from '../../graphql/generated/graphql.ts';
import { Bars } from '../charts/Bars.tsx';
import { CardTable } from '../page/CardTable.tsx';
import { useFormats } from '../page/formats.ts';
import { QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';
import { Table } from '../page/Table.tsx';
import { scoreNumber } from '../scores/ScoreText.tsx';

/** What the class did: scores, submissions, networks, and what transfer brought. */
export function ClassStatistics({
  assignmentId,
  metric,
  timeZone,
}: {
  assignmentId: string;
  metric: string;
  /** The course's, by which days are counted. */
  timeZone: string;
}) {
  const t = useTranslations();
  const formats = useFormats();
  const result = useQuery(BoardStatisticsDocument, { variables: { assignmentId } });
  const points = (value: number) => t('leaderboards.points', { value: formats.signedPercent(value) });
  const place = useRef<HTMLDivElement>(null);
  const isThere = Boolean(result.data?.leaderboard.statistics);
  // The overview of the course leads here.
  useEffect(() => {
    if (isThere && window.location.hash === '#statistics') place.current?.scrollIntoView();
  }, [isThere]);
  if (result.data && !result.data.leaderboard.statistics) return null;
  return (
    <div ref={place} id="statistics" style={{ scrollMarginTop: 76 }}>
      <Section title={t('leaderboards.statistics')}>
        <QueryState result={result}>
          {({ leaderboard: { statistics } }) =>
            statistics && (
              <Stack gap="lg">
                <Text size="sm">
                  {t('leaderboards.statisticsText', { participants: statistics.participants, runs: statistics.runs })}
                </Text>
                <Grid gap="lg">
                  <Grid.Col span={{ base: 12, md: 6 }}>
                    <Title order={3}>{t('leaderboards.distribution')}</Title>
                    <Bars
                      label={t('leaderboards.distribution')}
                      rows={statistics.scores.map(({ low, high, participants }) => ({
                        name:
                          low === high
                            ? scoreNumber(low, metric, formats)
                            : t('scores.range', {
                                low: scoreNumber(low, metric, formats),
                                high: scoreNumber(high, metric, formats),
                              }),
                        count: participants,
                      }))}
                    />
                  </Grid.Col>
                  <Grid.Col span={{ base: 12, md: 6 }}>
                    <Title order={3}>{t('leaderboards.days')}</Title>
                    <Text size="sm" c="dimmed">
                      {t('leaderboards.daysText', { timeZone })}
                    </Text>
                    <Bars
                      label={t('leaderboards.days')}
                      rows={statistics.days.map(({ day, runs }) => ({ name: day, count: runs }))}
                      color="var(--mantine-color-teal-6)"
                    />
                  </Grid.Col>
                </Grid>
                <div>
                  <Title order={3}>{t('leaderboards.backbones')}</Title>
                  <CardTable minWidth={420} verticalSpacing="xs">
                    <Table.Thead>
                      <Table.Tr>
                        <Table.Th>{t('leaderboards.backbone')}</Table.Th>
                        <Table.Th ta="right">{t('leaderboards.runs')}</Table.Th>
                        <Table.Th ta="right">{t('leaderboards.fromScratch')}</Table.Th>
                        <Table.Th ta="right">{t('leaderboards.triedBy')}</Table.Th>
                      </Table.Tr>
                    </Table.Thead>
                    <Table.Tbody>
                      {statistics.backbones.map(({ backbone, runs, fromScratch, participants }) => (
                        <Table.Tr key={backbone}>
                          <Table.Td>{backbone}</Table.Td>
                          <Table.Td ta="right">{formats.count(runs)}</Table.Td>
                          <Table.Td ta="right">{formats.count(fromScratch)}</Table.Td>
                          <Table.Td ta="right">{formats.count(participants)}</Table.Td>
                        </Table.Tr>
                      ))}
                    </Table.Tbody>
                  </CardTable>
                </div>
                <div>
                  <Title order={3}>{t('leaderboards.transfer')}</Title>
                  <Text size="sm">
                    {statistics.transfer
                      ? t('leaderboards.transferText', {
                          pairs: statistics.transfer.pairs,
                          start: points(statistics.transfer.start),
                          slope: statistics.transfer.slope === null ? '–' : points(statistics.transfer.slope),
                          asymptote: points(statistics.transfer.asymptote),
                        })
                      : t('leaderboards.noTransfer')}
                  </Text>
                </div>
              </Stack>
            )
          }
        </QueryState>
      </Section>
    </div>
  );
}
