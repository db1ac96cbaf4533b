'use client';

import { Group, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { LeaderboardMetric } from '#contracts/metrics';
import type { RunStateFragment, ScoreRangeFieldsFragment } from '../../graphql/generated/graphql.ts';
import { Section } from '../page/Section.tsx';
import { ScoreText } from '../scores/ScoreText.tsx';

/** The score on the sealed test set, as far as the reader may know it. */
export function ScoreCard({
  evaluation,
  metric,
}: {
  evaluation: NonNullable<RunStateFragment['evaluation']>;
  metric: LeaderboardMetric;
}) {
  const t = useTranslations();
  return (
    <Section
      title={t('runs.testScore')}
      description={t('runs.testScoreDescription', { metric: t(`metrics.${metric}`) })}
    >
      <Group gap={48} align="flex-start">
        <Score label={t('runs.publicShare')} score={evaluation.public} />
        {evaluation.private ? (
          <Score label={t('runs.privateShare')} score={evaluation.private} />
        ) : (
          <Stack gap="xs" maw={420}>
            {!evaluation.isNewAnswer && evaluation.public.low !== evaluation.public.high && (
              <Text size="sm">{evaluation.public.high < 1 ? t('scores.notBetter') : t('scores.notTold')}</Text>
            )}
            <Text size="sm" c="dimmed">
              {t('runs.privateLater')}
            </Text>
          </Stack>
        )}
      </Group>
    </Section>
  );
}

function Score({ label, score }: { label: string; score: ScoreRangeFieldsFragment }) {
  return (
    <Stack gap={2}>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <ScoreText score={score} size="xl" />
    </Stack>
  );
}
