import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { Command, Option } from 'commander';
import { signedInClient } from '../api/credentials.ts';
import {
  ApplyRosterDocument,
  type RosterEncoding,
  RosterPreviewDocument,
  type RosterStateFragment,
} from '../api/generated/graphql.ts';
import { callersPath, unreadable } from '../terminal/arguments.ts';
import { table } from '../terminal/table.ts';

const encodings: Record<string, RosterEncoding> = {
  'utf-8': 'UTF_8',
  'utf-16le': 'UTF_16LE',
  'utf-16be': 'UTF_16BE',
  cp949: 'CP949',
  'windows-1252': 'WINDOWS_1252',
};

interface RosterOptions {
  course: string;
  apply?: boolean;
  removeMissing?: boolean;
  encoding?: string;
  json?: boolean;
}

export function rosterCommand(): Command {
  return new Command('roster')
    .description("compare a class list with a course's people, and apply it")
    .argument('<file>', 'CSV with e-mail, name, student number, section; - reads standard input')
    .requiredOption('--course <id>', "the course, from its page's address")
    .option('--apply', 'apply it; without this nothing changes')
    .option('--remove-missing', 'remove students who are not in the file')
    .addOption(new Option('--encoding <name>', 'of the file; recognised when left out').choices(Object.keys(encodings)))
    .option('--json', 'print what the API answers')
    .addHelpText(
      'after',
      `
Commas, semicolons or tabs; headings in English or Korean in any order, or none. Applying a file twice changes nothing
the second time.

Example:
  downstream roster class.csv --course 0198…
  downstream roster class.csv --course 0198… --apply`,
    )
    .action(run);
}

async function run(path: string, options: RosterOptions): Promise<void> {
  const bytes = path === '-' ? await buffer(process.stdin) : await readFile(callersPath(path)).catch(unreadable(path));
  const input = {
    courseId: options.course,
    file: bytes.toString('base64'),
    encoding: options.encoding === undefined ? null : encodings[options.encoding],
  };
  const client = await signedInClient();
  const plan = options.apply
    ? (
        await client.request(ApplyRosterDocument, {
          input: { ...input, removeMissing: options.removeMissing ?? false },
        })
      ).applyRoster
    : (await client.request(RosterPreviewDocument, { input })).rosterPreview;
  if (options.json) {
    process.stdout.write(`${JSON.stringify(plan, null, 2)}\n`);
    return;
  }
  process.stdout.write(`${rosterText(plan)}\n`);
  if (!options.apply) process.stderr.write('Nothing was changed. --apply applies it.\n');
}

/** Counts, then a line for each person but those who stay as they are. */
function rosterText(plan: RosterStateFragment): string {
  const counts = plan.counts
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => `${count} ${kind.toLowerCase()}`);
  const rows = plan.lines
    .filter(({ kind }) => kind !== 'UNCHANGED')
    .map(({ line, kind, email, name, accountEmail, changes, problem }) => [
      line === null || line === undefined ? '' : String(line),
      kind.toLowerCase(),
      email,
      name ?? '',
      problem ??
        [
          ...(accountEmail ? [`in the course with the account of ${accountEmail}`] : []),
          ...changes.map(({ field, before, after }) => `${field}: ${before ?? ''} → ${after ?? ''}`),
        ].join('; '),
    ]);
  const lines = rows.length === 0 ? '' : `\n\n${table(['line', 'what', 'e-mail', 'name', 'changes'], rows)}`;
  return `${counts.join(', ') || 'The file has no people.'}${lines}`;
}
