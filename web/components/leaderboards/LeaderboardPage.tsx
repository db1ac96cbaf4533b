'use client';

import { useQuery } from '@apollo/client/react';
import { Stack } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { LeaderboardDocument } from '../../graphql/generated/graphql.ts';
import { useMe } from '../accounts/session.ts';
import { EmptyState } from '../page/EmptyState.tsx';
import { Page } from '../page/Page.tsx';
import { QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';
import { CurveComparison } from './CurveComparison.tsx';
import { LeaderboardTable } from './LeaderboardTable.tsx';

const refreshMilliseconds = 10_000;

export function LeaderboardPage({ id }: { id: string }) {
  const t = useTranslations();
  const { me } = useMe();
  const result = useQuery(LeaderboardDocument, { variables: { assignmentId: id }, pollInterval: refreshMilliseconds });
  const assignment = result.data?.leaderboard.assignment;
  return (
    <Page
      title={t('leaderboards.title')}
      crumbs={
        assignment && [
          { label: assignment.course.title, href: `/courses/${assignment.course.id}` },
          { label: assignment.title, href: `/assignments/${id}` },
        ]
      }
      description={
        result.data && (result.data.leaderboard.isFinal ? t('leaderboards.final') : t('leaderboards.provisional'))
      }
    >
      <QueryState result={result} rows={8}>
        {({ leaderboard: { entries, assignment } }) =>
          entries.length === 0 ? (
            <Section title={t('leaderboards.ranking')}>
              <EmptyState title={t('leaderboards.none')}>{t('leaderboards.noneText')}</EmptyState>
            </Section>
          ) : (
            <Stack gap="lg">
              <Section title={t('leaderboards.ranking')} description={t('leaderboards.rankingDescription')}>
                <LeaderboardTable entries={entries} scoreName={t(`metrics.${assignment.metric}`)} ownId={me?.id} />
              </Section>
              <Section title={t('leaderboards.curves')} description={t('leaderboards.curvesDescription')}>
                <CurveComparison entries={entries} />
              </Section>
            </Stack>
          )
        }
      </QueryState>
    </Page>
  );
}
