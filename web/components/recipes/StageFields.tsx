'use client';

import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { parameterCounts } from '#contracts/parameters';
import { mostStages, plannedEpochs } from '#contracts/stages';
import { useFormats } from '../page/formats.ts';
import { FreezeField } from './FreezeField.tsx';
import { lastBlockTrained } from './freezing.ts';
import { ListEntry } from './ListEntry.tsx';
import { OptimizerFields } from './OptimizerFields.tsx';
import { NumberField } from './RecipeField.tsx';
import classes from './recipes.module.css';
import type { RecipeForm } from './useRecipeForm.ts';

const path = 'stages';

/** What follows the first training: each further stage with its own cut, optimizer and epochs. */
export function StageFields({ form }: { form: RecipeForm }) {
  const t = useTranslations();
  const formats = useFormats();
  const value = form.value(path);
  const stages: unknown[] = Array.isArray(value) ? value : [];
  const { trainableByStage } = parameterCounts(form.nearest, form.terms.classNames.length);
  const maxEpochs = form.terms.allowed.maxEpochs;
  const left = maxEpochs === undefined ? 10 : Math.max(1, Math.min(10, maxEpochs - plannedEpochs(form.nearest)));
  const add = () =>
    form.set(path, [
      ...stages,
      {
        freeze: lastBlockTrained(form.nearest.backbone),
        optimizer: { name: 'adam', learningRate: 0.00001 },
        epochs: left,
      },
    ]);
  return (
    <Stack gap="sm">
      {stages.map((_, index) => {
        const number = index + 2;
        const trained = trainableByStage[index + 1] ?? 0;
        const trainedBefore = trainableByStage[index] ?? 0;
        return (
          <ListEntry
            // biome-ignore lint/suspicious/noArrayIndexKey: a stage is known by its place.
            key={index}
            form={form}
            path={path}
            index={index}
            count={stages.length}
            label={t('recipes.stage', { number })}
          >
            <FreezeField
              form={form}
              path={`${path}.${index}.freeze`}
              drawing={t('recipes.drawingOfStage', { number })}
            />
            <Text size="xs" c="dimmed">
              {t('recipes.stageTrains', { count: formats.count(trained) })}
            </Text>
            {trained < trainedBefore && (
              <Text size="xs" role="status">
                {t('recipes.stageTrainsLess', { before: formats.count(trainedBefore) })}
              </Text>
            )}
            <OptimizerFields form={form} path={`${path}.${index}.optimizer`} />
            <div className={classes.numbers}>
              <NumberField form={form} path={`${path}.${index}.epochs`} label={t('recipes.epochs')} />
            </div>
          </ListEntry>
        );
      })}
      <Group justify="space-between">
        <Text size="sm" c="dimmed" flex={1} miw={200}>
          {maxEpochs === undefined
            ? t('recipes.epochsInAll', { count: plannedEpochs(form.nearest) })
            : t('recipes.epochsInAllOf', { count: plannedEpochs(form.nearest), limit: maxEpochs })}
        </Text>
        <Button size="xs" variant="default" disabled={stages.length >= mostStages || !form.isReadable} onClick={add}>
          {t('recipes.addStage')}
        </Button>
      </Group>
    </Stack>
  );
}
