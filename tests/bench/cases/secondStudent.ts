import { comparison, type Row } from '../row.ts';
import type { Trained, Trainer } from '../trainer.ts';

/**
 * What ours may take longer than Keras, whose images and features are in its memory already while ours are read from
 * the disk.
 */
const allowedSeconds = 2;

/**
 * The row of a second student, who trains another head: not one image goes through the backbone.
 */
export function secondStudent(
  name: string,
  { engine }: Trainer,
  first: Trained[],
  second: Trained[],
  keras: number[] | null,
): Row {
  const notes = [`images through the backbone: ${imagesOf(first)}, then ${imagesOf(second)}`];
  const row = comparison({
    case: name,
    engine,
    unit: 's',
    ours: second.map(({ seconds }) => seconds),
    keras,
    atLeast: 1,
    notes,
  });
  const passes = second.some(({ features }) => features.computed > 0);
  const inTime = row.ours === null || row.keras === null ? null : row.ours <= row.keras + allowedSeconds;
  return {
    ...row,
    target: `≤ Keras + ${allowedSeconds} s, no image`,
    reached: passes ? false : inTime,
  };
}

function imagesOf(runs: Trained[]): string {
  return [...new Set(runs.map(({ features }) => features.computed))].join(' or ');
}
