'use client';

import { NumberInput, type NumberInputProps, Select, type SelectProps } from '@mantine/core';
import { valueAt } from './recipePath.ts';
import type { RecipeForm } from './useRecipeForm.ts';

interface RecipeFieldProps {
  form: RecipeForm;
  path: string;
}

interface ChoiceFieldProps
  extends RecipeFieldProps,
    Pick<SelectProps, 'label' | 'description' | 'data' | 'searchable'> {
  /** Instead of only setting the path. */
  onChoose?: (value: string) => void;
}

/** A field of the recipe that takes one of some names. */
export function ChoiceField({ form, path, onChoose, ...props }: ChoiceFieldProps) {
  const value = form.value(path);
  return (
    <Select
      {...props}
      allowDeselect={false}
      value={typeof value === 'string' ? value : null}
      error={form.error(path)}
      onChange={(next) => next !== null && (onChoose ? onChoose(next) : form.set(path, next))}
    />
  );
}

type NumberFieldProps = RecipeFieldProps & Pick<NumberInputProps, 'label' | 'description' | 'step' | 'allowDecimal'>;

/** A number of the recipe. Left empty, it takes its default, which is its placeholder. */
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
