'use client';

import { Group, NumberInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { SplitValues } from './split.ts';

/** The shares and the seed by which missing splits are drawn. */
export function SplitFields({ value, onChange }: { value: SplitValues; onChange: (value: SplitValues) => void }) {
  const t = useTranslations();
  const share = { min: 1, max: 90, suffix: ' %', allowDecimal: false, w: 130 };
  return (
    <Group gap="sm" align="flex-start">
      <NumberInput
        label={t('datasets.split.validation')}
        value={value.validation}
        onChange={(validation) => onChange({ ...value, validation })}
        {...share}
      />
      <NumberInput
        label={t('datasets.split.test')}
        value={value.test}
        onChange={(test) => onChange({ ...value, test })}
        {...share}
      />
      <NumberInput
        label={t('datasets.split.seed')}
        value={value.seed}
        onChange={(seed) => onChange({ ...value, seed })}
        min={0}
        max={2 ** 31 - 1}
        allowDecimal={false}
        w={130}
      />
    </Group>
  );
}
