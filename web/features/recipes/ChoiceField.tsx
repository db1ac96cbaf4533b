'use client';

import { Select, type SelectProps } from '@mantine/core';
import type { RecipeForm } from './useRecipeForm.ts';

interface ChoiceFieldProps extends Pick<SelectProps, 'label' | 'description' | 'data' | 'searchable'> {
  form: RecipeForm;
  path: string;
  /** Instead of only setting the path. */
  onChoose?: (value: string) => void;
}

/** One of the recipe's names. */
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
