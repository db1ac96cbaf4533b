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
import { openLargeSite } from '../api/largeSite.ts';
import { watchedBy } from '../api/liveCurves.ts';
import { machine } from '../print.ts';
import { between, eachOf, takeAccount, type Used } from './account.ts';
import { bytesOfRows } from './bytesOfRows.ts';
import { processorSeconds } from './processorSeconds.ts';

const {
  students,
  idle: idleSeconds,
  asked,
} = new Command('npm run bench:costs --')
  .description(
    'What a run costs: students submit runs over HTTP, and a worker trains them. Counts rows, bytes, transactions ' +
      "and processors' seconds of each part. One line of JSON a case; docs/scaling.md carries them on. Linux only.",
  )
  .option('--students <number>', 'each submits a run of each kind', Number, 60)
  .option('--idle <seconds>', 'how long the site is left alone first', Number, 60)
  .option('--asked <number>', 'how often each question of the site is asked', Number, 300)
  .parse()
  .opts<{ students: number; idle: number; asked: number }>();

/** Small ones: what training itself costs is in tests/bench/README.md. */
const fromScratch = (seed: number): RecipeInput => ({
  backbone: 'CNN',
  inputSize: 46,
  head: { pooling: 'avg', dense: [] },
  seed,
  training: { epochs: 20, batchSize: 2 },
});
const onFeatures =
  (weights: string) =>
  (seed: number): RecipeInput => ({ ...fromScratch(seed), weights, freeze: 'all' });
const lookEveryMs = 2000;

const say = (line: string) => void process.stderr.write(`${line}\n`);
const tell = (what: string, figures: object) =>
  void process.stdout.write(
    `${JSON.stringify({ case: what, ...figures, load: Number(loadavg()[0]!.toFixed(1)), machine: machine() })}\n`,
  );
const site = await openLargeSite({ students: students + 1, runsEach: 0, epochsEach: 0 }, say);
let stop = async () => {};
try {
  const alone = await leftAlone();
  tell('an API server alone, a second', alone);
  stop = site.startWorker();
  while ((await site.database.worker.count({ where: { stoppedAt: null } })) < 1) await sleep(lookEveryMs);
  const [first] = await trained([0], fromScratch);
  const idle = await leftAlone();
  tell('an API server and a worker of two runs without work, a second', idle);
  tell('a network from scratch, 20 epochs', await costOfRuns(fromScratch, idle));
  const { publishWeights } = await dataOf(
    site.room.instructor.query('mutation($input: PublishWeightsInput!) { publishWeights(input: $input) { id } }', {
      input: { runId: first!, name: 'Trained here' },
    }),
  );
  // The first one brings the features.
  await trained([0], onFeatures(publishWeights.id));
  tell('a head on stored features, 20 epochs', await costOfRuns(onFeatures(publishWeights.id), idle));
  await stop();
  // Before the questions, which leave runs that nobody trains.
  for (const row of await bytesOfRows(site.database)) tell(`a row of ${row.table}`, row);
  for (const [name, ask] of Object.entries(await questions())) tell(`asked: ${name}`, await askedOften(ask));
  tell('a run that is watched, each who watches, an epoch', await watched());
} finally {
  await stop();
  await site.close();
}

/** What the site uses in a second in which nobody asks it anything. */
async function leftAlone(): Promise<Used & { connections: number }> {
  const before = await takeAccount(site);
  await sleep(idleSeconds * 1000);
  const after = await takeAccount(site);
  return { connections: after.connections, ...eachOf(between(before, after), after.atSeconds - before.atSeconds) };
}

/** What each run of a class costs beside what the site uses anyway. */
async function costOfRuns(recipeOf: (seed: number) => RecipeInput, idle: Used) {
  const before = await takeAccount(site);
  let connections = 0;
  await trained(
    Array.from({ length: students }, (_, index) => 1 + index),
    recipeOf,
    async () => {
      connections = Math.max(connections, (await takeAccount(site)).connections);
    },
  );
  const after = await takeAccount(site);
  const each = eachOf(between(before, after), students, idle, after.atSeconds - before.atSeconds);
  return { runs: students, mostConnections: connections, ...each };
}

/** Students submit one run each; answers their ids when all have succeeded. `meanwhile` is done now and then. */
async function trained(
  seeds: number[],
  recipeOf: (seed: number) => RecipeInput,
  meanwhile = async () => {},
): Promise<string[]> {
  const { assignmentId, database } = site;
  const ids: string[] = [];
  for (const seed of seeds) {
    const input = { assignmentId, recipe: recipeOf(seed) };
    const { submitRun } = await dataOf(site.student(Math.max(1, seed)).query(print(SubmitRunDocument), { input }));
    ids.push(submitRun.run.id);
  }
  for (;;) {
    await sleep(lookEveryMs);
    await meanwhile();
    const runs = await database.run.findMany({
      where: { id: { in: ids } },
      select: { status: true, failureMessage: true },
    });
    const failed = runs.find(({ status }) => isFinished(status) && status !== 'SUCCEEDED');
    if (failed) throw new Error(`expected each run to succeed, but one is ${failed.status}: ${failed.failureMessage}`);
    if (runs.every(({ status }) => isFinished(status))) return ids;
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
      ask(student, SubmitRunDocument, { input: { assignmentId, recipe: fromScratch(1e6 + round) } }),
  };
}

/** People watch a run that ends an epoch a second: what each of them costs for each epoch. */
async function watched() {
  const [watchers, epochs] = [50, 20];
  const before = processorSeconds();
  for await (const _ of watchedBy(site, watchers, { epochs, everyMs: 1000 }));
  const after = processorSeconds();
  const ms = (part: 'api' | 'postgres') =>
    Number((((after[part] - before[part]) / watchers / epochs) * 1000).toFixed(2));
  return { watchers, epochs, processorMs: { api: ms('api'), postgres: ms('postgres') } };
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
