'use client';

import { Button, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { outputUnits } from '#contracts/parameters';
import { ChoiceField } from './ChoiceField.tsx';
import { NumberField } from './NumberField.tsx';
import type { RecipeForm } from './useRecipeForm.ts';

const mostDenseLayers = 4;

/** What is put on top of the backbone. */
export function HeadFields({ form, classes }: { form: RecipeForm; classes: number }) {
  const value = form.value('head.dense');
  const dense: unknown[] = Array.isArray(value) ? value : [];
  const add = () => form.set('head.dense', [...dense, { units: 256, activation: 'relu', dropout: 0.5, l2: 0 }]);
  return (
    <Stack gap="sm">
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <ChoiceField form={form} path="head.pooling" label="Pooling" data={['avg', 'max', 'flatten']} />
        <NumberField form={form} path="head.dropout" label="Dropout before the last layer" allowDecimal step={0.1} />
      </SimpleGrid>
      {dense.map((_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a layer is known by its place.
        <DenseLayer key={index} form={form} index={index} />
      ))}
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          {classes === 2
            ? 'Last layer: Dense(1, sigmoid) with binary cross-entropy'
            : `Last layer: Dense(${outputUnits(classes)}, softmax) with categorical cross-entropy`}
        </Text>
        <Button size="xs" variant="default" onClick={add} disabled={dense.length >= mostDenseLayers}>
          Add a dense layer
        </Button>
      </Group>
    </Stack>
  );
}

function DenseLayer({ form, index }: { form: RecipeForm; index: number }) {
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
          Dense layer {index + 1}
        </Text>
        <Button size="compact-xs" variant="subtle" color="red" onClick={() => form.set(path, undefined)}>
          Remove<span className="visually-hidden"> dense layer {index + 1}</span>
        </Button>
      </Group>
      <SimpleGrid cols={{ base: 2, xs: 4 }} spacing="xs">
        <NumberField form={form} path={`${path}.units`} label="Units" />
        <ChoiceField
          form={form}
          path={`${path}.activation`}
          label="Activation"
          data={['relu', 'tanh', 'sigmoid', 'linear']}
        />
        <NumberField form={form} path={`${path}.dropout`} label="Dropout" allowDecimal step={0.1} />
        <NumberField form={form} path={`${path}.l2`} label="L2" allowDecimal step={0.001} />
      </SimpleGrid>
    </Stack>
  );
}
