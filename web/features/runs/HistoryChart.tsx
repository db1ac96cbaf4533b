'use client';

import { LineChart, type LineChartSeries } from '@mantine/charts';
import { Group, Text } from '@mantine/core';
import type { EpochFieldsFragment } from '../../graphql/generated/graphql.ts';
import classes from './HistoryChart.module.css';
import type { Quantity } from './quantities.ts';

/** Training as dots and validation as a line over the epochs, the way Keras courses plot a history. */
export function HistoryChart({
  quantity,
  epochs,
  planned,
}: {
  quantity: Quantity;
  epochs: EpochFieldsFragment[];
  planned: number;
}) {
  const { title, training, validation, format, axis } = quantity;
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
        ml={-8}
        h={240}
        data={epochs}
        dataKey="epoch"
        xAxisLabel="Epoch"
        series={series}
        curveType="linear"
        gridAxis="x"
        tickLine="none"
        valueFormatter={format}
        xAxisProps={{ type: 'number', domain: [1, Math.max(planned, 2)], allowDecimals: false, tickCount: 6 }}
        yAxisProps={{ ...axis(epochs), width: 44 }}
        tooltipAnimationDuration={0}
        lineProps={({ name }) =>
          name === training
            ? {
                strokeWidth: 0,
                dot: { r: 2.5, strokeWidth: 0, fill: 'var(--mantine-color-orange-6)' },
                isAnimationActive: false,
              }
            : { strokeWidth: 2, dot: false, isAnimationActive: false }
        }
      />
    </figure>
  );
}
