import Table from 'cli-table3';

/** No frame, so that the output stays easy to cut into columns; two spaces between, and a rule under the headings. */
const frame = ['top', 'bottom', 'left', 'right'].flatMap((side) =>
  ['', '-left', '-mid', '-right'].map((place) => [`${side}${place}`, '']),
);
const chars = { ...Object.fromEntries(frame), middle: '  ', mid: '─', 'mid-mid': '  ' };
const style = { compact: true, head: [], border: [], 'padding-left': 0, 'padding-right': 0 };

/** Rows in columns under their headings; a column of numbers is aligned to the right. */
export function table(headings: string[], rows: (string | number)[][]): string {
  const isNumeric = (column: number) => rows.length > 0 && rows.every((row) => typeof row[column] === 'number');
  const colAligns = headings.map((_, column) => (isNumeric(column) ? 'right' : 'left'));
  const printed = new Table({ head: headings, colAligns, chars, style });
  printed.push(...rows);
  return printed
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}
