'use client';

import { useTranslations } from 'next-intl';
import { type OptimizerName, optimizerNumbers } from '#contracts/optimizer';
import { ChoiceField, NumberField } from './RecipeField.tsx';
import { withOptimizer } from './recipeDraft.ts';
import { valueAt } from './recipePath.ts';
import classes from './recipes.module.css';
import type { RecipeForm } from './useRecipeForm.ts';

const isOptimizerName = (name: unknown): name is OptimizerName => Object.keys(optimizerNumbers).includes(String(name));

/** An optimizer and its numbers: the recipe's own, or a stage's. */
export function OptimizerFields({ form, path }: { form: RecipeForm; path: string }) {
  const t = useTranslations();
  const name = valueAt(form.nearest, `${path}.name`);
  const numbers = isOptimizerName(name) ? optimizerNumbers[name] : [];
  return (
    <div className={classes.numbers}>
      <ChoiceField
        form={form}
        path={`${path}.name`}
        label={t('recipes.optimizer')}
        data={Object.keys(optimizerNumbers)}
        onChoose={(chosen) => isOptimizerName(chosen) && form.change((draft) => withOptimizer(draft, chosen, path))}
      />
      {numbers.map((field) => (
        <NumberField
          key={field}
          form={form}
          path={`${path}.${field}`}
          label={t(`recipes.optimizerFields.${field}`)}
          allowDecimal
          step={field === 'learningRate' ? 0.0001 : 0.05}
        />
      ))}
    </div>
  );
}
