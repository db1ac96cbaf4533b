'use client';

import { Progress, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { parameterCounts } from '#contracts/parameters';
import type { Recipe } from '#contracts/recipe';
import { FactList } from '../page/FactList.tsx';
import { useFormats } from '../page/formats.ts';

/** How large the recipe's network is, and how much of it is trained. */
export function ParameterSummary({ recipe, classes }: { recipe: Recipe; classes: number }) {
  const t = useTranslations();
  const formats = useFormats();
  const { total, trainable, head } = parameterCounts(recipe, classes);
  return (
    <Stack gap="sm" data-testid="parameters">
      <FactList
        facts={[
          [t('recipes.parameters'), formats.count(total)],
          [t('recipes.trainable'), formats.count(trainable)],
          [t('recipes.frozen'), formats.count(total - trainable)],
          [t('recipes.inHead'), formats.count(head)],
        ]}
      />
      <Progress value={(100 * trainable) / total} aria-label={t('recipes.trainableShare')} />
      <Text size="xs" c="dimmed">
        {t('recipes.trainableShareValue', { share: trainable / total })}
      </Text>
    </Stack>
  );
}
