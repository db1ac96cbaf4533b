/** A cell of a table. Null and undefined are empty cells; a moment is written in UTC, as ISO 8601 has it. */
export type CsvCell = string | number | boolean | Date | null | undefined;

/** Written before a table, it tells Excel that the file is UTF-8. Programs of other makers need none. */
export const byteOrderMark = '\uFEFF';

/** A spreadsheet runs a text that begins with one of these as a formula, also after spaces or in their wide forms. */
const beginsFormula = /^\s*[=+\-@＝＋－＠\t\r]/;

/**
 * One line of CSV (RFC 4180) with its line end. A text that a spreadsheet would run as a formula gets an apostrophe in
 * front of it, which the spreadsheet does not show. Numbers stay what they are, negative ones too.
 *
 *   csvLine(['Ada', -1, '=1+1']) is "Ada,-1,'=1+1\n"
 */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(csvCell).join(',')}\n`;
}

/** A whole table: a line of headings, then one line a row. */
export function csvText(headings: readonly string[], rows: Iterable<readonly CsvCell[]>): string {
  return [headings, ...rows].map(csvLine).join('');
}

function csvCell(cell: CsvCell): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString();
  if (typeof cell !== 'string') return String(cell);
  const text = beginsFormula.test(cell) ? `'${cell}` : cell;
  return /[",;\n\r\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
