'use client';

import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { withText } from './recipeDraft.ts';
import { withPlace } from './recipeEdits.ts';
import classes from './recipes.module.css';
import type { RecipeForm } from './useRecipeForm.ts';

interface ListEntryProps {
  form: RecipeForm;
  /** Of the list. */
  path: string;
  index: number;
  /** How many entries the list has. */
  count: number;
  label: string;
  children: ReactNode;
}

/** An entry of a list of a recipe, a dense layer or a stage, with buttons that move it and take it away. */
export function ListEntry({ form, path, index, count, label, children }: ListEntryProps) {
  const t = useTranslations();
  const hidden = (text: ReactNode) => <span className="visually-hidden">{text}</span>;
  const move = (to: number) =>
    form.change((draft) => {
      // A list that is left to its default is written before its entries change places.
      const written = Array.isArray(form.written(path));
      if (!written) return draft;
      return withText(draft, withPlace(draft.readable, path, index, to));
    });
  const isMovable = Array.isArray(form.written(path)) && form.isReadable;
  return (
    <Stack component="fieldset" gap="sm" className={classes.group} aria-label={label}>
      <Group justify="space-between" gap="xs">
        <Text size="sm" fw={600}>
          {label}
        </Text>
        <Group gap={4}>
          {count > 1 && (
            <>
              <Button
                size="compact-xs"
                variant="subtle"
                disabled={index === 0 || !isMovable}
                onClick={() => move(index - 1)}
              >
                {t.rich('recipes.moveUp', { entry: label, hidden })}
              </Button>
              <Button
                size="compact-xs"
                variant="subtle"
                disabled={index === count - 1 || !isMovable}
                onClick={() => move(index + 1)}
              >
                {t.rich('recipes.moveDown', { entry: label, hidden })}
              </Button>
            </>
          )}
          <Button
            size="compact-xs"
            variant="subtle"
            color="red"
            disabled={!form.isReadable}
            onClick={() => form.set(`${path}.${index}`, undefined)}
          >
            {t.rich('recipes.remove', { entry: label, hidden })}
          </Button>
        </Group>
      </Group>
      {children}
    </Stack>
  );
}
