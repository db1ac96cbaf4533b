/** One thing that was measured of the API: over HTTP, from another process. */
export interface ApiRow {
  case: string;
  measure: string;
  /** How many answers, messages or submissions the figures are of. */
  count: number;
  /** Of one number that is no distribution, all three are it. */
  p50: number;
  p95: number;
  most: number;
  unit: 'ms' | 'share' | 'bytes' | 'runs';
  /** What is wanted of p95, and whether more is better. */
  target: number;
  atLeast: boolean;
  reached: boolean;
  /** The machine's load in the last minute, when the case began: with more than one a core no figure is fair. */
  load: number;
}

/** What a case says of one measurement. */
export type Measured = Omit<ApiRow, 'case' | 'load' | 'reached'>;

/** Of milliseconds, or anything of which less is better. */
export function distribution(measure: string, values: readonly number[], target: number): Measured {
  const sorted = [...values].sort((one, other) => one - other);
  const at = (share: number) => Number((sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN).toFixed(1));
  const figures = { p50: at(0.5), p95: at(0.95), most: at(1) };
  return { measure, count: values.length, ...figures, unit: 'ms', target, atLeast: false };
}

/** One number of `count` things. */
export function single(
  measure: string,
  value: number,
  rest: Pick<Measured, 'unit' | 'target' | 'atLeast' | 'count'>,
): Measured {
  const rounded = Number(value.toFixed(3));
  return { measure, p50: rounded, p95: rounded, most: rounded, ...rest };
}

export function isReached({ p95, target, atLeast }: Measured): boolean {
  return atLeast ? p95 >= target : p95 <= target;
}
