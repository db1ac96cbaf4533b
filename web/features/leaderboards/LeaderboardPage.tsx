'use client';

import { useQuery } from '@apollo/client/react';
import { Stack } from '@mantine/core';
import { LeaderboardDocument } from '../../graphql/generated/graphql.ts';
import { useMe } from '../accounts/useMe.ts';
import { metricNames } from '../assignments/metricNames.ts';
import { EmptyState } from '../shell/EmptyState.tsx';
import { Page } from '../shell/Page.tsx';
import { QueryState } from '../shell/QueryState.tsx';
import { Section } from '../shell/Section.tsx';
import { CurveComparison } from './CurveComparison.tsx';
import { LeaderboardTable } from './LeaderboardTable.tsx';

const refreshMilliseconds = 10_000;

export function LeaderboardPage({ id }: { id: string }) {
  const { me } = useMe();
  const result = useQuery(LeaderboardDocument, { variables: { assignmentId: id }, pollInterval: refreshMilliseconds });
  const assignment = result.data?.leaderboard.assignment;
  return (
    <Page
      title="Leaderboard"
      crumbs={
        assignment && [
          { label: assignment.course.title, href: `/courses/${assignment.course.id}` },
          { label: assignment.title, href: `/assignments/${id}` },
        ]
      }
      description={
        result.data &&
        (result.data.leaderboard.isFinal
          ? "The assignment has closed: these are the private share's scores."
          : "While the assignment is open, the public share of the test set ranks. The private share's scores follow when it has closed.")
      }
    >
      <QueryState result={result} rows={8}>
        {({ leaderboard: { entries, assignment } }) =>
          entries.length === 0 ? (
            <Section title="Ranking">
              <EmptyState title="Nobody ranks yet">The first run that succeeds opens the leaderboard.</EmptyState>
            </Section>
          ) : (
            <Stack gap="lg">
              <Section
                title="Ranking"
                description="The best run of each student. Of equal scores, the earlier one is first."
              >
                <LeaderboardTable entries={entries} scoreName={metricNames[assignment.metric]} ownId={me?.id} />
              </Section>
              <Section title="How the best runs learned" description="Validation accuracy over the epochs.">
                <CurveComparison entries={entries} />
              </Section>
            </Stack>
          )
        }
      </QueryState>
    </Page>
  );
}
