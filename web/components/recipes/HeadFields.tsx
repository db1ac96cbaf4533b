'use client';

import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { activations, mostDenseLayers, poolings } from '#contracts/head';
import { outputUnits } from '#contracts/parameters';
import { ListEntry } from './ListEntry.tsx';
import { ChoiceField, NumberField } from './RecipeField.tsx';
import classes from './recipes.module.css';
import type { RecipeForm } from './useRecipeForm.ts';

/** The layers on top of the backbone. */
export function HeadFields({ form }: { form: RecipeForm }) {
  const t = useTranslations();
  const path = 'head.dense';
  const value = form.value(path);
  const dense: unknown[] = Array.isArray(value) ? value : [];
  const outputs = form.terms.classNames.length;
  const units = Math.min(256, form.terms.allowed.maxUnits ?? 256);
  return (
    <Stack gap="sm">
      <div className={classes.fields}>
        <ChoiceField
          form={form}
          path="head.pooling"
          label={t('recipes.pooling')}
          description={t('recipes.poolingDescription')}
          data={[...poolings]}
        />
        <NumberField
          form={form}
          path="head.dropout"
          label={t('recipes.headDropout')}
          description={t('recipes.shareBelowOne')}
          allowDecimal
          step={0.1}
        />
      </div>
      {dense.map((_, index) => (
        <ListEntry
          // biome-ignore lint/suspicious/noArrayIndexKey: a layer is known by its place.
          key={index}
          form={form}
          path={path}
          index={index}
          count={dense.length}
          label={t('recipes.dense', { number: index + 1 })}
        >
          <div className={classes.numbers}>
            <NumberField
              form={form}
              path={`${path}.${index}.units`}
              label={t('recipes.units')}
              limit={form.terms.allowed.maxUnits}
            />
            <ChoiceField
              form={form}
              path={`${path}.${index}.activation`}
              label={t('recipes.activation')}
              data={[...activations]}
            />
            <NumberField
              form={form}
              path={`${path}.${index}.dropout`}
              label={t('recipes.dropout')}
              allowDecimal
              step={0.1}
            />
            <NumberField form={form} path={`${path}.${index}.l2`} label={t('recipes.l2')} allowDecimal step={0.001} />
          </div>
        </ListEntry>
      ))}
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          {outputs === 2
            ? t('recipes.lastLayerBinary')
            : t('recipes.lastLayerCategorical', { units: outputUnits(outputs) })}
        </Text>
        <Button
          size="xs"
          variant="default"
          disabled={dense.length >= mostDenseLayers || !form.isReadable}
          onClick={() => form.set(path, [...dense, { units, activation: 'relu', dropout: 0.5 }])}
        >
          {t('recipes.addDense')}
        </Button>
      </Group>
      {dense.length >= mostDenseLayers && (
        <Text size="xs" c="dimmed">
          {t('recipes.mostDense', { count: mostDenseLayers })}
        </Text>
      )}
    </Stack>
  );
}
