import { Command, Option } from 'commander';
import { type EpochMetric, epochMetrics } from '#contracts/metrics';
import type { Client } from '../api/client.ts';
import { signedInClient } from '../api/credentials.ts';
import { EpochsDocument, HistoryDocument } from '../api/generated/graphql.ts';
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
    .option('--json', 'print what the API answers')
    .addHelpText(
      'after',
      `
Examples:
  downstream history 0198… --json
  downstream history 0198… 0199… --metric val_acc`,
    )
    .action(async (runIds: string[], options: { metric?: string; json?: boolean }) => {
      const client = await signedInClient();
      const { data, text } =
        options.metric === undefined
          ? await wholeHistories(client, runIds)
          : await series(client, runIds, options.metric.toUpperCase() as EpochMetric);
      process.stdout.write(`${options.json ? JSON.stringify(data, null, 2) : text}\n`);
    });
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
