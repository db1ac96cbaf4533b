import { loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import { print } from 'graphql';
import type { RecipeInput } from '#contracts/recipe';
import { isFinished } from '#contracts/runStatus';
import {
  BoardVersionDocument,
  LeaderboardDocument,
  RunDocument,
  RunHistoryDocument,
  SubmitRunDocument,
  UnreadNoticesDocument,
} from '../../../web/graphql/generated/graphql.ts';
import { type Client, dataOf } from '../../setup/api.ts';
import { type LargeSite, openLargeSite } from '../api/largeSite.ts';
import { machine } from '../print.ts';
import { eachBetween, takeAccount } from './account.ts';
import { bytesOfRows } from './bytesOfRows.ts';
import { processorSeconds } from './processorSeconds.ts';

const { students, idle, asked } = new Command('node tests/bench/costs/run.ts')
  .description(
    'What a run costs: students submit runs over HTTP, and a worker trains them. Counts rows, bytes, transactions and ' +
      "processors' seconds of each part. One line of JSON a case; docs/scaling.md carries them on. Linux only.",
  )
  .option('--students <number>', 'each submits a run of each kind', Number, 60)
  .option('--idle <seconds>', 'how long the site is left alone first', Number, 60)
  .option('--asked <number>', 'how often each question of the site is asked', Number, 300)
  .parse()
  .opts<{ students: number; idle: number; asked: number }>();

/** Small ones: what training itself costs is in tests/bench/README.md. */
const kinds: Record<string, (seed: number) => RecipeInput> = {
  'a network from scratch, 20 epochs': (seed) => ({
    backbone: 'CNN',
    inputSize: 46,
    seed,
    training: { epochs: 20, batchSize: 2 },
  }),
  'a head on stored features, 20 epochs': (seed) => ({
    backbone: 'MobileNetV2',
    weights: 'random',
    inputSize: 96,
    head: { pooling: 'avg' },
    seed,
    training: { epochs: 20, batchSize: 2 },
  }),
};
const lookEveryMs = 2000;

const say = (line: string) => void process.stderr.write(`${line}\n`);
const tell = (what: string, figures: object) =>
  void process.stdout.write(
    `${JSON.stringify({ case: what, ...figures, load: Number(loadavg()[0]!.toFixed(1)), machine: machine() })}\n`,
  );
const site = await openLargeSite({ students: students + 1, runsEach: 0, epochsEach: 0 }, say);
try {
  const { seconds, ...aSecond } = await leftAlone();
  tell('an API server alone, a second', { seconds, ...aSecond });
  const stop = site.startWorker();
  while ((await site.database.worker.count({ where: { stoppedAt: null } })) === 0) await sleep(lookEveryMs);
  await sleep(10_000);
  tell('an API server and a worker of two runs without work, a second', await leftAlone());
  for (const [name, recipeOf] of Object.entries(kinds)) {
    // The first run brings features and processes.
    await trained([0], recipeOf);
    const before = await takeAccount(site);
    await trained(
      Array.from({ length: students }, (_, index) => 1 + index),
      recipeOf,
    );
    const after = await takeAccount(site);
    const { connections } = after;
    tell(name, { runs: students, connections, ...eachBetween(before, after, students) });
  }
  await stop();
  for (const [name, ask] of Object.entries(await questions())) tell(`asked: ${name}`, await askedOften(ask));
  for (const row of await bytesOfRows(site.database)) tell(`a row of ${row.table}`, row);
} finally {
  await site.close();
}

/** What the site uses in a second in which nobody asks it anything. */
async function leftAlone() {
  const before = await takeAccount(site);
  await sleep(idle * 1000);
  const after = await takeAccount(site);
  const seconds = after.atSeconds - before.atSeconds;
  const { processorSeconds: used, transactions } = eachBetween(before, after, seconds);
  return { seconds: Math.round(seconds), connections: after.connections, processorSeconds: used, transactions };
}

/** Students submit one run each; answers when all have succeeded. */
async function trained(seeds: number[], recipeOf: (seed: number) => RecipeInput): Promise<void> {
  const { assignmentId, database } = site;
  const ids: string[] = [];
  for (const seed of seeds) {
    const input = { assignmentId, recipe: recipeOf(seed) };
    const { submitRun } = await dataOf(site.student(Math.max(1, seed)).query(print(SubmitRunDocument), { input }));
    ids.push(submitRun.run.id);
  }
  for (;;) {
    await sleep(lookEveryMs);
    const runs = await database.run.findMany({
      where: { id: { in: ids } },
      select: { status: true, failureMessage: true },
    });
    const failed = runs.find(({ status }) => isFinished(status) && status !== 'SUCCEEDED');
    if (failed) throw new Error(`expected each run to succeed, but one is ${failed.status}: ${failed.failureMessage}`);
    if (runs.every(({ status }) => isFinished(status))) return;
  }
}

/** What the site asks most often, by what makes it ask. */
async function questions(): Promise<Record<string, (student: Client, round: number) => Promise<unknown>>> {
  const { assignmentId, database } = site;
  const { id } = await database.run.findFirstOrThrow({ where: { studentId: 'student-1' } });
  const owner = site.student(1);
  const document = (text: Parameters<typeof print>[0]) => print(text);
  const ask = (student: Client, text: Parameters<typeof print>[0], variables: object) =>
    dataOf(student.query(document(text), variables as Record<string, unknown>));
  return {
    'the bell': (student) => ask(student, UnreadNoticesDocument, {}),
    "a board's version": (student) => ask(student, BoardVersionDocument, { assignmentId }),
    'a board': (student) => ask(student, LeaderboardDocument, { assignmentId, first: 50, after: null }),
    'a run': () => ask(owner, RunDocument, { id }),
    "a run's history": () => ask(owner, RunHistoryDocument, { id, maxPoints: 1000 }),
    'a submission': (student, round) =>
      ask(student, SubmitRunDocument, { input: { assignmentId, recipe: kinds[Object.keys(kinds)[0]!]!(1e6 + round) } }),
  };
}

async function askedOften(ask: (student: Client, round: number) => Promise<unknown>) {
  const student = (round: number) => site.student(1 + (round % students));
  // What is compiled at first does not count.
  for (let round = 0; round < 50; round += 1) await ask(student(round), round);
  const before = processorSeconds();
  for (let round = 50; round < 50 + asked; round += 1) await ask(student(round), round);
  const after = processorSeconds();
  const ms = (part: 'api' | 'postgres') => Number((((after[part] - before[part]) / asked) * 1000).toFixed(2));
  return { times: asked, processorMs: { api: ms('api'), postgres: ms('postgres') } };
}
