import { Command, Option } from 'commander';
import { type CsvCell, csvLine } from '#contracts/csv';
import { type RunStatus, runStatuses } from '#contracts/runStatus';
import type { Client } from '../api/client.ts';
import { signedInClient } from '../api/credentials.ts';
import {
  type ListedRunFragment,
  ListRunsDocument,
  type ListRunsQuery,
  type RunFilterInput,
} from '../api/generated/graphql.ts';
import { wholeNumber } from '../terminal/arguments.ts';
import { CommandError, exitCodes } from '../terminal/exitCodes.ts';
import { table } from '../terminal/table.ts';

export function runsCommand(): Command {
  return new Command('runs')
    .description("an assignment's runs, the newest first: staff see everybody's, students their own")
    .requiredOption('--assignment <id>', "the assignment's id, from the address of its page")
    .addOption(
      new Option('--status <name...>', 'only runs in these states').choices(
        runStatuses.map((status) => status.toLowerCase()),
      ),
    )
    .option('--backbone <name...>', 'only runs with these backbones')
    .option('--revision <number>', 'only runs of this revision of the assignment', wholeNumber)
    .option('--search <words>', "words in the student's name, e-mail address or number, or in the run's name")
    .option('--first <count>', 'how many at most; all when absent', wholeNumber)
    .addOption(new Option('--csv', 'print CSV, for spreadsheets and scripts').conflicts('json'))
    .option('--json', 'print JSON, one run a line')
    .addHelpText(
      'after',
      `
CSV and JSON are written page by page, so a class of any size needs little memory.

Examples:
  downstream runs --assignment 0198… --csv > runs.csv
  downstream runs --assignment 0198… --status failed --search Kim`,
    )
    .action(list);
}

interface RunsOptions {
  assignment: string;
  status?: string[];
  backbone?: string[];
  revision?: number;
  search?: string;
  first?: number;
  csv?: boolean;
  json?: boolean;
}

/** What a line of CSV has, in this order. Later columns are added at the end: scripts count them. */
const columns: Record<string, (run: ListedRunFragment) => CsvCell> = {
  id: (run) => run.id,
  student: (run) => run.student.name,
  email: (run) => run.student.email,
  submittedAt: (run) => run.submittedAt,
  status: (run) => run.status,
  backbone: (run) => run.backbone,
  weights: (run) => run.weights,
  seed: (run) => run.seed,
  plannedEpochs: (run) => run.plannedEpochs,
  epochs: (run) => run.lastEpoch?.epoch ?? 0,
  valAcc: (run) => run.lastEpoch?.valAcc,
  publicScore: (run) => run.evaluation?.publicScore,
  privateScore: (run) => run.evaluation?.privateScore,
  seconds: (run) => run.seconds,
  failure: (run) => run.failure?.code,
};

async function list(options: RunsOptions): Promise<void> {
  if (options.first === 0)
    throw new CommandError(exitCodes.usage, 'USAGE', 'Expected --first with a number from 1 on, received 0.');
  const client = await signedInClient();
  const runs = listedRuns(client, options);
  if (options.csv) {
    process.stdout.write(csvLine(Object.keys(columns)));
    for await (const run of runs) await write(csvLine(Object.values(columns).map((cellOf) => cellOf(run))));
  } else if (options.json) {
    for await (const run of runs) await write(`${JSON.stringify(run)}\n`);
  } else {
    const rows: (string | number)[][] = [];
    for await (const run of runs)
      rows.push([
        run.id,
        run.student.name,
        run.submittedAt.slice(0, 16).replace('T', ' '),
        run.status.toLowerCase(),
        run.backbone,
        `${run.lastEpoch?.epoch ?? 0}/${run.plannedEpochs}`,
        run.lastEpoch?.valAcc == null ? '' : Number(run.lastEpoch.valAcc.toFixed(4)),
      ]);
    const headings = ['run', 'student', 'submitted (UTC)', 'status', 'backbone', 'epochs', 'val. acc.'];
    process.stdout.write(rows.length === 0 ? 'No runs found.\n' : `${table(headings, rows)}\n`);
  }
}

const rowsOfPage = 100;

/** All runs that the options ask for, page by page. */
async function* listedRuns(
  client: Client,
  { assignment, status, backbone, revision, search, first = Number.POSITIVE_INFINITY }: RunsOptions,
): AsyncGenerator<ListedRunFragment> {
  const filter: RunFilterInput = {
    statuses: status?.map((name) => name.toUpperCase() as RunStatus) ?? null,
    backbones: backbone ?? null,
    revision: revision ?? null,
    search: search ?? null,
  };
  let left = first;
  for (let after: string | null = null; left > 0; ) {
    const answer: ListRunsQuery = await client.request(ListRunsDocument, {
      id: assignment,
      filter,
      first: Math.min(left, rowsOfPage),
      after,
    });
    const { nodes, pageInfo } = answer.assignment.runs;
    yield* nodes;
    left -= nodes.length;
    if (!pageInfo.hasNextPage) return;
    after = pageInfo.endCursor;
  }
}

/** Waits while the reader of the output is slower. */
async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) await new Promise((resolve) => process.stdout.once('drain', resolve));
}
