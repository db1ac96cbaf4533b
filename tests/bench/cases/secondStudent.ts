import { comparison, type Row } from '../row.ts';
import type { Trained, Trainer } from '../trainer.ts';

/** What ours may take longer than Keras, whose images and features are in its memory already while ours are read from the disk. */
const allowedSeconds = 2;

/**
 * The row of a second student, who trains another head: not one image goes through the backbone. Where the first one's were not counted
 * either, because they did not go through ONNX Runtime, that cannot be said.
 */
export function secondStudent(name: string, { engine }: Trainer, first: Trained[], second: Trained[], keras: number[] | null): Row {
  const images = second.map((run) => run.images);
  const counted = first.every((run) => run.images > 0);
  const notes = [
    counted
      ? `images through the backbone: ${imagesOf(first)}, then ${imagesOf(second)}`
      : 'images could not be counted: TensorFlow.js computed the features',
  ];
  const row = comparison({ case: name, engine, unit: 's', ours: second.map(({ seconds }) => seconds), keras, atLeast: 1, notes });
  const passes = images.some((count) => count > 0);
  const inTime = row.ours === null || row.keras === null ? null : row.ours <= row.keras + allowedSeconds;
  return {
    ...row,
    target: `≤ Keras + ${allowedSeconds} s, no image`,
    reached: passes || inTime === false ? false : counted ? inTime : null,
  };
}

function imagesOf(runs: Trained[]): string {
  return [...new Set(runs.map(({ images }) => images))].join(' or ');
}
