'use client';

import { Group, SegmentedControl, Slider, Stack, Switch, Text, UnstyledButton } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useMemo, useRef, useState } from 'react';
import { type EpochMetric, epochMetrics } from '#contracts/metrics';
import type { ComparedCurvesQuery } from '../../graphql/generated/graphql.ts';
import { CurveChart } from '../charts/CurveChart.tsx';
import { lineStyle } from '../charts/lineColors.ts';
import { saveCsv, savePicture } from '../charts/save.ts';
import { useFormats } from '../page/formats.ts';
import { runLabels } from '../runs/runLabel.ts';
import { shareAxis } from '../runs/shareAxis.ts';
import { measuredSegments } from '../transfer/measuredSegments.ts';
import classes from './CompareChart.module.css';
import { type ComparedLine, comparedCurves } from './comparedCurves.ts';
import type { ComparedRun, Comparison } from './comparison.ts';
import { SaveButtons } from './SaveButtons.tsx';

interface CompareChartProps {
  runs: ComparedRun[];
  labels: ReadonlyMap<string, string>;
  recipes: Comparison['recipes'];
  histories: ComparedCurvesQuery['epochs'];
  metric: EpochMetric;
  onMetric: (metric: EpochMetric) => void;
  /** The first run of the recipe whose measures are drawn. */
  drawn: string | null;
}

/** All curves in one chart. A line's button shows and hides it, and lets it stand out while one is on it. */
export function CompareChart(props: CompareChartProps) {
  const { runs, labels, recipes, histories, metric, onMetric, drawn } = props;
  const t = useTranslations();
  const formats = useFormats();
  const [weight, setWeight] = useState(0);
  const [log, setLog] = useState(false);
  const [asBands, setAsBands] = useState(true);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [highlighted, setHighlighted] = useState<number | null>(null);
  const canvas = useRef<HTMLCanvasElement | null>(null);
  const hasSeeds = recipes.some(({ runIds }) => runIds.length > 1);
  const lines = useLines(runs, labels, recipes, asBands && hasSeeds);
  const shown = useMemo(() => lines.filter(({ runIds }) => !hidden.has(runIds[0]!)), [lines, hidden]);
  const { x, series } = useMemo(() => comparedCurves(shown, histories, weight), [shown, histories, weight]);
  const isShare = metric === 'ACC' || metric === 'VAL_ACC';
  const segments = useMemo(() => {
    const measured = recipes.find(({ runIds }) => runIds[0] === drawn);
    const base = recipes.find(({ isBase }) => isBase);
    const difference = measured?.againstBase;
    if (!measured || !base || !difference || metric !== 'VAL_ACC') return [];
    const colorOf = (runIds: readonly string[]) =>
      lineStyle(lines.find((line) => line.runIds[0] === runIds[0])?.style ?? 0).color;
    return [
      ...measuredSegments(t, difference.own, difference, colorOf(measured.runIds)),
      ...measuredSegments(t, difference.base, difference, colorOf(base.runIds)),
    ];
  }, [recipes, drawn, lines, metric, t]);
  const title = t(`comparison.metrics.${metric}`);
  const format = isShare ? formats.percent : formats.value;
  return (
    <Stack gap="md">
      <div className={classes.metrics}>
        <SegmentedControl
          aria-label={t('comparison.metric')}
          value={metric}
          onChange={(value) => onMetric(value as EpochMetric)}
          data={epochMetrics.map((name) => ({ value: name, label: t(`comparison.metrics.${name}`) }))}
        />
      </div>
      <CurveChart
        label={t('comparison.chart', { metric: title, lines: shown.length, epochs: x.length })}
        x={x}
        series={series}
        until={x.at(-1) ?? 2}
        height={420}
        formatTick={isShare ? formats.shareTick : formats.tick}
        formatValue={format}
        formatEpoch={(epoch) => t('charts.epoch', { epoch })}
        log={log && !isShare}
        range={isShare ? shareAxis(series.flatMap(({ values }) => values)).domain : undefined}
        segments={segments}
        highlighted={highlighted}
        onHighlight={setHighlighted}
        onCanvas={(drawnOn) => {
          canvas.current = drawnOn;
        }}
      />
      <ul className={classes.legend} aria-label={t('comparison.legend')}>
        {lines.map((line) => {
          const id = line.runIds[0]!;
          const at = shown.indexOf(line);
          return (
            <li key={id}>
              <LegendButton
                line={line}
                isShown={at >= 0}
                isHighlighted={at >= 0 && at === highlighted}
                onToggle={() => {
                  const next = new Set(hidden);
                  if (!next.delete(id)) next.add(id);
                  setHighlighted(null);
                  setHidden(next);
                }}
                onEnter={() => setHighlighted(at >= 0 ? at : null)}
                onLeave={() => setHighlighted(null)}
              />
            </li>
          );
        })}
      </ul>
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
        {!isShare && (
          <Switch
            label={t('comparison.log')}
            checked={log}
            onChange={({ currentTarget }) => setLog(currentTarget.checked)}
          />
        )}
        {hasSeeds && (
          <Switch
            label={t('comparison.bands')}
            checked={asBands}
            onChange={({ currentTarget }) => setAsBands(currentTarget.checked)}
          />
        )}
        <SaveButtons
          title={title}
          onPicture={() => canvas.current && savePicture(`comparison-${metric.toLowerCase()}.png`, canvas.current)}
          onCsv={() =>
            saveCsv(
              `comparison-${metric.toLowerCase()}.csv`,
              ['epoch', ...series.map(({ label }) => label)],
              x.map((epoch, index) => [epoch, ...series.map(({ values }) => values[index] ?? null)]),
            )
          }
        />
        <Text size="xs" c="dimmed">
          {t('charts.zoomHint')}
        </Text>
      </Group>
    </Stack>
  );
}

