import type { EpochFieldsFragment } from '../../graphql/generated/graphql.ts';
import { formatPercent, formatShare } from '../formats/numbers.ts';

/** What a chart shows of a history: which columns, and how its vertical axis is marked. */
export interface Quantity {
  title: string;
  training: 'acc' | 'loss';
  validation: 'valAcc' | 'valLoss';
  format: (value: number) => string;
  axis: (epochs: EpochFieldsFragment[]) => VerticalAxis;
}

export interface VerticalAxis {
  domain: [number, number | 'auto'];
  /** Left to the chart when not given. */
  ticks?: number[];
  tickFormatter?: (value: number) => string;
}

/** An axis for shares of 1: from the tenth below the least of them up to 1, marked at round numbers. */
export function shareAxis(shares: (number | null | undefined)[]): VerticalAxis {
  const least = Math.min(1, ...shares.filter((share) => typeof share === 'number'));
  const first = Math.max(0, Math.min(9, Math.floor(least * 10)));
  const step = first >= 5 ? 1 : 2;
  const from = first - (first % step);
  const ticks = Array.from({ length: (10 - from) / step + 1 }, (_, index) => (from + index * step) / 10);
  return { domain: [from / 10, 1], ticks, tickFormatter: formatShare };
}

export const accuracy: Quantity = {
  title: 'Accuracy',
  training: 'acc',
  validation: 'valAcc',
  format: formatPercent,
  axis: (epochs) => shareAxis(epochs.flatMap(({ acc, valAcc }) => [acc, valAcc])),
};

export const loss: Quantity = {
  title: 'Loss',
  training: 'loss',
  validation: 'valLoss',
  format: (value) => value.toFixed(4),
  axis: () => ({ domain: [0, 'auto'], tickFormatter: (value) => String(Number(value.toPrecision(3))) }),
};
