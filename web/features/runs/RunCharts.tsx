'use client';

import { SimpleGrid } from '@mantine/core';
import type { EpochFieldsFragment } from '../../graphql/generated/graphql.ts';
import { formatPercent } from '../formats/numbers.ts';
import { EmptyState } from '../shell/EmptyState.tsx';
import { HistoryChart, type Quantity } from './HistoryChart.tsx';

const accuracy: Quantity = {
  title: 'Accuracy',
  training: 'acc',
  validation: 'valAcc',
  format: formatPercent,
  domain: [(least) => Math.max(0, Math.floor(least * 10) / 10), () => 1],
};

const loss: Quantity = {
  title: 'Loss',
  training: 'loss',
  validation: 'valLoss',
  format: (value) => value.toFixed(3),
  domain: [() => 0, (most) => Math.ceil(most * 10) / 10],
};

export function RunCharts({ epochs, planned }: { epochs: EpochFieldsFragment[]; planned: number }) {
  if (epochs.length === 0) return <EmptyState title="No epoch yet">The curves begin with the first epoch.</EmptyState>;
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl">
      <HistoryChart quantity={accuracy} epochs={epochs} planned={planned} />
      <HistoryChart quantity={loss} epochs={epochs} planned={planned} />
    </SimpleGrid>
  );
}
