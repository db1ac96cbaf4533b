import type { CurvePlot } from '../charts/curvePlot.ts';
import { lineStyle } from '../charts/lineColors.ts';
import { smooth } from '../charts/smooth.ts';

/** What one line of the comparison stands for: a run, or the seeds of one recipe. */
export interface ComparedLine {
  /** The runs that it has, the first one names it. */
  runIds: readonly string[];
  label: string;
  /** Decides its colour and stroke, whichever other lines are shown. */
  style: number;
}

interface Series {
  runId: string;
  points: readonly { epoch: number; value?: number | null }[];
}

/**
 * The lines of a comparison on the epochs that any of them has. A line of several runs is the mean of those that have
 * an epoch, with their least and greatest value as its spread.
 *
 * @param weight of the smoothing, from 0 to 1
 */
export function comparedCurves(
  lines: readonly ComparedLine[],
  histories: readonly Series[],
  weight: number,
): Pick<CurvePlot, 'x' | 'series'> {
  const byRun = new Map(histories.map(({ runId, points }) => [runId, valuesByEpoch(points, weight)]));
  const shown = new Set(lines.flatMap(({ runIds }) => runIds));
  const epochs = new Set<number>();
  for (const [runId, values] of byRun) if (shown.has(runId)) for (const epoch of values.keys()) epochs.add(epoch);
  const x = [...epochs].sort((a, b) => a - b);
  const series = lines.map(({ runIds, label, style }) => {
    const curves = runIds.flatMap((runId) => byRun.get(runId) ?? []);
    const at = x.map((epoch) => curves.flatMap((values) => (values.has(epoch) ? [values.get(epoch)!] : [])));
    const of = (combine: (values: number[]) => number) =>
      at.map((values) => {
        const known = values.filter((value): value is number => value !== null);
        return known.length > 0 ? combine(known) : values.length > 0 ? null : undefined;
      });
    const mean = of((values) => values.reduce((sum, value) => sum + value, 0) / values.length);
    const isBand = curves.length > 1;
    return {
      label,
      ...lineStyle(style),
      values: mean,
      ...(isBand && {
        spread: { low: of((values) => Math.min(...values)), high: of((values) => Math.max(...values)) },
      }),
    };
  });
  return { x, series };
}

function valuesByEpoch(points: Series['points'], weight: number): Map<number, number | null> {
  const values = smooth(
    points.map(({ value }) => value ?? null),
    weight,
  );
  return new Map(points.map(({ epoch }, index) => [epoch, values[index] ?? null]));
}

/** The best value of a history and its epoch: the least of losses, else the greatest. */
export function bestPoint(points: Series['points'], isLoss: boolean): { epoch: number; value: number } | null {
  return points.reduce<{ epoch: number; value: number } | null>((best, { epoch, value }) => {
    if (value == null) return best;
    const isBetter = best === null || (isLoss ? value < best.value : value > best.value);
    return isBetter ? { epoch, value } : best;
  }, null);
}

/** The value that a history ends with, and its epoch. */
export function lastPoint(points: Series['points']): { epoch: number; value: number } | null {
  const last = points.findLast(({ value }) => value != null);
  return last?.value == null ? null : { epoch: last.epoch, value: last.value };
}
