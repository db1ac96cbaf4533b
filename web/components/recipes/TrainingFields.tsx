'use client';

import { SimpleGrid, Switch } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { type OptimizerName, optimizerNumbers } from '#contracts/optimizer';
import { ChoiceField, NumberField } from './RecipeField.tsx';
import { withOptimizer } from './recipeDraft.ts';
import type { RecipeForm } from './useRecipeForm.ts';

const isOptimizerName = (name: unknown): name is OptimizerName => Object.keys(optimizerNumbers).includes(String(name));

export function TrainingFields({ form }: { form: RecipeForm }) {
  const t = useTranslations();
  const optimizer = form.value('optimizer.name');
  const numbers = isOptimizerName(optimizer) ? optimizerNumbers[optimizer] : [];
  return (
    <SimpleGrid cols={{ base: 2, xs: 4 }}>
      <ChoiceField
        form={form}
        path="optimizer.name"
        label={t('recipes.optimizer')}
        data={Object.keys(optimizerNumbers)}
        onChoose={(name) => isOptimizerName(name) && form.change((draft) => withOptimizer(draft, name))}
      />
      {numbers.map((field) => (
        <NumberField
          key={field}
          form={form}
          path={`optimizer.${field}`}
          label={t(`recipes.optimizerFields.${field}`)}
          allowDecimal
          step={field === 'learningRate' ? 0.001 : 0.05}
        />
      ))}
      <NumberField form={form} path="training.epochs" label={t('recipes.epochs')} />
      <NumberField form={form} path="training.batchSize" label={t('recipes.batchSize')} />
      <NumberField form={form} path="seed" label={t('recipes.seed')} />
      <Switch
        label={t('recipes.shuffle')}
        mt={30}
        checked={form.value('training.shuffle') === true}
        onChange={(event) => form.set('training.shuffle', event.currentTarget.checked)}
      />
    </SimpleGrid>
  );
}
