'use client';

import { Group, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { LeaderboardMetric } from '#contracts/metrics';
import { wilson } from '#contracts/wilson';
import type { RunStateFragment, ScoreRangeFieldsFragment } from '../../graphql/generated/graphql.ts';
import { useFormats } from '../page/formats.ts';
import { Section } from '../page/Section.tsx';
import { isTold, ScoreText } from '../scores/ScoreText.tsx';

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
      <Sureness score={evaluation.private ?? evaluation.public} metric={metric} />
      <Group gap={48} align="flex-start">
        <Score label={t('runs.publicShare')} score={evaluation.public} />
        {evaluation.private ? (
          <Score label={t('runs.privateShare')} score={evaluation.private} />
        ) : (
          <Stack gap="xs" maw={420}>
            {!evaluation.isNewAnswer && evaluation.public.low !== evaluation.public.high && (
              <Text size="sm">{isTold(evaluation.public) ? t('scores.notBetter') : t('scores.notTold')}</Text>
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

/** How sure an accuracy is: few images say little of all those that there could be. */
function Sureness({ score, metric }: { score: ScoreRangeFieldsFragment; metric: LeaderboardMetric }) {
  const t = useTranslations();
  const formats = useFormats();
  const { low, high, images, seeds } = score;
  if (metric !== 'ACCURACY' || seeds > 1 || images < 1 || (low === 0 && high === 1)) return null;
  return (
    <Text size="sm" data-testid="sureness">
      {t('scores.sure', {
        images,
        low: formats.percent(wilson(low, images)[0]),
        high: formats.percent(wilson(high, images)[1]),
      })}
    </Text>
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