/** One line a run, or one a recipe with all of its seeds. A run has the same colour however the others change. */
function useLines(
  runs: ComparedRun[],
  labels: ReadonlyMap<string, string>,
  recipes: Comparison['recipes'],
  asBands: boolean,
): ComparedLine[] {
  const t = useTranslations();
  return useMemo(() => {
    const place = (id: string) => runs.findIndex((run) => run.id === id);
    if (!asBands) return runs.map(({ id }, index) => ({ runIds: [id], label: labels.get(id) ?? id, style: index }));
    const groups = recipes
      .map(({ runIds }) => runIds.filter((id) => place(id) >= 0))
      .filter((runIds) => runIds.length > 0);
    const names = runLabels(
      groups.map((runIds) => runs[place(runIds[0]!)]!),
      true,
    );
    return groups.map((runIds, index) => ({
      runIds,
      label:
        runIds.length > 1
          ? t('comparison.seeds', { label: names[index]!, count: runIds.length })
          : (labels.get(runIds[0]!) ?? names[index]!),
      style: place(runIds[0]!),
    }));
  }, [runs, labels, recipes, asBands, t]);
}

function LegendButton(props: {
  line: ComparedLine;
  isShown: boolean;
  isHighlighted: boolean;
  onToggle: () => void;
  onEnter: () => void;
  onLeave: () => void;
}) {
  const { line, isShown, isHighlighted, onToggle, onEnter, onLeave } = props;
  const { color, dash } = lineStyle(line.style);
  return (
    <UnstyledButton
      className={classes.line}
      aria-pressed={isShown}
      data-highlighted={isHighlighted || undefined}
      onClick={onToggle}
      onMouseEnter={onEnter}
      onMouseLeave={onLeave}
      onFocus={onEnter}
      onBlur={onLeave}
    >
      <svg width="28" height="6" aria-hidden="true" className={classes.stroke}>
        <line x2="28" y1="3" y2="3" strokeWidth="2.5" stroke={color} strokeDasharray={dash.join(' ')} />
      </svg>
      {line.label}
    </UnstyledButton>
  );
}
