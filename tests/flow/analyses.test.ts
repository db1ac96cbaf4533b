import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type RunningWorker, startWorker } from '../../worker/worker.ts';
import { dataOf, type SignedIn } from '../setup/api.ts';
import { type Classroom, openClassroom } from '../setup/classroom.ts';
import { featureStoreIn } from '../setup/features.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

let server: TestServer;
let classroom: Classroom;
let student: SignedIn;
let cache: string;
let worker: RunningWorker;
let runId: string;

const submit = 'mutation($input: SubmitRunInput!) { submitRun(input: $input) { run { id } } }';
const ask = 'mutation($runId: ID!) { analyseRun(runId: $runId) { finishedAt failure } }';
const images = `nodes {
  sha256 url split className predicted probabilities neighbours { url className cosine } heatmap { rows columns values }
} totalCount pageInfo { hasNextPage endCursor }`;
const read = `query($runId: ID!) { run(id: $runId) { analysis { result {
  classNames validationImages trainImages confusion perClass { className images recall }
  calibration { images confidence accuracy } calibrationError
  all: images(first: 100) { ${images} }
  wrong: images(mistakes: true, first: 1) { ${images} }
  before: map(kind: PCA, moment: BEFORE) { images x y labels splits }
  after: map(kind: PCA, moment: AFTER) { x y }
  umap: map(kind: UMAP) { x y }
  doubtfulLabels(first: 10) { sha256 }
} } } }`;

beforeAll(async () => {
  server = await startTestServer();
  classroom = await openClassroom(server);
  student = await classroom.student('Ada');
  const assignmentId = await classroom.assignment();
  cache = await mkdtemp(join(tmpdir(), 'downstream-analysis-'));
  worker = await startWorker({
    databaseUrl: server.databaseUrl,
    directories: { ...server.options.directories, cache },
    engine: 'wasm',
    concurrency: 1,
    memory: 8e9,
    // Nothing listens there.
    kerasWeightsUrl: 'http://127.0.0.1:9',
    featureStore: featureStoreIn(cache),
    log: pino({ level: 'silent' }),
  });
  const recipe = { backbone: 'CNN', inputSize: 46, head: { pooling: 'avg', dense: [] }, training: { epochs: 1 } };
  const submitted = await dataOf(student.query(submit, { input: { assignmentId, recipe } }));
  runId = submitted.submitRun.run.id;
  const status = async () => (await server.database.run.findUniqueOrThrow({ where: { id: runId } })).status;
  await vi.waitUntil(async () => (await status()) === 'SUCCEEDED', { timeout: 170_000, interval: 500 });
});
afterAll(async () => {
  await worker.stop();
  await server.stop();
  await rm(cache, { recursive: true, force: true });
});

/** Asks for the analysis until a worker has ended it. */
async function analysed() {
  const request = async () => (await dataOf(student.query(ask, { runId }))).analyseRun;
  await expect.poll(async () => (await request()).finishedAt, { timeout: 60_000 }).not.toBeNull();
  expect((await request()).failure).toBeNull();
  return (await dataOf(student.query(read, { runId }))).run.analysis.result;
}

test('a student sees what the network makes of the validation images, and nothing of the test set', async () => {
  const found = await analysed();
  const version = await server.database.datasetVersion.findFirstOrThrow();
  expect(found.validationImages).toBe(version.validationCount);
  expect(found.trainImages).toBe(version.trainCount);
  expect(found.confusion.flat().reduce((sum: number, count: number) => sum + count)).toBe(version.validationCount);
  expect(found.perClass.map(({ className }: { className: string }) => className)).toEqual(found.classNames);
  expect(found.calibration).toHaveLength(10);

  // The accuracy is the one that the history's last epoch has.
  const { valAcc } = await server.database.epoch.findFirstOrThrow({ where: { runId }, orderBy: { epoch: 'desc' } });
  const right = found.confusion.reduce((sum: number, row: number[], index: number) => sum + row[index]!, 0);
  expect(right / version.validationCount).toBeCloseTo(valAcc!, 6);

  expect(found.all.totalCount).toBe(version.validationCount);
  for (const image of found.all.nodes) {
    expect(image.split).toBe('VALIDATION');
    expect(image.probabilities.reduce((sum: number, share: number) => sum + share)).toBeCloseTo(1, 5);
    expect(image.neighbours.length).toBeGreaterThan(0);
    expect((await student.fetch(image.url)).status).toBe(200);
  }
  const [wrong] = found.wrong.nodes;
  if (wrong) {
    expect(wrong.predicted).not.toBe(wrong.className);
    expect(wrong.heatmap.values).toHaveLength(wrong.heatmap.rows * wrong.heatmap.columns);
  }

  const all = version.trainCount + version.validationCount;
  for (const map of [found.before, found.after, found.umap]) {
    expect(map.x).toHaveLength(all);
    expect(map.y).toHaveLength(all);
  }
  // A network from scratch has other features after training.
  expect(found.after.x).not.toEqual(found.before.x);
  const sealed = await server.database.datasetVersion.findFirstOrThrow({ select: { sealedManifest: true } });
  expect(JSON.stringify(found)).not.toContain(sealed.sealedManifest);
  expect(found.doubtfulLabels).toBeNull();
});

test('where the network looks is computed for any training or validation image, and for no other', async () => {
  const { all, classNames } = await analysed();
  const explain = `mutation($input: ExplainImageInput!) {
    explainImage(input: $input) { id className rows columns values failure }
  }`;
  const input = { runId, sha256: all.nodes[0].sha256, className: classNames[0] };
  const asked = (await dataOf(student.query(explain, { input }))).explainImage;
  const again = async () =>
    (
      await dataOf(
        student.query('query($id: ID!) { heatmap(id: $id) { rows columns values failure } }', { id: asked.id }),
      )
    ).heatmap;
  await expect.poll(async () => (await again()).values, { timeout: 60_000 }).not.toBeNull();
  const { rows, columns, values } = await again();
  expect(values).toHaveLength(rows * columns);
  expect(Math.max(...values)).toBeLessThanOrEqual(1);
  expect(Math.min(...values)).toBeGreaterThanOrEqual(0);

  const refused = async (change: object) =>
    (await student.query(explain, { input: { ...input, ...change } })).errors?.[0]?.extensions.code;
  expect(await refused({ sha256: 'f'.repeat(64) })).toBe('BAD_USER_INPUT');
  expect(await refused({ className: 'unicorns' })).toBe('BAD_USER_INPUT');
});

test('only those who may see a run may have it analysed, and staff see doubtful labels', async () => {
  await analysed();
  const bob = await classroom.student('Bob');
  expect((await bob.query(ask, { runId })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  const { run } = await dataOf(classroom.instructor.query(read, { runId }));
  expect(Array.isArray(run.analysis.result.doubtfulLabels)).toBe(true);
});
