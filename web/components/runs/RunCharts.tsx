'use client';

import { LineChart, type LineChartProps } from '@mantine/charts';
import { Group, SimpleGrid, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { EpochFieldsFragment } from '../../graphql/generated/graphql.ts';
import { EmptyState } from '../page/EmptyState.tsx';
import { useFormats } from '../page/formats.ts';
import classes from './RunCharts.module.css';
import { shareAxis } from './shareAxis.ts';

interface RunChartsProps {
  epochs: EpochFieldsFragment[];
  planned: number;
}

/** A run's accuracy and loss over its epochs. */
export function RunCharts({ epochs, planned }: RunChartsProps) {
  const t = useTranslations();
  const formats = useFormats();
  if (epochs.length === 0) return <EmptyState title={t('runs.noEpochs')}>{t('runs.noEpochsText')}</EmptyState>;
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl">
      <HistoryChart
        title={t('runs.accuracy')}
        columns={['acc', 'valAcc']}
        format={formats.percent}
        axis={{
          ...shareAxis(epochs.flatMap(({ acc, valAcc }) => [acc, valAcc])),
          tickFormatter: formats.wholePercent,
        }}
        epochs={epochs}
        planned={planned}
      />
      <HistoryChart
        title={t('runs.loss')}
        columns={['loss', 'valLoss']}
        format={formats.value}
        axis={{ domain: [0, 'auto'], tickFormatter: formats.tick }}
        epochs={epochs}
        planned={planned}
      />
    </SimpleGrid>
  );
}

interface HistoryChartProps extends RunChartsProps {
  title: string;
  columns: [training: keyof EpochFieldsFragment, validation: keyof EpochFieldsFragment];
  format: (value: number) => string;
  axis: LineChartProps['yAxisProps'];
}

/** Training as dots and validation as a line over the epochs, the way Keras courses plot a history. */
function HistoryChart({ title, columns, format, axis, epochs, planned }: HistoryChartProps) {
  const t = useTranslations();
  const [training, validation] = columns;
  return (
    <figure className={classes.figure}>
      <Group component="figcaption" justify="space-between" mb="xs">
        <Text fw={600}>{title}</Text>
        <Group gap="md" aria-hidden="true">
          <Text size="xs" c="dimmed" className={classes.training}>
            {t('runs.training')}
          </Text>
          <Text size="xs" c="dimmed" className={classes.validation}>
            {t('runs.validation')}
          </Text>
        </Group>
      </Group>
      <LineChart
        ml={-8}
        h={240}
        data={epochs}
        dataKey="epoch"
        xAxisLabel={t('runs.epoch')}
        series={[
          { name: training, label: t('runs.training'), color: 'orange.6' },
          { name: validation, label: t('runs.validation'), color: 'river.6' },
        ]}
        curveType="linear"
        gridAxis="x"
        tickLine="none"
        valueFormatter={format}
        xAxisProps={{ type: 'number', domain: [1, Math.max(planned, 2)], allowDecimals: false, tickCount: 6 }}
        yAxisProps={{ ...axis, width: 44 }}
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
