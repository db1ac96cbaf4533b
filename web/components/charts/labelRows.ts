/** Where a label lies from left to right, in pixels. */
export interface LabelPlace {
  left: number;
  right: number;
}

/** Room between two labels of a row. */
const gap = 6;

/**
 * The row of each label, counted from 0, so that none lies over another: the first row that has room. Null where all
 * `most` rows are taken there.
 */
export function labelRows(labels: readonly LabelPlace[], most: number): (number | null)[] {
  const rows: LabelPlace[][] = Array.from({ length: most }, () => []);
  return labels.map((label) => {
    const row = rows.findIndex((taken) =>
      taken.every(({ left, right }) => label.right + gap <= left || right + gap <= label.left),
    );
    if (row === -1) return null;
    rows[row]!.push(label);
    return row;
  });
}
