'use client';

import { useQuery } from '@apollo/client/react';
import { Stack, Text, Title } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { Fragment } from 'react';
import { ProjectedBoardDocument } from '../../graphql/generated/graphql.ts';
import { useFormats } from '../page/formats.ts';
import { Page } from '../page/Page.tsx';
import { QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';
import { Table } from '../page/Table.tsx';
import { imagesText, isUntold, scoreText } from '../scores/ScoreText.tsx';
import { Place } from './LeaderboardTable.tsx';
import { useBoardVersion } from './useBoardVersion.ts';

/** So many rows fit on a wall. */
const shown = 12;

/** The head of a board in large letters, as students see it and without names. */
export function ProjectorPage({ id }: { id: string }) {
  const t = useTranslations();
  const formats = useFormats();
  const result = useQuery(ProjectedBoardDocument, { variables: { assignmentId: id, first: shown } });
  const board = result.data?.leaderboard;
  useBoardVersion(id, board?.version, result.refetch);
  return (
    <Page
      title={board?.assignment.title ?? t('leaderboards.title')}
      crumbs={[{ label: t('leaderboards.title'), href: `/assignments/${id}/leaderboard` }]}
      size={1600}
    >
      <QueryState result={result} rows={8}>
        {({ leaderboard }) => (
          <Stack gap="lg" data-projector>
            <Text fz={24}>
              {leaderboard.isFrozen && leaderboard.freezeAt
                ? t('leaderboards.frozenText', {
                    moment: formats.momentIn(leaderboard.freezeAt, leaderboard.assignment.course.timeZone),
                  })
                : leaderboard.isFinal
                  ? t('leaderboards.final')
                  : t('leaderboards.withoutNames')}
            </Text>
            {leaderboard.showsOthers ? (
              <Section title={t('leaderboards.ranking')}>
                <Table.ScrollContainer minWidth={720}>
                  <Table fz={28} verticalSpacing="sm">
                    <Table.Thead>
                      <Table.Tr>
                        <Table.Th>{t('leaderboards.place')}</Table.Th>
                        <Table.Th>{t('leaderboards.student')}</Table.Th>
                        <Table.Th>{t('leaderboards.backbone')}</Table.Th>
                        <Table.Th>{t(`metrics.${leaderboard.assignment.metric}`)}</Table.Th>
                      </Table.Tr>
                    </Table.Thead>
                    <Table.Tbody>
                      {leaderboard.entriesPage.nodes.map((entry, index, all) => (
                        <Fragment key={entry.runId}>
                          {entry.section !== (all[index - 1]?.section ?? 'IN_TIME') && (
                            <Table.Tr>
                              <Table.Th colSpan={4} scope="colgroup">
                                {t(`leaderboards.sections.${entry.section}`)}
                              </Table.Th>
                            </Table.Tr>
                          )}
                          <Table.Tr>
                            <Table.Td>
                              <Place entry={entry} size={18} />
                            </Table.Td>
                            <Table.Td>{entry.name}</Table.Td>
                            <Table.Td>{entry.backbone}</Table.Td>
                            <Table.Td>
                              {scoreText(entry.scoreRange, t, formats)}
                              <Text fz={18} c="dimmed">
                                {imagesText(entry.scoreRange, t)}
                              </Text>
                            </Table.Td>
                          </Table.Tr>
                        </Fragment>
                      ))}
                    </Table.Tbody>
                  </Table>
                </Table.ScrollContainer>
                <Text fz={18} c="dimmed">
                  {t('leaderboards.placeText')}{' '}
                  {leaderboard.entriesPage.nodes.some(({ scoreRange }) => isUntold(scoreRange)) &&
                    t('leaderboards.untoldText')}
                </Text>
              </Section>
            ) : (
              <Title order={2}>{t(`leaderboards.hidden.${leaderboard.mode === 'OFF' ? 'OFF' : 'OWN'}`)}</Title>
            )}
          </Stack>
        )}
      </QueryState>
    </Page>
  );
}
