'use client';

import { Group, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { LeaderboardMetric } from '#contracts/metrics';
import type { RunStateFragment } from '../../graphql/generated/graphql.ts';
import { useFormats } from '../page/formats.ts';
import { Section } from '../page/Section.tsx';

/** The score on the sealed test set, as far as the reader may know it. */
export function ScoreCard({
  evaluation,
  metric,
}: {
  evaluation: NonNullable<RunStateFragment['evaluation']>;
  metric: LeaderboardMetric;
}) {
  const t = useTranslations();
  const { publicScore, privateScore } = evaluation;
  return (
    <Section
      title={t('runs.testScore')}
      description={t('runs.testScoreDescription', { metric: t(`metrics.${metric}`) })}
    >
      <Group gap={48}>
        <Score label={t('runs.publicShare')} score={publicScore} />
        {typeof privateScore === 'number' ? (
          <Score label={t('runs.privateShare')} score={privateScore} />
        ) : (
          <Text size="sm" c="dimmed" maw={340}>
            {t('runs.privateLater')}
          </Text>
        )}
      </Group>
    </Section>
  );
}

function Score({ label, score }: { label: string; score: number }) {
  const formats = useFormats();
  return (
    <Stack gap={2}>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text fz={36} fw={680} lh={1} className="figure">
        {formats.percent(score)}
      </Text>
    </Stack>
  );
}
