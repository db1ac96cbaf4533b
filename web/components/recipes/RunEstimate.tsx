'use client';

import { useQuery } from '@apollo/client/react';
import { Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useTranslations } from 'next-intl';
import type { Recipe } from '#contracts/recipe';
import { type AssignmentQuery, RunEstimateDocument, type RunEstimateQuery } from '../../graphql/generated/graphql.ts';
import type { Translate } from '../../i18n/translate.ts';
import { useFormats } from '../page/formats.ts';

interface RunEstimateProps {
  recipe: Recipe;
  assignment: Pick<AssignmentQuery['assignment'], 'id' | 'ownQuota'>;
}

/** How long a run takes, by those like it. */
export function estimateText(
  estimate: RunEstimateQuery['runEstimate'] | undefined,
  t: Translate,
  duration: (seconds: number) => string,
): string {
  if (!estimate) return t('recipes.notMeasured');
  const { runs, isRough } = estimate;
  const [low, high] = [duration(estimate.low), duration(estimate.high)];
  if (isRough) return t('recipes.estimateRough', { low, high, runs });
  return low === high ? t('recipes.estimateOne', { time: high, runs }) : t('recipes.estimate', { low, high, runs });
}

/** How long the recipe would take by what was measured here, and what that leaves of the budget. */
export function RunEstimate({ recipe, assignment }: RunEstimateProps) {
  const t = useTranslations();
  const { duration } = useFormats();
  const [asked] = useDebouncedValue(recipe, 500);
  const { data, previousData } = useQuery(RunEstimateDocument, {
    variables: { assignmentId: assignment.id, recipe: asked },
  });
  const estimate = (data ?? previousData)?.runEstimate;
  const { budgetSeconds, secondsUsed } = assignment.ownQuota;
  const left = typeof budgetSeconds === 'number' ? Math.max(0, budgetSeconds - secondsUsed) : null;
  return (
    <Stack gap={4} role="status" aria-live="polite">
      <Text size="sm">{(estimate || data) && estimateText(estimate, t, duration)}</Text>
      {left !== null && typeof budgetSeconds === 'number' && (
        <Text size="sm" c={estimate && estimate.high > left ? 'red' : 'dimmed'}>
          {t('recipes.budgetLeft', { left: duration(left), budget: duration(budgetSeconds) })}
          {estimate && estimate.high > left && ` ${t('recipes.budgetRisk')}`}
        </Text>
      )}
    </Stack>
  );
}
