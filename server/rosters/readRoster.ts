import { CsvError, type Options, parse } from 'csv-parse/sync';
import { email as emailSchema } from '#contracts/email';
import { longestName, nearestName } from '#contracts/personName';
import { ApiError } from '../graphql/errors.ts';
import { decodeRoster, type RosterEncoding } from './rosterText.ts';

/** What a column can hold, and what registrars call it, in small letters without blanks and signs. */
const headings = {
  email: [
    'email',
    'emailaddress',
    'mail',
    'mailaddress',
    'emailid',
    '이메일',
    '이메일주소',
    '메일',
    '메일주소',
    '전자우편',
    '전자메일',
  ],
  name: [
    'name',
    'fullname',
    'studentname',
    'displayname',
    'student',
    '이름',
    '성명',
    '성함',
    '학생이름',
    '학생명',
    '학생성명',
  ],
  firstName: ['firstname', 'givenname', 'forename'],
  lastName: ['lastname', 'surname', 'familyname'],
  studentNumber: [
    ...['studentnumber', 'studentno', 'studentid', 'number', 'no', 'id', 'idnumber', 'sisid', 'sisuserid'],
    ...['matriculationnumber', 'matrikelnummer', '학번', '학생번호', '학생학번'],
  ],
  section: ['section', 'group', 'class', 'lab', 'sectionname', '분반', '반', '섹션', '그룹', '조', '분반명', '실습반'],
} as const;
type Column = keyof typeof headings;

const mostLines = 5000;
const longestNumber = 50;

/** One person of a roster. What has no column is undefined, what has an empty cell is null. */
export interface RosterEntry {
  /** In the file, from 1. */
  line: number;
  email: string;
  name: string | null | undefined;
  studentNumber: string | null | undefined;
  section: string | null | undefined;
}

/** A line that says nothing usable, and why. */
interface RosterFault {
  line: number;
  kind: 'BROKEN' | 'DUPLICATE';
  /** The line as it stands in the file, shortened. */
  text: string;
  /** "Expected …, received …" */
  message: string;
}

export interface Roster {
  encoding: RosterEncoding;
  separator: string;
  hasHeader: boolean;
  /** Headings of columns that say nothing of a roster. */
  ignoredColumns: string[];
  entries: RosterEntry[];
  faults: RosterFault[];
}

interface Line {
  line: number;
  cells: string[];
  text: string;
}

/**
 * Reads a class list: CSV with commas, semicolons or tabs, in any of the usual encodings, with headings in English or
 * Korean in any order, or without headings. Lines that cannot be used are answered, and cost nobody else anything.
 * Throws BAD_USER_INPUT for a file without a column of e-mail addresses.
 */
export function readRoster(bytes: Buffer, said?: RosterEncoding | null): Roster {
  const { text, encoding } = decodeRoster(bytes, said);
  const separator = separatorOf(text);
  const { lines, faults } = readLines(text, separator);
  if (lines.length > mostLines)
    throw new ApiError('BAD_USER_INPUT', `Expected at most ${mostLines} lines, received ${lines.length}.`, {
      detail: 'ROSTER_TOO_LONG',
      most: mostLines,
    });
  const [first, ...rest] = lines;
  if (!first)
    throw new ApiError('BAD_USER_INPUT', 'Expected a file with a line for each person, received none.', {
      detail: 'ROSTER_EMPTY',
    });
  const hasHeader = !first.cells.some(looksLikeAddress);
  const columns = hasHeader ? columnsOf(first.cells) : guessColumns(lines);
  if (!columns.has('email'))
    throw new ApiError(
      'BAD_USER_INPUT',
      hasHeader
        ? `Expected a column of e-mail addresses, such as "email" or "이메일", received the columns ` +
            `${first.cells
              .map((cell) => JSON.stringify(cell))
              .join(', ')
              .slice(0, 300)}.`
        : 'Expected an e-mail address in each line, received none.',
      { detail: 'ROSTER_WITHOUT_EMAILS' },
    );
  const known = new Set(columns.values());
  const roster: Roster = {
    encoding,
    separator,
    hasHeader,
    ignoredColumns: hasHeader ? first.cells.filter((cell, index) => cell !== '' && !known.has(index)) : [],
    entries: [],
    faults,
  };
  const seen = { emails: new Map<string, RosterEntry>(), numbers: new Map<string, RosterEntry>() };
  for (const line of hasHeader ? rest : lines) readLine(line, columns, roster, seen);
  roster.faults.sort((a, b) => a.line - b.line);
  return roster;
}

