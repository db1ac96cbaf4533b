import { z } from 'zod';

/** One line of the table: what was measured, what it should be, and whether it is. */
export const rowSchema = z.strictObject({
  case: z.string(),
  /** The engine, and the executor of what is frozen, that ours ran on. */
  engine: z.string(),
  unit: z.enum(['images/s', 's', 'ms a step', 'ms', 'GFLOP/s', 'MB', 'passes', 'exponent', '% the same', '–']),
  /** Medians; null where that side could not be measured here, or has nothing to measure. */
  ours: z.number().nullable(),
  keras: z.number().nullable(),
  /** Above 1 where ours is better than what it is compared with. */
  ratio: z.number().nullable(),
  target: z.string(),
  /** null where it cannot be said. */
  reached: z.boolean().nullable(),
  /** The least and the most of each side's rounds. */
  oursRange: z.tuple([z.number(), z.number()]).nullable(),
  kerasRange: z.tuple([z.number(), z.number()]).nullable(),
  rounds: z.int().nonnegative(),
  /** Whether Keras's time is a multiple of a measured part; the notes say of which. */
  extrapolated: z.boolean(),
  notes: z.array(z.string()),
});
export type Row = z.infer<typeof rowSchema>;

/** A row as a line of JSON, which says by itself where it was taken. */
export const lineSchema = rowSchema.extend({
  machine: z.string(),
  /** Which Keras; null without one. */
  python: z.string().nullable(),
  /** At sizes that say nothing of speed. */
  quick: z.boolean(),
});

interface Comparison extends Pick<Row, 'case' | 'engine' | 'unit'> {
  /** One number a round; null where a side could not be measured. */
  ours: number[] | null;
  keras: number[] | null;
  /** The ratio that is wanted. */
  atLeast: number;
  extrapolated?: boolean;
  notes?: string[];
  /** What is to be said of Keras's side, where there is one. */
  ofKeras?: string[];
}

/** A row that holds ours against Keras. Of images a second more is better, of everything else less. */
export function comparison({
  ours,
  keras,
  atLeast,
  extrapolated = false,
  notes = [],
  ofKeras = [],
  ...facts
}: Comparison): Row {
  const medians = { ours: ours && median(ours), keras: keras && median(keras) };
  let ratio: number | null = null;
  if (medians.ours !== null && medians.keras !== null)
    ratio = facts.unit === 'images/s' ? medians.ours / medians.keras : medians.keras / medians.ours;
  return {
    ...facts,
    ...medians,
    ratio,
    target: `≥ ${atLeast.toFixed(1)}×`,
    reached: ratio === null ? null : ratio >= atLeast,
    oursRange: ours && range(ours),
    kerasRange: keras && range(keras),
    rounds: Math.max(ours?.length ?? 0, keras?.length ?? 0),
    extrapolated: extrapolated && keras !== null,
    notes: [...notes, ...(keras ? ofKeras : ours ? ['Python has no Keras here: only ours was measured'] : [])],
  };
}

/** The row of a case that could not be run to its end. */
export function unmeasured(name: string, error: Error): Row {
  const nothing = {
    ours: null,
    keras: null,
    ratio: null,
    reached: null,
    oursRange: null,
    kerasRange: null,
    rounds: 0,
    extrapolated: false,
  };
  return { ...nothing, case: name, engine: '–', unit: '–', target: '–', notes: [`not measured: ${error.message}`] };
}

type Measurement = Pick<Row, 'case' | 'engine' | 'unit' | 'target' | 'reached'> & {
  ours: number[];
  ratio?: number | null;
  notes?: string[];
};

/** A row that holds ours against a bound. */
export function measurement({ ours, ratio = null, notes = [], ...facts }: Measurement): Row {
  return {
    ...facts,
    ours: median(ours),
    keras: null,
    ratio,
    oursRange: range(ours),
    kerasRange: null,
    rounds: ours.length,
    extrapolated: false,
    notes,
  };
}

export function median(values: number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function range(values: number[]): [number, number] {
  return [Math.min(...values), Math.max(...values)];
}
