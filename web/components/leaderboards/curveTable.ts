interface Series {
  runId: string;
  points: readonly { epoch: number; value?: number | null }[];
}

/** One row per epoch that any series has; the columns are run ids. A run that has no such epoch has no such column. */
export type CurveRow = { epoch: number } & { [runId: string]: number | null };

/** Several series, each with its own epochs, as the rows of one chart. */
export function curveTable(series: readonly Series[]): CurveRow[] {
  const rows = new Map<number, CurveRow>();
  for (const { runId, points } of series)
    for (const { epoch, value } of points) {
      const row = rows.get(epoch) ?? { epoch };
      row[runId] = value ?? null;
      rows.set(epoch, row);
    }
  return [...rows.values()].sort((a, b) => a.epoch - b.epoch);
}
