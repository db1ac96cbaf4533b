'use client';

import { Button, Group, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { shownValue } from './differences.ts';
import type { Path } from './recipePath.ts';
import type { Fix } from './recipeProblems.ts';
import classes from './recipes.module.css';
import type { RecipeForm } from './useRecipeForm.ts';

interface FieldFrameProps {
  form: RecipeForm;
  path: Path;
  label: string;
  children: ReactNode;
}

/** A field, what would mend it, and how it differs from the starter, with a way back. */
export function FieldFrame({ form, path, label, children }: FieldFrameProps) {
  const t = useTranslations();
  const fix = form.problem(path)?.fix;
  const difference = form.difference(path);
  return (
    <div className={classes.field} data-changed={difference ? true : undefined}>
      {children}
      {fix && <FixButton form={form} fix={fix} />}
      {difference && (
        <Group gap={4} mt={2} wrap="nowrap" align="baseline">
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {difference.from === undefined
              ? t('recipes.starterWithout')
              : t('recipes.starterHas', { value: shownValue(difference.from) })}
          </Text>
          <Button
            size="compact-xs"
            variant="subtle"
            style={{ flexShrink: 0 }}
            onClick={() => form.takeBack(difference)}
          >
            {t.rich('recipes.takeBack', {
              field: label,
              hidden: (text) => <span className="visually-hidden">{text}</span>,
            })}
          </Button>
        </Group>
      )}
    </div>
  );
}

/** Mends a fault. */
export function FixButton({ form, fix }: { form: RecipeForm; fix: Fix }) {
  const t = useTranslations();
  return (
    <Button size="compact-xs" variant="light" mt={4} onClick={() => form.mend(fix)}>
      {fix.kind === 'replace'
        ? t('recipes.fixes.replace', { value: fix.label })
        : fix.kind === 'rename'
          ? t('recipes.fixes.rename', { name: fix.name })
          : t('recipes.fixes.move', { to: fix.to })}
    </Button>
  );
}
