'use client';

import { SimpleGrid, Switch } from '@mantine/core';
import { ChoiceField } from './ChoiceField.tsx';
import { NumberField } from './NumberField.tsx';
import { withOptimizer } from './recipeDraft.ts';
import type { RecipeForm } from './useRecipeForm.ts';

/** The further numbers of each optimizer, in Keras's words. */
const optimizerNumbers: Record<string, [field: string, label: string][]> = {
  rmsprop: [
    ['rho', 'Rho'],
    ['momentum', 'Momentum'],
  ],
  adam: [
    ['beta1', 'Beta 1'],
    ['beta2', 'Beta 2'],
  ],
  sgd: [['momentum', 'Momentum']],
  adagrad: [['initialAccumulatorValue', 'Accumulator']],
  adamax: [
    ['beta1', 'Beta 1'],
    ['beta2', 'Beta 2'],
  ],
};

export function TrainingFields({ form }: { form: RecipeForm }) {
  const optimizer = form.value('optimizer.name');
  const numbers = typeof optimizer === 'string' ? (optimizerNumbers[optimizer] ?? []) : [];
  return (
    <SimpleGrid cols={{ base: 2, xs: 4 }}>
      <ChoiceField
        form={form}
        path="optimizer.name"
        label="Optimizer"
        data={Object.keys(optimizerNumbers)}
        onChoose={(name) => form.change((draft) => withOptimizer(draft, name))}
      />
      <NumberField form={form} path="optimizer.learningRate" label="Learning rate" allowDecimal step={0.001} />
      {numbers.map(([field, label]) => (
        <NumberField key={field} form={form} path={`optimizer.${field}`} label={label} allowDecimal step={0.05} />
      ))}
      <NumberField form={form} path="training.epochs" label="Epochs" />
      <NumberField form={form} path="training.batchSize" label="Batch size" />
      <NumberField form={form} path="seed" label="Seed" />
      <Switch
        label="Shuffle"
        mt={30}
        checked={form.value('training.shuffle') === true}
        onChange={(event) => form.set('training.shuffle', event.currentTarget.checked)}
      />
    </SimpleGrid>
  );
}
