/** The three measures of one side, as `server/transfer/measureTransfer.ts` defines them. */
export interface SideMeasures {
  curves: number[][];
  /** Validation accuracy after the first epoch. */
  start: number;
  /** The line of least squares through the first quarter: its value at the first epoch, and its slope an epoch. */
  line: { at: number; slope: number };
  /** The mean of the last quarter. */
  asymptote: number;
}

/** How many epochs are the first and the last quarter; at least three for the first. */
export function quartersOf(epochs: number): { early: number; late: number } {
  const late = Math.max(1, Math.ceil(epochs / 4));
  return { early: Math.min(epochs, Math.max(3, late)), late };
}

/** Measures the curves of one side, a curve a seed; each measure is the mean over the seeds. */
export function measureSide(curves: number[][]): SideMeasures {
  const epochs = Math.min(...curves.map((curve) => curve.length));
  const { early, late } = quartersOf(epochs);
  const lines = curves.map((curve) => leastSquares(curve.slice(0, early)));
  return {
    curves,
    start: mean(curves.map((curve) => curve[0]!)),
    line: { at: mean(lines.map(({ at }) => at)), slope: mean(lines.map(({ slope }) => slope)) },
    asymptote: mean(curves.map((curve) => mean(curve.slice(epochs - late, epochs)))),
  };
}

function leastSquares(values: number[]): { at: number; slope: number } {
  const center = (values.length - 1) / 2;
  const average = mean(values);
  const squares = values.reduce((sum, _, index) => sum + (index - center) ** 2, 0);
  const slope =
    squares === 0 ? 0 : values.reduce((sum, value, index) => sum + (index - center) * (value - average), 0) / squares;
  return { at: average - center * slope, slope };
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
