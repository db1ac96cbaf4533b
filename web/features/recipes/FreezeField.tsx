'use client';

import { Select, Stack } from '@mantine/core';
import { type BackboneName, backbones } from '#contracts/backbones';
import { formatCount } from '../formats/numbers.ts';
import type { RecipeForm } from './useRecipeForm.ts';

const choices = [
  { value: 'all', label: 'all: only the head learns' },
  { value: 'before', label: 'before a layer: it and those after learn' },
  { value: 'none', label: 'none: everything learns' },
];

/** Which part of the backbone keeps its weights. */
export function FreezeField({ form, backbone }: { form: RecipeForm; backbone: BackboneName }) {
  const { layers } = backbones[backbone];
  const freeze = form.value('freeze');
  const before = form.value('freeze.before');
  const choose = (choice: string | null) => {
    // A tenth of the layers from the top is where partial fine-tuning usually begins.
    if (choice === 'before') form.set('freeze', { before: layers[Math.floor(layers.length * 0.9)]?.name });
    else form.set('freeze', choice);
  };
  return (
    <Stack gap="xs">
      <Select
        label="Freeze"
        description="Layers that keep their weights"
        data={choices}
        allowDeselect={false}
        value={typeof freeze === 'string' ? freeze : 'before'}
        error={form.error('freeze')}
        onChange={choose}
      />
      {typeof freeze !== 'string' && (
        <Select
          aria-label="First layer that learns"
          searchable
          allowDeselect={false}
          data={layers.map((layer) => ({
            value: layer.name,
            label: `${layer.name} · ${layer.className} · ${formatCount(layer.params)}`,
          }))}
          value={typeof before === 'string' ? before : null}
          error={form.error('freeze.before')}
          onChange={(name) => form.set('freeze.before', name)}
        />
      )}
    </Stack>
  );
}
