'use client';

import { Group, Stack, Text } from '@mantine/core';
import type { LeaderboardMetric } from '#contracts/metrics';
import type { RunStateFragment } from '../../graphql/generated/graphql.ts';
import { metricNames } from '../assignments/metricNames.ts';
import { formatPercent } from '../formats/numbers.ts';
import { Section } from '../shell/Section.tsx';

/** The score on the sealed test set, as far as the reader may know it. */
export function ScoreCard({
  evaluation,
  metric,
}: {
  evaluation: NonNullable<RunStateFragment['evaluation']>;
  metric: LeaderboardMetric;
}) {
  const { publicScore, privateScore } = evaluation;
  return (
    <Section title="Test score" description={`${metricNames[metric]} on images that nobody in the course has seen`}>
      <Group gap={48}>
        <Score label="Public share" score={publicScore} />
        {typeof privateScore === 'number' ? (
          <Score label="Private share" score={privateScore} />
        ) : (
          <Text size="sm" c="dimmed" maw={340}>
            The private share's score decides. It appears when the assignment has closed.
          </Text>
        )}
      </Group>
    </Section>
  );
}

function Score({ label, score }: { label: string; score: number }) {
  return (
    <Stack gap={2}>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text fz={36} fw={680} lh={1} className="figure">
        {formatPercent(score)}
      </Text>
    </Stack>
  );
}
