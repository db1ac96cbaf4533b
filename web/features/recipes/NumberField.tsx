'use client';

import { NumberInput, type NumberInputProps } from '@mantine/core';
import { valueAt } from './recipePath.ts';
import type { RecipeForm } from './useRecipeForm.ts';

interface NumberFieldProps extends Pick<NumberInputProps, 'label' | 'description' | 'step' | 'allowDecimal'> {
  form: RecipeForm;
  path: string;
}

/** A number of the recipe. Left empty, it takes its default, which shows through. */
export function NumberField({ form, path, allowDecimal = false, ...props }: NumberFieldProps) {
  const value = form.value(path);
  const fallback = valueAt(form.recipe, path);
  return (
    <NumberInput
      {...props}
      allowDecimal={allowDecimal}
      decimalScale={10}
      value={typeof value === 'number' ? value : ''}
      placeholder={typeof fallback === 'number' ? String(fallback) : undefined}
      error={form.error(path)}
      onChange={(next) => form.set(path, next === '' ? undefined : Number(next))}
    />
  );
}
