import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openObjectStore } from '#prisma/objectStore';
import { removeOldPredictions } from '../../worker/analyses/sweepPredictions.ts';
import { removeOldModels } from '../../worker/exports/sweepModels.ts';
import { dataOf, type SignedIn } from '../setup/api.ts';
import { type Classroom, openClassroom } from '../setup/classroom.ts';
import { insertRun } from '../setup/runs.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';
import { startWorkerOf, type TestWorker } from '../setup/workerOf.ts';

let server: TestServer;
let classroom: Classroom;
let student: SignedIn;
let worker: TestWorker;
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
  worker = await startWorkerOf(server);
  const recipe = { backbone: 'CNN', inputSize: 46, head: { pooling: 'avg', dense: [] }, training: { epochs: 1 } };
  const submitted = await dataOf(student.query(submit, { input: { assignmentId, recipe } }));
  runId = submitted.submitRun.run.id;
  const status = async () => (await server.database.run.findUniqueOrThrow({ where: { id: runId } })).status;
  await vi.waitUntil(async () => (await status()) === 'SUCCEEDED', { timeout: 170_000, interval: 500 });
});
afterAll(async () => {
  await worker.stop();
  await server.stop();
});

/** Asks for the analysis until a worker has ended it. */
async function analysed() {
  const request = async () => (await dataOf(student.query(ask, { runId }))).analyseRun;
  await expect.poll(async () => (await request()).finishedAt).not.toBeNull();
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
  const { valAcc } = await server.database.epoch.findFirstOrThrow({
    where: { run: { id: runId } },
    orderBy: { epoch: 'desc' },
  });
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
  await expect.poll(async () => (await again()).values).not.toBeNull();
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

const predict = `mutation($input: PredictPictureInput!) {
  predictPicture(input: $input) { id classNames probabilities failure finishedAt }
}`;
const readPrediction = `query($id: ID!) {
  prediction(id: $id) { probabilities failure finishedAt heatmap { className rows columns values } }
}`;
const allowance = '{ predictionAllowance { perHour left nextFreeAt } }';

const codeOf = ({ errors }: { errors?: readonly { extensions?: { code?: unknown } }[] }) =>
  errors?.[0]?.extensions?.code;

/** Shows a picture to the run's network, and waits for the answer. */
async function answered(asker: SignedIn, file: Buffer) {
  const input = { runId, picture: file.toString('base64') };
  const { id } = (await dataOf(asker.query(predict, { input }))).predictPicture;
  const again = async () => (await dataOf(asker.query(readPrediction, { id }))).prediction;
  await expect.poll(async () => (await again()).finishedAt).not.toBeNull();
  return { id, ...(await again()) };
}

test("a picture of one's own is answered as the dataset's is, seen by nobody else, and not kept", async () => {
  const { all, classNames } = await analysed();
  const features = async () => (await readdir(worker.cache, { recursive: true })).sort();
  const before = await features();
  for (const image of all.nodes.slice(0, 2)) {
    const file = Buffer.from(await (await student.fetch(image.url)).arrayBuffer());
    const { id, probabilities, failure, heatmap } = await answered(student, file);
    expect(failure).toBeNull();
    for (const [index, share] of image.probabilities.entries()) expect(probabilities[index]).toBeCloseTo(share, 5);
    expect(heatmap.className).toBe(classNames[probabilities.indexOf(Math.max(...probabilities))]);
    expect(heatmap.values).toHaveLength(heatmap.rows * heatmap.columns);

    expect((await server.database.prediction.findUniqueOrThrow({ where: { id } })).picture).toBeNull();
    for (const other of [classroom.instructor, await classroom.student(`Other ${id}`)])
      expect(codeOf(await other.query(readPrediction, { id }))).toBe('NOT_FOUND');
  }
  // The feature store would tell later who has shown which picture.
  expect(await features()).toEqual(before);
});

test('a file that is no picture is refused, and one that is cut off gets a reason instead of an answer', async () => {
  const ask = (bytes: Buffer, asker = student) =>
    asker.query(predict, { input: { runId, picture: bytes.toString('base64') } });
  expect(codeOf(await ask(Buffer.from('a text')))).toBe('BAD_IMAGE');
  const png = Object.entries(classroom.files).find(([path]) => path.startsWith('validation/'))![1] as Buffer;
  expect(codeOf(await ask(Buffer.concat([png, Buffer.alloc(700_000)])))).toBe('BAD_IMAGE');
  expect(codeOf(await ask(png, await classroom.student('Carl')))).toBe('FORBIDDEN');
  const { id, probabilities, failure } = await answered(student, png.subarray(0, 50));
  expect(probabilities).toBeNull();
  expect(failure).toContain('Expected the picture to be a whole image');
  expect((await server.database.prediction.findUniqueOrThrow({ where: { id } })).picture).toBeNull();
});

test('a person shows sixty pictures an hour to the site and eight at once, however many ask together', async () => {
  const dora = await classroom.student('Dora');
  const other = await classroom.assignment();
  const theirs = await insertRun(server.database, {
    assignmentId: other,
    studentId: dora.user.id,
    status: 'SUCCEEDED',
    trainedParameters: 'nothing is there',
  });
  const png = Object.entries(classroom.files).find(([path]) => path.startsWith('validation/'))![1] as Buffer;
  const input = { runId: theirs.id, picture: png.toString('base64') };
  const asked = (minutesAgo: number, count: number, finished = true) =>
    server.database.prediction.createMany({
      data: Array.from({ length: count }, () => ({
        runId: theirs.id,
        userId: dora.user.id,
        requestedAt: new Date(Date.now() - minutesAgo * 60_000),
        finishedAt: finished ? new Date() : null,
      })),
    });
  const left = async () => (await dataOf(dora.query(allowance))).predictionAllowance;
  await asked(61, 60);
  expect(await left()).toEqual({ perHour: 60, left: 60, nextFreeAt: null });
  await asked(20, 59);
  const both = await Promise.all([dora.query(predict, { input }), dora.query(predict, { input })]);
  expect(both.map(codeOf).sort()).toEqual(['TOO_MANY_PICTURES', undefined]);
  const { left: none, nextFreeAt } = await left();
  expect(none).toBe(0);
  expect(Math.abs(Date.parse(nextFreeAt) - Date.now() - 40 * 60_000)).toBeLessThan(60_000);

  await removeOldPredictions(server.database);
  expect(await server.database.prediction.count({ where: { userId: dora.user.id } })).toBe(60);
  await removeOldPredictions(server.database, Date.now() + 3_700_000);
  expect(await server.database.prediction.count({ where: { userId: dora.user.id } })).toBe(0);
  await asked(0, 8, false);
  expect(codeOf(await dora.query(predict, { input }))).toBe('TOO_MANY_PICTURES');
});

test("a model's analysis goes when the model goes, unless another run has the same one", async () => {
  await analysed();
  const objects = openObjectStore(server.options.directories.objects);
  const { address } = await server.database.analysis.findUniqueOrThrow({ where: { runId } });
  const twin = await server.database.run.findFirstOrThrow({ where: { id: { not: runId } } });
  await server.database.run.update({ where: { id: twin.id }, data: { trainedParameters: null } });
  await server.database.analysis.create({ data: { runId: twin.id, address, finishedAt: new Date() } });
  const inTwoYears = Date.now() + 730 * 24 * 3600 * 1000;
  const sweepAgain = async () => {
    const model = await objects.put(Buffer.from('a model'));
    await server.database.run.update({ where: { id: runId }, data: { trainedParameters: model } });
    await removeOldModels(server.database, objects, inTwoYears);
  };
  await sweepAgain();
  expect(await server.database.analysis.findUnique({ where: { runId } })).toBeNull();
  expect(await server.database.heatmap.count({ where: { runId } })).toBe(0);
  expect((await objects.get(address!)).length).toBeGreaterThan(0);

  await server.database.analysis.update({ where: { runId: twin.id }, data: { runId } });
  await sweepAgain();
  await expect(objects.get(address!)).rejects.toThrow('no object');
});
