import { wilson } from '#contracts/wilson';

/** The validation accuracy of each epoch of one seed. */
export type Curve = readonly number[];

/**
 * What an interval speaks of. SEEDS: other seeds of both recipes. EPOCHS: the scatter of one seed's curve around its
 * trend, which says nothing of other seeds. IMAGES: other validation images.
 */
export const intervalBases = ['SEEDS', 'EPOCHS', 'IMAGES'] as const;
type IntervalBasis = (typeof intervalBases)[number];

/**
 * Pretrained minus from scratch, with a 95 % interval. Null where there is too little to compute one: too few values,
 * or values without any scatter, which would give an interval without width.
 */
interface Difference {
  value: number;
  low: number | null;
  high: number | null;
  basis: IntervalBasis | null;
}

/** Where one side starts, how it rises at first and where it ends: means over its seeds. */
interface MeasuredCurve {
  start: number;
  /** Accuracy an epoch, and where the line stands at the first epoch; null of one epoch. */
  slope: number | null;
  intercept: number | null;
  asymptote: number;
}

export interface TransferMeasure {
  start: Difference;
  slope: Difference | null;
  asymptote: Difference;
  /** Epochs that all curves have: no later one is looked at. */
  epochs: number;
  /** Of them the first ones, whose slope is measured, and the last ones, whose mean is the asymptote. */
  earlyEpochs: number;
  lateEpochs: number;
  pretrained: MeasuredCurve;
  scratch: MeasuredCurve;
}

/**
 * Higher start, higher slope, higher asymptote (Torrey and Shavlik, "Transfer Learning", 2010), as differences of
 * validation accuracy between a pretrained network and its twin from scratch:
 *
 * - start: after the first epoch;
 * - slope: of the line of least squares through the first quarter of the epochs, at least three, in accuracy an epoch;
 * - asymptote: the mean of the last quarter of the epochs.
 *
 * With two seeds or more on both sides the interval is Welch's t interval over seeds. With fewer it is Newcombe's
 * interval of two shares for the start, that of two regression lines for the slope, and Welch's over the last epochs
 * for the asymptote. Values that do not scatter have no interval. Null without curves.
 */
export function measureTransfer(
  pretrained: readonly Curve[],
  scratch: readonly Curve[],
  validationImages: number,
): TransferMeasure | null {
  const epochs = Math.min(...[...pretrained, ...scratch].map((curve) => curve.length));
  if (pretrained.length === 0 || scratch.length === 0 || epochs < 1) return null;
  const quarter = Math.max(1, Math.ceil(epochs / 4));
  const earlyEpochs = Math.min(epochs, Math.max(3, quarter));
  const overSeeds = pretrained.length >= 2 && scratch.length >= 2;
  const difference = (of: (curve: Curve) => number, otherwise: (value: number) => Difference): Difference => {
    const a = pretrained.map(of);
    const b = scratch.map(of);
    return overSeeds ? welch(a, b, 'SEEDS') : otherwise(mean(a) - mean(b));
  };
  const late = (curve: Curve) => curve.slice(epochs - quarter, epochs);
  const early = (curve: Curve) => regression(curve.slice(0, earlyEpochs));
  const measured = (curves: readonly Curve[]): MeasuredCurve => ({
    start: mean(curves.map((curve) => curve[0]!)),
    slope: epochs < 2 ? null : mean(curves.map((curve) => early(curve).slope)),
    intercept: epochs < 2 ? null : mean(curves.map((curve) => early(curve).intercept)),
    asymptote: mean(curves.map((curve) => mean(late(curve)))),
  });
  return {
    start: difference(
      (curve) => curve[0]!,
      () =>
        newcombe(mean(pretrained.map((curve) => curve[0]!)), mean(scratch.map((curve) => curve[0]!)), validationImages),
    ),
    slope:
      epochs < 2
        ? null
        : difference(
            (curve) => early(curve).slope,
            (value) => ofSlopes(value, early(pretrained[0]!), early(scratch[0]!), earlyEpochs),
          ),
    asymptote: difference(
      (curve) => mean(late(curve)),
      (value) =>
        quarter < 2
          ? newcombe(
              mean(pretrained.map((curve) => mean(late(curve)))),
              mean(scratch.map((curve) => mean(late(curve)))),
              validationImages,
            )
          : { ...welch(late(pretrained[0]!), late(scratch[0]!), 'EPOCHS'), value },
    ),
    epochs,
    earlyEpochs,
    lateEpochs: quarter,
    pretrained: measured(pretrained),
    scratch: measured(scratch),
  };
}

function welch(a: readonly number[], b: readonly number[], basis: IntervalBasis): Difference {
  const value = mean(a) - mean(b);
  const va = variance(a) / a.length;
  const vb = variance(b) / b.length;
  const se = Math.sqrt(va + vb);
  if (se < leastError) return unknown(value);
  const freedom = (va + vb) ** 2 / (va ** 2 / (a.length - 1) + vb ** 2 / (b.length - 1));
  return around(value, studentT(freedom) * se, basis);
}

function ofSlopes(value: number, a: Line, b: Line, points: number): Difference {
  const error = Math.hypot(a.error, b.error);
  if (points < 3 || error < leastError) return unknown(value);
  return around(value, studentT(2 * (points - 2)) * error, 'EPOCHS');
}

/** Accuracies that differ by less are the same, but for what binary fractions lose. */
const leastError = 1e-9;

function unknown(value: number): Difference {
  return { value, low: null, high: null, basis: null };
}

function around(value: number, margin: number, basis: IntervalBasis): Difference {
  return { value, low: value - margin, high: value + margin, basis };
}

/** The interval of a difference of shares of `images` (Newcombe 1998, method 10). */
function newcombe(a: number, b: number, images: number): Difference {
  const value = a - b;
  if (images < 1) return unknown(value);
  const [la, ua] = wilson(a, images);
  const [lb, ub] = wilson(b, images);
  return {
    value,
    low: value - Math.hypot(a - la, ub - b),
    high: value + Math.hypot(ua - a, b - lb),
    basis: 'IMAGES',
  };
}

const z = 1.959964;

interface Line {
  slope: number;
  /** At the first value. */
  intercept: number;
  /** The slope's standard error; 0 of two points. */
  error: number;
}

function regression(values: readonly number[]): Line {
  const n = values.length;
  const middle = (n - 1) / 2;
  const average = mean(values);
  const spread = values.reduce((sum, _, x) => sum + (x - middle) ** 2, 0);
  const slope = values.reduce((sum, y, x) => sum + (x - middle) * (y - average), 0) / spread;
  const residual = values.reduce((sum, y, x) => sum + (y - average - slope * (x - middle)) ** 2, 0);
  const intercept = average - slope * middle;
  return { slope, intercept, error: n > 2 ? Math.sqrt(residual / (n - 2) / spread) : 0 };
}

/** The 0.975 quantile of Student's t (Abramowitz and Stegun 26.7.5; exact for one and two degrees of freedom). */
function studentT(freedom: number): number {
  if (freedom < 1.5) return 12.706205;
  if (freedom < 2.5) return 4.302653;
  const terms = [
    (z ** 3 + z) / 4,
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96,
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384,
    (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / 92160,
  ];
  return terms.reduce((sum, term, index) => sum + term / freedom ** (index + 1), z);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function variance(values: readonly number[]): number {
  const average = mean(values);
  return values.reduce((sum, value) => sum + (value - average) ** 2, 0) / (values.length - 1);
}
