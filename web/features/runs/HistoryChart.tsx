'use client';

import { LineChart, type LineChartSeries } from '@mantine/charts';
import { Group, Text } from '@mantine/core';
import type { EpochFieldsFragment } from '../../graphql/generated/graphql.ts';
import classes from './HistoryChart.module.css';

export interface Quantity {
  title: string;
  training: 'acc' | 'loss';
  validation: 'valAcc' | 'valLoss';
  format: (value: number) => string;
  /** Bounds of the vertical axis. */
  domain: [(least: number) => number, (most: number) => number];
}

/** Training as dots and validation as a line over the epochs, the way Keras courses plot a history. */
export function HistoryChart({ quantity, epochs, planned }: { quantity: Quantity; epochs: EpochFieldsFragment[]; planned: number }) {
  const { title, training, validation, format, domain } = quantity;
  const series: LineChartSeries[] = [
    { name: training, label: 'Training', color: 'orange.6' },
    { name: validation, label: 'Validation', color: 'river.6' },
  ];
  return (
    <figure className={classes.figure}>
      <Group component="figcaption" justify="space-between" mb="xs">
        <Text fw={600}>{title}</Text>
        <Group gap="md" aria-hidden="true">
          <Text size="xs" c="dimmed" className={classes.training}>
            Training
          </Text>
          <Text size="xs" c="dimmed" className={classes.validation}>
            Validation
          </Text>
        </Group>
      </Group>
      <LineChart
        h={240}
        data={epochs}
        dataKey="epoch"
        series={series}
        curveType="linear"
        gridAxis="y"
        tickLine="none"
        valueFormatter={format}
        xAxisProps={{ type: 'number', domain: [1, Math.max(planned, 2)], allowDecimals: false, tickCount: 6 }}
        yAxisProps={{ domain, width: 48, tickCount: 6, allowDataOverflow: false }}
        tooltipAnimationDuration={0}
        lineProps={({ name }) =>
          name === training
            ? { strokeWidth: 0, dot: { r: 2.5, strokeWidth: 0, fill: 'var(--mantine-color-orange-6)' }, isAnimationActive: false }
            : { strokeWidth: 2, dot: false, isAnimationActive: false }
        }
      />
    </figure>
  );
}
