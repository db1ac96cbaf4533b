import { csvText } from '#contracts/csv';
import type { EpochRowFragment } from '../api/generated/graphql.ts';

const columns = ['epoch', 'loss', 'acc', 'valLoss', 'valAcc', 'learningRate', 'seconds'] as const;

/** A history as CSV: one line an epoch, all digits, nothing where there is no validation. */
export function historyCsv(epochs: readonly Pick<EpochRowFragment, (typeof columns)[number]>[]): string {
  return csvText(
    columns,
    epochs.map((epoch) => columns.map((column) => epoch[column])),
  );
}
