import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { RunFailure } from '#contracts/runFailure';
import { runStatuses } from '#contracts/runStatus';
import { progressChannel } from '#prisma/announce';
import { type Claim, claimRun } from '../../../worker/claims/claim.ts';
import {
  beginEvaluating,
  beginTraining,
  failRun,
  finishRun,
  RunLost,
  recordEpoch,
  recordFacts,
  recordProgress,
} from '../../../worker/claims/claimedRun.ts';
import { handBack, requeueLost } from '../../../worker/queue/returnRun.ts';
import { openShapesCourse, type ShapesCourse } from '../../setup/shapesCourse.ts';

const epoch = { epoch: 1, loss: 0.5, acc: 0.75, valLoss: 0.6, valAcc: 0.5, learningRate: 0.001, seconds: 1.5 };
const evaluation = {
  publicScore: 0.5,
  privateScore: 0.5,
  testLoss: 1,
  testAcc: 0.5,
  testImages: 2,
  publicImages: 1,
  rocAuc: 0.75,
  topK: [0.5, 1],
  perClass: [],
  confusion: [[1]],
};
const progress = { phase: 'TRAINING', done: 1, total: 2, etaSeconds: 3 } as const;
const environment = {
  engine: 'wasm',
  engineVersion: '1',
  node: 'v24',
  platform: 'linux-x64',
  processor: 'any',
  threads: 1,
};
const facts = { engine: 'wasm', environment, weightsHash: 'a', totalParams: 2, trainableParams: 1 };

let course: ShapesCourse;
let workerId: string;
let runId: string;

beforeAll(async () => {
  course = await openShapesCourse();
  const worker = await course.database.worker.create({
    data: { host: 'here', engine: 'wasm', engineReason: 'test', environment, concurrency: 1 },
  });
  workerId = worker.id;
});

afterAll(() => course.close());

beforeEach(async () => {
  runId = await course.submit({ backbone: 'CNN', inputSize: 46 });
});

const claim = async () => (await claimRun(course.database, runId, workerId))!;
const outputs = { backboneWeights: 'an address', trainedParameters: 'another', featuresComputed: 12, featuresFound: 8 };
const stored = () => course.waitFor(runId, () => true);

test('a run is written step by step by the holder of its claim', async () => {
  const { database } = course;
  const mine = await claim();
  expect(await stored()).toMatchObject({ status: 'PREPARING', attempt: 1, workerId });
  await recordFacts(database, mine, facts);
  await beginTraining(database, mine);
  await recordProgress(database, mine, progress);
  await recordEpoch(database, mine, epoch);
  expect(await stored()).toMatchObject({ status: 'TRAINING', ...facts, progress, epochs: [epoch] });
  await beginEvaluating(database, mine);
  await finishRun(database, mine, evaluation, outputs);
  expect(await stored()).toMatchObject({
    status: 'SUCCEEDED',
    progress: null,
    evaluation,
    ...outputs,
    finishedAt: expect.any(Date),
  });
});

describe('the seconds since the claim', () => {
  const begun = async () => {
    const mine = await claim();
    await course.database.$executeRaw`
      UPDATE run SET "claimedAt" = "claimedAt" - interval '90 seconds' WHERE id = ${runId}`;
    return mine;
  };
  const used = async () => (await stored()).secondsUsed;

  test.each(['TIMED_OUT', 'OUT_OF_MEMORY', 'BUDGET_EXCEEDED'] as const)('count of a run that %s ends', async (code) => {
    await failRun(course.database, await begun(), new RunFailure(code, 'over'));
    expect(await used()).toBeGreaterThanOrEqual(90);
    expect(await used()).toBeLessThan(180);
  });

  test('count of a run that succeeds', async () => {
    const mine = await begun();
    await beginTraining(course.database, mine);
    await beginEvaluating(course.database, mine);
    await finishRun(course.database, mine, evaluation, outputs);
    expect(await used()).toBeGreaterThanOrEqual(90);
  });

  test('count of a run that is handed back, and not of one whose workers were all lost', async () => {
    await handBack(course.database, course.queue, await begun());
    const counted = await used();
    expect(counted).toBeGreaterThanOrEqual(90);
    await requeueLost(course.database, course.queue, await begun());
    expect(await used()).toBe(counted);
  });

  test('do not count of a run whose worker was lost', async () => {
    await failRun(course.database, await begun(), new RunFailure('WORKER_LOST', 'lost'));
    expect(await used()).toBe(0);
  });
});

test('an epoch that is written twice has one row', async () => {
  const mine = await claim();
  await beginTraining(course.database, mine);
  await recordEpoch(course.database, mine, epoch);
  await recordEpoch(course.database, mine, { ...epoch, loss: 0.25 });
  expect((await stored()).epochs).toMatchObject([{ epoch: 1, loss: 0.25 }]);
});

