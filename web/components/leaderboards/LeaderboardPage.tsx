'use client';

import { useQuery } from '@apollo/client/react';
import { Alert, Button, Stack } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { LeaderboardDocument } from '../../graphql/generated/graphql.ts';
import { isStaff, mayChange } from '../accounts/roles.ts';
import { ArchivedNotice } from '../page/ArchivedNotice.tsx';
import { EmptyState } from '../page/EmptyState.tsx';
import { useFormats } from '../page/formats.ts';
import { Link } from '../page/Link.tsx';
import { Page } from '../page/Page.tsx';
import { Pager, usePages } from '../page/Pager.tsx';
import { pageRows } from '../page/pageRows.ts';
import { LoadingRows, QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';
import { decidesText } from '../scores/decidesText.ts';
import { isUntold } from '../scores/ScoreText.tsx';
import { ClassStatistics } from './ClassStatistics.tsx';
import { CurveComparison } from './CurveComparison.tsx';
import { type Board, LeaderboardTable } from './LeaderboardTable.tsx';
import { OwnPlaceCard } from './OwnPlaceCard.tsx';
import { useBoardVersion } from './useBoardVersion.ts';

const BoardSettings = dynamic(() => import('./BoardSettings.tsx').then(({ BoardSettings }) => BoardSettings), {
  ssr: false,
  loading: () => <LoadingRows rows={5} />,
});

export function LeaderboardPage({ id }: { id: string }) {
  const t = useTranslations();
  const formats = useFormats();
  const pages = usePages(id);
  const result = useQuery(LeaderboardDocument, {
    variables: { assignmentId: id, first: pageRows, after: pages.after },
  });
  const data = result.data ?? result.previousData;
  const board = data?.leaderboard;
  useBoardVersion(id, board?.version, result.refetch);
  const untold = board?.entriesPage.nodes.some(({ scoreRange }) => isUntold(scoreRange)) ?? false;
  const staff = board !== undefined && isStaff(board.assignment.course.role);
  const provenance = ({ isFinal, finalAt, assignment }: Board) => {
    if (isFinal) return t('leaderboards.final');
    const decides = decidesText({ finalAt, timeZone: assignment.course.timeZone }, t, formats);
    return `${t('leaderboards.provisional')} ${decides}`;
  };
  return (
    <Page
      title={t('leaderboards.title')}
      crumbs={
        board && [
          { label: board.assignment.course.title, href: `/courses/${board.assignment.course.id}` },
          { label: board.assignment.title, href: `/assignments/${id}` },
        ]
      }
      description={board && provenance(board)}
      actions={
        staff && (
          <Button component={Link} href={`/assignments/${id}/leaderboard/projector`} variant="default">
            {t('leaderboards.projector')}
          </Button>
        )
      }
    >
      <QueryState result={{ ...result, data }} rows={8}>
        {({ leaderboard }) => (
          <Stack gap="lg">
            <ArchivedNotice course={leaderboard.assignment.course} />
            {leaderboard.isFrozen && leaderboard.freezeAt && (
              <Alert title={t('leaderboards.frozen')}>
                {t('leaderboards.frozenText', {
                  moment: formats.momentIn(leaderboard.freezeAt, leaderboard.assignment.course.timeZone),
                })}
              </Alert>
            )}
            {mayChange(leaderboard.assignment.course) && <BoardSettings board={leaderboard} onSaved={result.refetch} />}
            {leaderboard.own && <OwnPlaceCard board={leaderboard} own={leaderboard.own} />}
            {!leaderboard.showsOthers ? (
              <Section title={t('leaderboards.ranking')}>
                <EmptyState title={t(`leaderboards.hidden.${leaderboard.mode === 'OFF' ? 'OFF' : 'OWN'}`)} />
              </Section>
            ) : leaderboard.entriesPage.nodes.length === 0 ? (
              <Section title={t('leaderboards.ranking')}>
                <EmptyState title={t('leaderboards.none')}>{t('leaderboards.noneText')}</EmptyState>
              </Section>
            ) : (
              <>
                <Section
                  title={t('leaderboards.ranking')}
                  description={
                    <>
                      {t('leaderboards.placeText')} {!leaderboard.isPaired && t('leaderboards.notPaired')}{' '}
                      {untold && t('leaderboards.untoldText')}{' '}
                      {leaderboard.seedsCounted > 1 && t('leaderboards.seedsText', { seeds: leaderboard.seedsCounted })}
                    </>
                  }
                >
                  <LeaderboardTable board={leaderboard} scoreName={t(`metrics.${leaderboard.assignment.metric}`)} />
                  <Pager
                    pages={pages}
                    rows={leaderboard.entriesPage.nodes.length}
                    total={leaderboard.entriesPage.totalCount}
                    ends={leaderboard.entriesPage.pageInfo}
                  />
                </Section>
                <Section title={t('leaderboards.curves')} description={t('leaderboards.curvesDescription')}>
                  <CurveComparison assignmentId={id} version={leaderboard.version} />
                </Section>
                <ClassStatistics
                  assignmentId={id}
                  metric={leaderboard.assignment.metric}
                  timeZone={leaderboard.assignment.course.timeZone}
                />
              </>
            )}
          </Stack>
        )}
      </QueryState>
    </Page>
  );
}
