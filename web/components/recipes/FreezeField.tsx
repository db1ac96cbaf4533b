'use client';

import { Select, Stack } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { type BackboneName, backbones } from '#contracts/backbones';
import { useFormats } from '../page/formats.ts';
import type { RecipeForm } from './useRecipeForm.ts';

const choices = ['all', 'before', 'none'] as const;

/** Which part of the backbone keeps its weights. */
export function FreezeField({ form, backbone }: { form: RecipeForm; backbone: BackboneName }) {
  const t = useTranslations();
  const formats = useFormats();
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
        label={t('recipes.freeze')}
        description={t('recipes.freezeDescription')}
        data={choices.map((choice) => ({ value: choice, label: t(`recipes.freezeChoices.${choice}`) }))}
        allowDeselect={false}
        value={typeof freeze === 'string' ? freeze : 'before'}
        error={form.error('freeze')}
        onChange={choose}
      />
      {typeof freeze !== 'string' && (
        <Select
          aria-label={t('recipes.freezeLayer')}
          searchable
          allowDeselect={false}
          data={layers.map((layer) => ({
            value: layer.name,
            label: `${layer.name} · ${layer.className} · ${formats.count(layer.params)}`,
          }))}
          value={typeof before === 'string' ? before : null}
          error={form.error('freeze.before')}
          onChange={(name) => form.set('freeze.before', name)}
        />
      )}
    </Stack>
  );
}