test('a second claim without a checkpoint starts over: what the first attempt wrote is gone', async () => {
  const first = await claim();
  await recordFacts(course.database, first, facts);
  await beginTraining(course.database, first);
  await recordEpoch(course.database, first, epoch);
  await claim();
  expect(await stored()).toMatchObject({
    status: 'PREPARING',
    attempt: 2,
    engine: null,
    totalParams: null,
    epochs: [],
  });
});

describe('a run is not changed by', () => {
  const writes: [string, (holder: Claim) => Promise<void>][] = [
    ['facts', (holder) => recordFacts(course.database, holder, facts)],
    ['progress', (holder) => recordProgress(course.database, holder, progress)],
    ['an epoch', (holder) => recordEpoch(course.database, holder, epoch)],
    ['a new state', (holder) => beginTraining(course.database, holder)],
    ['a failure', (holder) => failRun(course.database, holder, new RunFailure('INTERNAL', 'late'))],
  ];

  test.each(writes)('%s of a worker whose run another one claimed', async (_, write) => {
    const zombie = await claim();
    await claim();
    const before = await stored();
    await expect(write(zombie)).rejects.toThrow(RunLost);
    expect(await stored()).toEqual(before);
  });

  test.each(writes)('%s of a worker whose run was cancelled', async (_, write) => {
    const holder = await claim();
    await course.database.run.update({ where: { id: runId }, data: { status: 'CANCELLED' } });
    const before = await stored();
    await expect(write(holder)).rejects.toThrow(RunLost);
    expect(await stored()).toEqual(before);
  });

  test('the result of a zombie', async () => {
    const zombie = await claim();
    const holder = await claim();
    await beginTraining(course.database, holder);
    await beginEvaluating(course.database, holder);
    await expect(finishRun(course.database, zombie, evaluation, outputs)).rejects.toThrow(RunLost);
    expect(await stored()).toMatchObject({ status: 'EVALUATING', evaluation: null, backboneWeights: null });
  });
});

test.each(runStatuses)('a run that is %s is claimed only when it has not ended', async (status) => {
  await course.database.run.update({ where: { id: runId }, data: { status } });
  const claimed = await claimRun(course.database, runId, workerId);
  const ended = ['SUCCEEDED', 'FAILED', 'CANCELLED'].includes(status);
  expect(claimed).toEqual(ended ? null : { runId, attempt: 1 });
});

test('a run that does not exist is not claimed', async () => {
  expect(await claimRun(course.database, randomUUID(), workerId)).toBeNull();
});

test('every write is announced, an epoch with its number; a refused write is not', async () => {
  const listener = new pg.Client({ connectionString: course.worker.databaseUrl });
  await listener.connect();
  const heard: unknown[] = [];
  listener.on('notification', ({ payload }) => heard.push(JSON.parse(payload!)));
  await listener.query(`LISTEN ${progressChannel}`);
  try {
    const mine = await claim();
    await beginTraining(course.database, mine);
    await recordEpoch(course.database, mine, epoch);
    await expect(beginTraining(course.database, { ...mine, attempt: 0 })).rejects.toThrow(RunLost);
    await listener.query('SELECT 1');
    expect(heard).toEqual([{ runId }, { runId }, { runId, epoch: 1 }]);
  } finally {
    await listener.end();
  }
});

test('progress is one statement, so that no lock on the run outlives a step of training', async () => {
  const mine = await claim();
  const statements: string[] = [];
  course.database.$on('query', ({ query }) => statements.push(query));
  await recordProgress(course.database, mine, progress);
  expect(
    statements.filter((statement) => statement.includes('run_progress') || /UPDATE|BEGIN|COMMIT/.test(statement)),
  ).toHaveLength(1);
  expect(await stored()).toMatchObject({ progress });
});

test('a write whose connection breaks is repeated on another one', async () => {
  const mine = await claim();
  const other = new pg.Client({ connectionString: course.worker.databaseUrl });
  await other.connect();
  try {
    await other.query('BEGIN');
    await other.query('SELECT 1 FROM run WHERE id = $1 FOR UPDATE', [runId]);
    const writing = recordEpoch(course.database, mine, epoch);
    const cut = `SELECT pg_terminate_backend(pid) AS cut FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    await vi.waitFor(async () => expect((await other.query(cut)).rows).toEqual([{ cut: true }]));
    await other.query('COMMIT');
    await writing;
    expect(await stored()).toMatchObject({ epochs: [epoch] });
  } finally {
    await other.end();
  }
});
