'use client';

import { Stack, Text } from '@mantine/core';
import type { LeaderboardMetric } from '#contracts/metrics';
import type { RunStateFragment } from '../../graphql/generated/graphql.ts';
import { metricNames } from '../assignments/metricNames.ts';
import { formatPercent } from '../formats/numbers.ts';
import { Section } from '../shell/Section.tsx';

/** The score on the sealed test set, as far as the reader may know it. */
export function ScoreCard({ evaluation, metric }: { evaluation: NonNullable<RunStateFragment['evaluation']>; metric: LeaderboardMetric }) {
  const { publicScore, privateScore } = evaluation;
  return (
    <Section title="Test score" description={`${metricNames[metric]} on images that nobody in the course has seen`}>
      <Score label="Public share" score={publicScore} />
      {typeof privateScore === 'number' ? (
        <Score label="Private share" score={privateScore} />
      ) : (
        <Text size="sm" c="dimmed">
          The private share's score appears when the assignment has closed. It decides.
        </Text>
      )}
    </Section>
  );
}

function Score({ label, score }: { label: string; score: number }) {
  return (
    <Stack gap={0}>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text fz={32} fw={680} lh={1.1} className="figure">
        {formatPercent(score)}
      </Text>
    </Stack>
  );
}
