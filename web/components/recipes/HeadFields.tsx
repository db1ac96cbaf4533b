'use client';

import { Button, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { activations, mostDenseLayers, poolings } from '#contracts/head';
import { outputUnits } from '#contracts/parameters';
import { ChoiceField, NumberField } from './RecipeField.tsx';
import type { RecipeForm } from './useRecipeForm.ts';

/** The layers on top of the backbone. */
export function HeadFields({ form, classes }: { form: RecipeForm; classes: number }) {
  const t = useTranslations();
  const value = form.value('head.dense');
  const dense: unknown[] = Array.isArray(value) ? value : [];
  const add = () => form.set('head.dense', [...dense, { units: 256, activation: 'relu', dropout: 0.5, l2: 0 }]);
  return (
    <Stack gap="sm">
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <ChoiceField form={form} path="head.pooling" label={t('recipes.pooling')} data={[...poolings]} />
        <NumberField form={form} path="head.dropout" label={t('recipes.headDropout')} allowDecimal step={0.1} />
      </SimpleGrid>
      {dense.map((_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a layer is known by its place.
        <DenseLayer key={index} form={form} index={index} />
      ))}
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          {classes === 2
            ? t('recipes.lastLayerBinary')
            : t('recipes.lastLayerCategorical', { units: outputUnits(classes) })}
        </Text>
        <Button size="xs" variant="default" onClick={add} disabled={dense.length >= mostDenseLayers}>
          {t('recipes.addDense')}
        </Button>
      </Group>
    </Stack>
  );
}

function DenseLayer({ form, index }: { form: RecipeForm; index: number }) {
  const t = useTranslations();
  const path = `head.dense.${index}`;
  return (
    <Stack
      component="fieldset"
      gap="xs"
      p="sm"
      m={0}
      style={{ border: '1px solid var(--mantine-color-default-border)', borderRadius: 8 }}
    >
      <Group justify="space-between">
        <Text component="legend" size="sm" fw={600} style={{ float: 'left' }}>
          {t('recipes.dense', { number: index + 1 })}
        </Text>
        <Button size="compact-xs" variant="subtle" color="red" onClick={() => form.set(path, undefined)}>
          {t.rich('recipes.removeDense', {
            number: index + 1,
            hidden: (text) => <span className="visually-hidden">{text}</span>,
          })}
        </Button>
      </Group>
      <SimpleGrid cols={{ base: 2, xs: 4 }} spacing="xs">
        <NumberField form={form} path={`${path}.units`} label={t('recipes.units')} />
        <ChoiceField form={form} path={`${path}.activation`} label={t('recipes.activation')} data={[...activations]} />
        <NumberField form={form} path={`${path}.dropout`} label={t('recipes.dropout')} allowDecimal step={0.1} />
        <NumberField form={form} path={`${path}.l2`} label={t('recipes.l2')} allowDecimal step={0.001} />
      </SimpleGrid>
    </Stack>
  );
}
