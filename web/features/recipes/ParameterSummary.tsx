'use client';

import { Progress, Stack, Text } from '@mantine/core';
import { parameterCounts } from '#contracts/parameters';
import type { Recipe } from '#contracts/recipe';
import { formatCount, formatPercent } from '../formats/numbers.ts';
import { FactList } from '../shell/FactList.tsx';

/** How large the recipe's network is, and how much of it learns. */
export function ParameterSummary({ recipe, classes }: { recipe: Recipe; classes: number }) {
  const { total, trainable, head } = parameterCounts(recipe, classes);
  return (
    <Stack gap="sm" data-testid="parameters">
      <FactList
        facts={[
          ['Parameters', formatCount(total)],
          ['Trainable', formatCount(trainable)],
          ['Frozen', formatCount(total - trainable)],
          ['In the head', formatCount(head)],
        ]}
      />
      <Progress value={(100 * trainable) / total} aria-label="Share of the parameters that learns" />
      <Text size="xs" c="dimmed">
        {formatPercent(trainable / total)} of the parameters learn.
      </Text>
    </Stack>
  );
}
