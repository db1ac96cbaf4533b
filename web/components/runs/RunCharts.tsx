'use client';

import { Button, Group, Slider, Stack, Switch, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { memo, useRef, useState } from 'react';
import type { Recipe } from '#contracts/recipe';
import type { EpochFieldsFragment } from '../../graphql/generated/graphql.ts';
import { CurveChart } from '../charts/CurveChart.tsx';
import { savePicture } from '../charts/save.ts';
import { smooth } from '../charts/smooth.ts';
import { EmptyState } from '../page/EmptyState.tsx';
import { useFormats } from '../page/formats.ts';
import classes from './RunCharts.module.css';
import { bestEpoch, rateCuts, stageBands } from './runMarks.ts';
import { shareAxis } from './shareAxis.ts';

interface RunChartsProps {
  id: string;
  epochs: EpochFieldsFragment[];
  planned: number;
  recipe: Recipe;
  running: boolean;
}

/** A run's accuracy and loss over its epochs. */
export const RunCharts = memo(function RunCharts({ id, epochs, planned, recipe, running }: RunChartsProps) {
  const t = useTranslations();
  const formats = useFormats();
  const [weight, setWeight] = useState(0);
  const [log, setLog] = useState(false);
  if (epochs.length === 0)
    return (
      <EmptyState title={t('runs.noEpochs')}>{running ? t('runs.noEpochsText') : t('runs.noEpochsEnded')}</EmptyState>
    );
  const best = bestEpoch(epochs);
  const marks = [
    ...(best ? [{ epoch: best.epoch, label: t('charts.best', { epoch: best.epoch }) }] : []),
    ...rateCuts(epochs, recipe).map(({ epoch, learningRate }) => ({
      epoch,
      label: t('charts.rateCut', { rate: formats.value(learningRate) }),
    })),
  ];
  const bands = stageBands(recipe).map(({ from, to }, index) => ({
    from,
    to,
    label: t('charts.stage', { number: index + 1 }),
  }));
  const shared = { id, epochs, until: Math.max(planned, 2), weight, marks, bands };
  return (
    <Stack gap="md">
      <Stack gap="xl">
        <HistoryChart
          {...shared}
          title={t('runs.accuracy')}
          name="accuracy"
          columns={['acc', 'valAcc']}
          format={formats.percent}
          tick={formats.shareTick}
          range={shareAxis(epochs.flatMap(({ acc, valAcc }) => [acc, valAcc])).domain}
        />
        <HistoryChart
          {...shared}
          title={t('runs.loss')}
          name="loss"
          columns={['loss', 'valLoss']}
          format={formats.value}
          tick={formats.tick}
          log={log}
        />
      </Stack>
      <Group gap="xl" align="flex-end">
        <Stack gap={4} w={200}>
          <Text size="sm" aria-hidden="true">
            {t('charts.smoothing')}
          </Text>
          <Slider
            thumbLabel={t('charts.smoothing')}
            min={0}
            max={0.95}
            step={0.05}
            value={weight}
            onChange={setWeight}
            label={(value) => formats.twoDecimals(value)}
          />
        </Stack>
        <Switch label={t('charts.log')} checked={log} onChange={({ currentTarget }) => setLog(currentTarget.checked)} />
        <Button size="xs" variant="default" onClick={() => void saveCsv(id, epochs)}>
          {t('charts.saveCsv')}
        </Button>
        <Text size="xs" c="dimmed">
          {t('charts.zoomHint')}
        </Text>
      </Group>
    </Stack>
  );
});

/** Its code loads when somebody saves something. */
async function saveCsv(id: string, epochs: readonly EpochFieldsFragment[]): Promise<void> {
  const { saveHistory } = await import('./saveHistory.ts');
  await saveHistory('csv', id, epochs, new Date(0));
}

interface HistoryChartProps {
  id: string;
  title: string;
  name: string;
  columns: [training: 'acc' | 'loss', validation: 'valAcc' | 'valLoss'];
  epochs: EpochFieldsFragment[];
  until: number;
  weight: number;
  format: (value: number) => string;
  tick: (value: number) => string;
  range?: [number, number];
  log?: boolean;
  marks: { epoch: number; label: string }[];
  bands: { from: number; to: number; label: string }[];
}

/** Training as dots and validation as a line over the epochs, the way Keras courses plot a history. */
function HistoryChart(props: HistoryChartProps) {
  const { id, title, name, columns, epochs, until, weight, format, tick, range, log = false, marks, bands } = props;
  const t = useTranslations();
  const canvas = useRef<HTMLCanvasElement | null>(null);
  const [training, validation] = columns;
  const first = epochs[0]!;
  const last = epochs.at(-1)!;
  return (
    <figure className={classes.figure}>
      <Group component="figcaption" justify="space-between" mb="xs">
        <Text fw={600}>{title}</Text>
        <Group gap="md">
          <Text size="xs" c="dimmed" className={classes.training} aria-hidden="true">
            {t('runs.training')}
          </Text>
          <Text size="xs" c="dimmed" className={classes.validation} aria-hidden="true">
            {t('runs.validation')}
          </Text>
          <Button
            size="compact-xs"
            variant="subtle"
            aria-label={t('charts.savePictureOf', { title })}
            onClick={() => canvas.current && savePicture(`run-${id}-${name}.png`, canvas.current)}
          >
            {t('charts.savePicture')}
          </Button>
        </Group>
      </Group>
      <CurveChart
        label={t('charts.described', {
          title,
          epochs: epochs.length,
          from: format(first[training]),
          to: format(last[training]),
          validation: last[validation] == null ? '–' : format(last[validation]),
        })}
        x={epochs.map(({ epoch }) => epoch)}
        series={[
          {
            label: t('runs.training'),
            color: '--mantine-color-orange-6',
            points: weight === 0,
            values: smooth(
              epochs.map((epoch) => epoch[training]),
              weight,
            ),
          },
          {
            label: t('runs.validation'),
            color: '--mantine-color-river-6',
            values: smooth(
              epochs.map((epoch) => epoch[validation] ?? null),
              weight,
            ),
          },
        ]}
        until={until}
        height={300}
        formatTick={tick}
        formatValue={format}
        formatEpoch={(epoch) => t('charts.epoch', { epoch })}
        log={log}
        range={range}
        marks={marks}
        bands={bands}
        onCanvas={(drawn) => {
          canvas.current = drawn;
        }}
      />
    </figure>
  );
}