function readLine(
  { line, cells, text }: Line,
  columns: Map<Column, number>,
  roster: Roster,
  seen: { emails: Map<string, RosterEntry>; numbers: Map<string, RosterEntry> },
): void {
  const fault = (kind: RosterFault['kind'], message: string) =>
    roster.faults.push({ line, kind, text: text.trim().slice(0, 200), message });
  const cell = (column: Column) => {
    const index = columns.get(column);
    return index === undefined ? undefined : (cells[index] ?? '').normalize('NFC').trim();
  };
  const email = emailSchema.safeParse(cell('email') ?? '').data;
  if (email === undefined)
    return void fault('BROKEN', `Expected an e-mail address, received ${JSON.stringify(cell('email'))}.`);
  const whole = cell('name') ?? joined(cell('firstName'), cell('lastName'));
  const name = whole === undefined ? undefined : whole === '' ? null : (nearestName(whole) ?? null);
  if (whole && name === null) return void fault('BROKEN', `Expected a name, received ${JSON.stringify(whole)}.`);
  if (whole && [...whole].length > longestName)
    return void fault('BROKEN', `Expected a name of at most ${longestName} characters, received ${[...whole].length}.`);
  const studentNumber = orNull(cell('studentNumber'));
  const section = orNull(cell('section'));
  if ((studentNumber?.length ?? 0) > longestNumber)
    return void fault('BROKEN', `Expected a student number of at most ${longestNumber} characters.`);
  if ((section?.length ?? 0) > longestName)
    return void fault('BROKEN', `Expected a section of at most ${longestName} characters.`);
  if ([studentNumber, section].some((value) => value && /\p{Cc}/u.test(value)))
    return void fault('BROKEN', 'Expected text without control characters.');

  const entry: RosterEntry = { line, email, name, studentNumber, section };
  const same = seen.emails.get(email);
  if (same) {
    const differs = (['name', 'studentNumber', 'section'] as const).filter((field) => same[field] !== entry[field]);
    const message =
      differs.length === 0
        ? `This is line ${same.line} once more.`
        : `Line ${same.line} has the same address and another ${differs.map((field) => words[field]).join(' and ')}; ` +
          'that line counts.';
    return void fault('DUPLICATE', message);
  }
  const other = studentNumber ? seen.numbers.get(studentNumber) : undefined;
  if (other)
    return void fault('BROKEN', `Expected a student number of their own, received that of line ${other.line}.`);
  seen.emails.set(email, entry);
  if (studentNumber) seen.numbers.set(studentNumber, entry);
  roster.entries.push(entry);
}

const words = { name: 'name', studentNumber: 'student number', section: 'section' } as const;

function orNull(cell: string | undefined): string | null | undefined {
  return cell === '' ? null : cell;
}

function joined(first: string | undefined, last: string | undefined): string | undefined {
  return first === undefined && last === undefined ? undefined : [first, last].filter(Boolean).join(' ');
}

// ── Lines and columns ─────────────────────────────────────────────────────

const options = {
  relax_column_count: true,
  skip_empty_lines: true,
  skip_records_with_empty_values: true,
  trim: true,
  info: true,
  raw: true,
} as const satisfies Options;

interface ParsedLine {
  record: string[];
  raw: string;
  info: { lines: number };
}

function readLines(text: string, separator: string): { lines: Line[]; faults: RosterFault[] } {
  try {
    const parsed = parse(text, { ...options, delimiter: separator }) as unknown as ParsedLine[];
    return {
      // A value in quotes may go over several lines: the first one is what people look for.
      lines: parsed.map(({ record, raw, info }) => {
        const line = info.lines - (raw.trim().match(/\r\n|\r|\n/g)?.length ?? 0);
        return { line, cells: record, text: raw };
      }),
      faults: [],
    };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return readEachLine(text, separator);
  }
}

/** A quotation mark that is never closed swallows all that follows: then each line is read for itself. */
function readEachLine(text: string, separator: string): { lines: Line[]; faults: RosterFault[] } {
  const lines: Line[] = [];
  const faults: RosterFault[] = [];
  for (const [index, row] of text.split(/\r\n|\r|\n/).entries()) {
    try {
      const [parsed] = parse(row, { ...options, delimiter: separator }) as unknown as ParsedLine[];
      if (parsed) lines.push({ line: index + 1, cells: parsed.record, text: row });
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
      const message = 'Expected quotation marks in pairs, received one that is never closed or stands in a value.';
      faults.push({ line: index + 1, kind: 'BROKEN', text: row.trim().slice(0, 200), message });
    }
  }
  return { lines, faults };
}

/** Which of comma, semicolon and tab most of the first lines have, outside quotation marks. */
function separatorOf(text: string): string {
  const first = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  const lines = first.slice(0, 20).map((line) => line.replace(/"([^"]|"")*"/g, ''));
  const frequency = (sign: string) => lines.filter((line) => line.includes(sign)).length;
  const [best] = [',', ';', '\t'].sort((a, b) => frequency(b) - frequency(a));
  return best!;
}

const looksLikeAddress = (cell: string) => /^[^\s@]+@[^\s@]+$/.test(cell.trim());

function columnsOf(cells: readonly string[]): Map<Column, number> {
  const columns = new Map<Column, number>();
  for (const [index, cell] of cells.entries()) {
    const heading = cell
      .normalize('NFC')
      .toLowerCase()
      .replace(/\(.*\)|[^\p{L}\p{N}]/gu, '');
    const column = (Object.keys(headings) as Column[]).find((name) =>
      (headings[name] as readonly string[]).includes(heading),
    );
    if (column && !columns.has(column)) columns.set(column, index);
  }
  return columns;
}

/** Without headings: addresses show themselves, numbers are what has digits, then come the name and the section. */
function guessColumns(lines: readonly Line[]): Map<Column, number> {
  const columns = new Map<Column, number>();
  const width = Math.max(...lines.map(({ cells }) => cells.length));
  const most = (index: number, test: (cell: string) => boolean) => {
    const filled = lines.map(({ cells }) => cells[index]?.trim() ?? '').filter((cell) => cell !== '');
    return filled.length > 0 && filled.filter(test).length * 2 > filled.length;
  };
  const rest: Column[] = ['name', 'section'];
  for (let index = 0; index < width; index += 1) {
    if (!columns.has('email') && most(index, looksLikeAddress)) columns.set('email', index);
    else if (!columns.has('studentNumber') && most(index, (cell) => /^[A-Za-z]{0,3}\d[\d-]{3,}$/.test(cell)))
      columns.set('studentNumber', index);
    else {
      const next = rest.shift();
      if (next) columns.set(next, index);
    }
  }
  return columns;
}
