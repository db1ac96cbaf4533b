'use client';

import { SimpleGrid } from '@mantine/core';
import type { EpochFieldsFragment } from '../../graphql/generated/graphql.ts';
import { EmptyState } from '../shell/EmptyState.tsx';
import { HistoryChart } from './HistoryChart.tsx';
import { accuracy, loss } from './quantities.ts';

export function RunCharts({ epochs, planned }: { epochs: EpochFieldsFragment[]; planned: number }) {
  if (epochs.length === 0) return <EmptyState title="No epoch yet">The curves begin with the first epoch.</EmptyState>;
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl">
      <HistoryChart quantity={accuracy} epochs={epochs} planned={planned} />
      <HistoryChart quantity={loss} epochs={epochs} planned={planned} />
    </SimpleGrid>
  );
}
