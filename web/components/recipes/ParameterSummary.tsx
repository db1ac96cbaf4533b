'use client';

import { Button, Progress, Skeleton, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { parameterCounts, sizeInKerasWords } from '#contracts/parameters';
import type { Recipe } from '#contracts/recipe';
import { FactList } from '../page/FactList.tsx';

const LayerList = dynamic(() => import('./LayerList.tsx').then((module) => module.LayerList), {
  ssr: false,
  loading: () => <Skeleton height={200} />,
});

/** How large the recipe's network is, and how much of it is trained, as Keras's `summary()` prints it. */
export function ParameterSummary({ recipe, classes }: { recipe: Recipe; classes: number }) {
  const t = useTranslations();
  const [isOpen, { toggle }] = useDisclosure(false);
  const { total, trainable, head } = parameterCounts(recipe, classes);
  return (
    <Stack gap="sm">
      <div data-testid="parameters">
        <FactList
          facts={[
            [t('recipes.totalParams'), sizeInKerasWords(total)],
            [t('recipes.trainableParams'), sizeInKerasWords(trainable)],
            [t('recipes.nonTrainableParams'), sizeInKerasWords(total - trainable)],
            [t('recipes.inHead'), sizeInKerasWords(head)],
          ]}
        />
      </div>
      <Progress value={(100 * trainable) / total} aria-label={t('recipes.trainableShare')} />
      <Text size="xs" c="dimmed">
        {t('recipes.trainableShareValue', { share: trainable / total })}{' '}
        {recipe.freeze === 'none' && trainable < total && t('recipes.movingAverages')}
      </Text>
      <div>
        <Button size="xs" variant="default" aria-expanded={isOpen} onClick={toggle}>
          {isOpen ? t('recipes.hideLayers') : t('recipes.showLayers')}
        </Button>
      </div>
      {isOpen && <LayerList recipe={recipe} classes={classes} />}
    </Stack>
  );
}
