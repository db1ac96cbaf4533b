import { comparison, type Row } from '../row.ts';

/** What ours may take longer than Keras, whose images and features are in its memory already while ours are read from the disk. */
const allowedSeconds = 2;

/** The row of a second student: not one image goes through the backbone. */
export function secondStudent(name: string, engine: string, ours: number[], keras: number[] | null, images: number[]): Row {
  const most = Math.max(...images);
  const row = comparison({ case: name, engine, unit: 's', ours, keras, atLeast: 1, notes: [`images through the backbone: ${most}`] });
  const inTime = row.ours !== null && row.keras !== null && row.ours <= row.keras + allowedSeconds;
  const reached = most > 0 ? false : row.keras === null ? null : inTime;
  return { ...row, target: `≤ Keras + ${allowedSeconds} s, no image`, reached };
}
