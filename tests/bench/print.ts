import { cpus } from 'node:os';
import { table } from '../../bin/terminal/table.ts';
import type { Row } from './row.ts';

const headings = ['case', 'engine', 'ours', 'Keras', 'ratio', 'target', 'reached'];

/** Rows as a table, with the notes below. */
export function asText(rows: readonly Row[]): string {
  const notes = rows.flatMap((row) => row.notes.map((note) => `${row.case}: ${note}`));
  return [table(headings, rows.map(cells)), '', ...notes].join('\n');
}

/** The same for a README. */
export function asMarkdown(rows: readonly Row[]): string {
  const line = (values: string[]) => `| ${values.join(' | ')} |`;
  const notes = rows.flatMap((row) => row.notes.map((note) => `- ${row.case}: ${note}`));
  return [line(headings), line(headings.map(() => '---')), ...rows.map((row) => line(cells(row))), '', ...notes].join(
    '\n',
  );
}

/** "case: ours 4.1 images/s, Keras 3.0 images/s, 1.4×, reached". */
export function asLine(row: Row): string {
  const [name, engine, ours, keras, ratio, target, reached] = cells(row);
  return `${name} (${engine}): ours ${ours}, Keras ${keras}, ratio ${ratio}, target ${target}: ${reached}`;
}

/** "AMD EPYC, 2 threads, Node v24". */
export function machine(): string {
  return `${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${cpus().length} threads, Node ${process.version}`;
}

function cells(row: Row): string[] {
  const value = (number: number | null) => (number === null ? '–' : `${rounded(number)} ${row.unit}`);
  const reached = row.reached === null ? '–' : row.reached ? 'yes' : 'no';
  const keras = `${value(row.keras)}${row.extrapolated ? ' (extrapolated)' : ''}`;
  return [
    row.case,
    row.engine,
    value(row.ours),
    keras,
    row.ratio === null ? '–' : `${row.ratio.toFixed(2)}×`,
    row.target,
    reached,
  ];
}

function rounded(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
