import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Command, Option } from 'commander';
import { eventFiles, historyCsv } from '#contracts/historyFiles';
import { type EpochMetric, epochMetrics } from '#contracts/metrics';
import type { Client } from '../api/client.ts';
import { signedInClient } from '../api/credentials.ts';
import { EpochsDocument, HistoryDocument } from '../api/generated/graphql.ts';
import { callersPath } from '../terminal/arguments.ts';
import { CommandError, exitCodes } from '../terminal/exitCodes.ts';
import { table } from '../terminal/table.ts';

const columns = ['epoch', 'loss', 'acc', 'valLoss', 'valAcc', 'learningRate', 'seconds'] as const;

export function historyCommand(): Command {
  return new Command('history')
    .description('the epochs of runs; with --metric one number of many runs side by side')
    .argument('<runId...>', 'the runs')
    .addOption(
      new Option('--metric <name>', "one metric; also of other students' runs in the course").choices(
        epochMetrics.map((name) => name.toLowerCase()),
      ),
    )
    .addOption(
      new Option('--format <name>', 'as files: CSV, or event files that TensorBoard shows')
        .choices(['csv', 'tensorboard'])
        .conflicts(['metric', 'json']),
    )
    .option('--out <folder>', 'where the files go; without it the CSV of one run is printed')
    .option('--json', 'print what the API answers')
    .addHelpText(
      'after',
      `
Examples:
  downstream history 0198… --json
  downstream history 0198… 0199… --metric val_acc
  downstream history 0198… 0199… --format tensorboard --out ./logs`,
    )
    .action(async (runIds: string[], options: HistoryOptions) => {
      const client = await signedInClient();
      if (options.format) return saveHistories(client, runIds, options.format, options.out);
      const { data, text } =
        options.metric === undefined
          ? await wholeHistories(client, runIds)
          : await series(client, runIds, options.metric.toUpperCase() as EpochMetric);
      process.stdout.write(`${options.json ? JSON.stringify(data, null, 2) : text}\n`);
    });
}

interface HistoryOptions {
  metric?: string;
  json?: boolean;
  format?: 'csv' | 'tensorboard';
  out?: string;
}

/** Writes the history of each run, and prints what was written; the CSV of one run may go to stdout. */
async function saveHistories(
  client: Client,
  runIds: string[],
  format: 'csv' | 'tensorboard',
  out: string | undefined,
): Promise<void> {
  if (out === undefined && (format !== 'csv' || runIds.length > 1))
    throw new CommandError(exitCodes.usage, 'BAD_USER_INPUT', 'Expected --out with a folder for the files.');
  for (const id of runIds) {
    const { run } = await client.request(HistoryDocument, { id });
    if (out === undefined) {
      process.stdout.write(historyCsv(run.epochs));
      continue;
    }
    const folder = callersPath(out);
    await mkdir(folder, { recursive: true });
    if (format === 'csv') await writeFile(join(folder, `${id}.csv`), historyCsv(run.epochs));
    else
      for (const { path, bytes } of eventFiles(run.epochs, new Date(run.startedAt ?? 0))) {
        await mkdir(dirname(join(folder, id, path)), { recursive: true });
        await writeFile(join(folder, id, path), bytes);
      }
    process.stdout.write(`${join(out, format === 'csv' ? `${id}.csv` : id)}\n`);
  }
}

interface Answer {
  data: unknown;
  text: string;
}

async function wholeHistories(client: Client, runIds: string[]): Promise<Answer> {
  const runs = await Promise.all(runIds.map(async (id) => (await client.request(HistoryDocument, { id })).run));
  const texts = runs.map((run) => {
    const rows = run.epochs.map((epoch) =>
      columns.map((column) => (epoch[column] === null ? '' : round(epoch[column]))),
    );
    const heading = `${run.id}  ${run.backbone}, ${run.weights}, seed ${run.seed}: ${run.status.toLowerCase()}`;
    return `${heading}\n${table([...columns], rows)}`;
  });
  return { data: runs, text: texts.join('\n\n') };
}

async function series(client: Client, runIds: string[], metric: EpochMetric): Promise<Answer> {
  const { epochs: all } = await client.request(EpochsDocument, { runIds, metric, maxPoints: 5000 });
  const numbers = [...new Set(all.flatMap((run) => run.points.map((point) => point.epoch)))].sort((a, b) => a - b);
  const byRun = all.map((run) => new Map(run.points.map((point) => [point.epoch, point.value])));
  const rows = numbers.map((epoch) => [epoch, ...byRun.map((points) => cell(points.get(epoch)))]);
  return { data: all, text: table(['epoch', ...all.map((run) => run.runId)], rows) };
}

function cell(value: number | null | undefined): string | number {
  return value === null || value === undefined ? '' : round(value);
}

function round(value: number): number {
  return Number(value.toPrecision(5));
}
