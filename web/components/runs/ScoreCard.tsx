'use client';

import { Group, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { LeaderboardMetric } from '#contracts/metrics';
import type { Recipe } from '#contracts/recipe';
import type { RunStateFragment } from '../../graphql/generated/graphql.ts';
import { useFormats } from '../page/formats.ts';
import { Section } from '../page/Section.tsx';
import { decidesText, type End } from '../scores/decidesText.ts';
import { RunScoreText, ScoreText } from '../scores/ScoreText.tsx';
import { scoredText } from '../scores/scoredText.ts';
import { surenessText } from '../scores/surenessText.ts';
import { WhyRange } from '../scores/WhyRange.tsx';

interface ScoreCardProps {
  evaluation: NonNullable<RunStateFragment['evaluation']>;
  metric: LeaderboardMetric;
  recipe: Recipe;
  end: End;
}

/** The score on the sealed test set, as far as the reader may know it. */
export function ScoreCard({ evaluation, metric, recipe, end }: ScoreCardProps) {
  const t = useTranslations();
  const formats = useFormats();
  const { untold } = evaluation;
  const sureness = surenessText(evaluation.private ?? evaluation.public, t, formats);
  return (
    <Section
      title={t('runs.testScore')}
      description={t('runs.testScoreDescription', { metric: t(`metrics.${metric}`) })}
    >
      <Text size="sm">{scoredText(recipe, t)}</Text>
      {sureness && (
        <Text size="sm" data-testid="sureness">
          {sureness}
        </Text>
      )}
      <Group gap={48} align="flex-start">
        <Score label={t('runs.publicShare')}>
          <RunScoreText evaluation={evaluation} size="xl" />
        </Score>
        {evaluation.private ? (
          <Score label={t('runs.privateShare')}>
            <ScoreText score={evaluation.private} size="xl" />
          </Score>
        ) : (
          <Stack gap="xs" maw={420}>
            <WhyRange score={evaluation.public} />
            {!evaluation.isNewAnswer && evaluation.public.low !== evaluation.public.high && (
              <Text size="sm">{untold ? t(`scores.untoldBecause.${untold}`) : t('scores.notBetter')}</Text>
            )}
            <Text size="sm" c="dimmed">
              {decidesText(end, t, formats)}
            </Text>
          </Stack>
        )}
      </Group>
      {untold && evaluation.private && <Text size="sm">{t('scores.studentUntold', { reason: untold })}</Text>}
    </Section>
  );
}

function Score({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Stack gap={2}>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      {children}
    </Stack>
  );
}
