import { randomUUID } from 'node:crypto';
import { readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rebuildStandings } from '#prisma/standings';
import { clientOf, codeOf, dataOf, type SignedIn, signUp } from '../setup/api.ts';
import { type Classroom, openClassroom, password } from '../setup/classroom.ts';
import { insertRun, type RunRow } from '../setup/runs.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';
import { upload } from '../setup/upload.ts';

const publication = `mutation($runId: ID!, $name: String!) {
  publishWeights(input: {runId: $runId, name: $name}) { id name backbone inputSize preprocessing course { id }
    run { id } }
}`;
const submission = `mutation($assignmentId: ID!, $recipe: JSON!) {
  submitRun(input: {assignmentId: $assignmentId, recipe: $recipe}) { run { id weights recipe } }
}`;

describe('weights that a course publishes', () => {
  let server: TestServer;
  let room: Classroom;
  let assignmentId: string;
  let ada: SignedIn;
  let outsider: SignedIn;
  /** The id of another course, whose instructor the outsider is. */
  let otherCourseId: string;
  beforeAll(async () => {
    server = await startTestServer();
    room = await openClassroom(server);
    assignmentId = await room.assignment();
    ada = await room.student('Ada');
    outsider = await signUp(server.url, { name: 'Out', email: 'out@example.org', password });
    const other = {
      title: 'Elsewhere',
      joinCode: 'ELSEWHERE',
      enrollments: { create: { userId: outsider.user.id, role: 'INSTRUCTOR' } },
    } as const;
    otherCourseId = (await server.database.course.create({ data: other })).id;
  });
  afterAll(() => server.stop());

  /** The id of a run of Ada's that trained its backbone, unless the fields say otherwise. */
  const run = async (fields: Partial<RunRow> = {}) => {
    const trained = { status: 'SUCCEEDED', backboneWeights: 'ab'.repeat(32) } as const;
    return (await insertRun(server.database, { assignmentId, studentId: ada.user.id, ...trained, ...fields })).id;
  };
  const publish = (runId: string, name: string, client = room.instructor) => client.query(publication, { runId, name });
  const publishedId = async (name: string, fields?: Partial<RunRow>): Promise<string> =>
    (await dataOf(publish(await run(fields), name))).publishWeights.id;
  const submit = (recipe: object, client = ada, to = assignmentId) =>
    client.query(submission, { assignmentId: to, recipe });

  it('come from a succeeded run, under a name without blanks around it, and are seen by the whole course', async () => {
    const runId = await run();
    const { publishWeights } = await dataOf(publish(runId, '  Discs and squares '));
    expect(publishWeights).toEqual({
      id: expect.any(String),
      name: 'Discs and squares',
      backbone: 'CNN',
      inputSize: 46,
      preprocessing: 'rescale',
      course: { id: room.courseId },
      run: { id: runId },
    });
    const seen = 'query($id: ID!) { course(id: $id) { publishedWeights { id run { id } } } }';
    const bob = await room.student('Bob');
    for (const [client, source] of [
      [room.instructor, { id: runId }],
      [ada, { id: runId }],
      [bob, null],
    ] as const) {
      const { course } = await dataOf(client.query(seen, { id: room.courseId }));
      expect(course.publishedWeights).toContainEqual({ id: publishWeights.id, run: source });
    }
    const ofRun = 'query($id: ID!) { run(id: $id) { hasBackboneWeights publishedWeights { name } } }';
    expect(await dataOf(ada.query(ofRun, { id: runId }))).toEqual({
      run: { hasBackboneWeights: true, publishedWeights: [{ name: 'Discs and squares' }] },
    });
  });

  it('are published by the staff of the course and nobody else', async () => {
    const runId = await run();
    const codes = [ada, outsider].map((client) => codeOf(publish(runId, 'Mine', client)));
    expect(await Promise.all(codes)).toEqual(['FORBIDDEN', 'NOT_ENROLLED']);
    expect(await codeOf(clientOf(server.url).query(publication, { runId, name: 'Mine' }))).toBe('UNAUTHENTICATED');
    expect(await codeOf(publish(randomUUID(), 'Mine'))).toBe('NOT_FOUND');
    expect(await server.database.weights.count({ where: { runId } })).toBe(0);
    const assistant = await room.student('Assistant');
    await server.database.enrollment.updateMany({ where: { userId: assistant.user.id }, data: { role: 'ASSISTANT' } });
    expect(await codeOf(publish(runId, "An assistant's", assistant))).toBeUndefined();
  });

  it.each([
    ['has not succeeded', { status: 'TRAINING', backboneWeights: null }, 'RUN_NOT_SUCCEEDED', 'one that is TRAINING'],
    [
      'left its backbone as it was',
      { backboneWeights: null, recipe: { backbone: 'MobileNetV2', weights: 'nsfwjs' } },
      'WEIGHTS_UNCHANGED',
      "a recipe can name the backbone's own weights, nsfwjs",
    ],
  ] as const)('do not come from a run that %s', async (_, fields, code, sentence) => {
    const { errors } = await publish(await run(fields), 'Not these');
    expect(errors).toMatchObject([{ message: expect.stringContaining(sentence), extensions: { code } }]);
  });

  it('have a name of 1 to 100 characters that means nothing else in the course', async () => {
    const runId = await run();
    for (const name of ['  ', 'x'.repeat(101), 'imagenet'])
      expect(await codeOf(publish(runId, name)), name).toBe('BAD_USER_INPUT');
    expect(await codeOf(publish(runId, 'x'.repeat(100)))).toBeUndefined();
    const again = await Promise.all([publish(runId, 'Twice'), publish(runId, 'Twice')]);
    const [refusal] = again.flatMap(({ errors }) => errors ?? []);
    expect(again.filter(({ errors }) => errors === undefined)).toHaveLength(1);
    expect(refusal).toMatchObject({
      message: 'Expected a name that no weights of this course have yet, received "Twice".',
      extensions: { code: 'NAME_TAKEN' },
    });
  });

  it('are named in a recipe by their id, frozen or not, and shown by their name', async () => {
    const weights = await publishedId('Edges');
    const { submitRun } = await dataOf(submit({ backbone: 'CNN', inputSize: 46, weights, freeze: 'all' }));
    expect(submitRun.run).toMatchObject({ weights: 'Edges', recipe: { weights, freeze: 'all' } });
    await server.database.run.update({
      where: { id: submitRun.run.id },
      data: {
        status: 'SUCCEEDED',
        evaluation: {
          create: {
            publicScore: 1,
            privateScore: 1,
            testLoss: 0,
            testAcc: 1,
            testImages: 4,
            perClass: [],
            confusion: [],
          },
        },
      },
    });
    await server.database.$transaction((transaction) => rebuildStandings(transaction, assignmentId));
    const board = 'query($id: ID!) { leaderboard(assignmentId: $id) { entries { weights } } }';
    expect(await dataOf(ada.query(board, { id: assignmentId }))).toEqual({
      leaderboard: { entries: [{ weights: 'Edges' }] },
    });
  });

  it('may be named in a recipe only for their backbone and in their course; the others are listed', async () => {
    const own = await publishedId('Own');
    const foreign = await server.database.weights.create({
      data: {
        courseId: otherCourseId,
        name: 'Foreign',
        backbone: 'CNN',
        inputSize: 46,
        preprocessing: 'rescale',
        hash: 'cd'.repeat(32),
      },
    });
    for (const weights of [randomUUID(), foreign.id]) {
      const { errors } = await submit({ backbone: 'CNN', inputSize: 46, weights });
      const message = expect.stringMatching(
        new RegExp(`published for CNN \\(.*"Own" ${own}.*\\), received "${weights}"`),
      );
      expect(errors).toMatchObject([
        { extensions: { code: 'RECIPE_INVALID', issues: [{ path: 'weights', message }] } },
      ]);
      expect(errors?.[0]?.message).not.toContain('Foreign');
    }
    const { errors } = await submit({ backbone: 'MobileNetV2', weights: own });
    expect(errors?.[0]?.message).toContain('that this course published for MobileNetV2 (none yet)');
    expect(await server.database.run.count({ where: { recipe: { path: ['weights'], equals: foreign.id } } })).toBe(0);
  });

  it('are held to what an assignment allows, and a starter recipe to what the course published', async () => {
    const [first, second] = [await publishedId('First'), await publishedId('Second')];
    const strict = await room.assignment({ allowed: { weights: ['random', first] } });
    expect(await codeOf(submit({ backbone: 'CNN', inputSize: 46, weights: second }, ada, strict))).toBe(
      'RECIPE_NOT_ALLOWED',
    );
    expect(await codeOf(submit({ backbone: 'CNN', inputSize: 46, weights: first }, ada, strict))).toBeUndefined();
    const create = 'mutation($input: CreateAssignmentInput!) { createAssignment(input: $input) { id } }';
    const { courseId, datasetVersionId } = room;
    const starting = (weights: string) => {
      const input = {
        courseId,
        datasetVersionId,
        title: 'Started',
        starterRecipe: { backbone: 'CNN', inputSize: 46, weights },
      };
      return codeOf(room.instructor.query(create, { input }));
    };
    expect([await starting(first), await starting(randomUUID())]).toEqual([undefined, 'RECIPE_INVALID']);
  });

  it('may be uploaded by staff: under a new name, of a file that may be and that the course has room for', async () => {
    const uploading = 'mutation($input: UploadWeightsInput!) { uploadWeights(input: $input) { id isChecked } }';
    const { uploads } = server.options.directories;
    const begin = async (name: string, bytes?: number, client = room.instructor) => {
      const uploadId = await upload(room.instructor, Buffer.from('weights'));
      if (bytes !== undefined) {
        // A file of holes, and what the server noted of it.
        await truncate(join(uploads, uploadId), bytes);
        const noted = join(uploads, `${uploadId}.json`);
        await writeFile(noted, JSON.stringify({ ...JSON.parse(await readFile(noted, 'utf8')), size: bytes }));
      }
      const input = { courseId: room.courseId, uploadId, name, backbone: 'CNN' };
      return client.query(uploading, { input });
    };
    const refusal = async (...given: Parameters<typeof begin>) =>
      (await begin(...given)).errors?.[0]?.extensions ?? null;
    await publishedId('There already');
    expect(await refusal('There already')).toMatchObject({ code: 'NAME_TAKEN' });
    expect(await refusal('Mine', 7, ada)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusal('Large', 2 ** 30 + 1)).toMatchObject({ code: 'BAD_USER_INPUT', detail: 'WEIGHTS_TOO_LARGE' });
    await server.database.siteSettings.upsert({
      where: { id: 1 },
      create: { courseGigabytes: 1 },
      update: { courseGigabytes: 1 },
    });
    expect(await refusal('No room', 2 ** 30)).toMatchObject({ code: 'STORAGE_FULL' });
    await server.database.siteSettings.deleteMany();
    const { uploadWeights } = await dataOf(begin('As they are', 2 ** 30));
    const state = 'query($id: ID!) { weightsUpload(id: $id) { isChecked failure weights { id } } }';
    const seenBy = async (client: SignedIn) =>
      (await dataOf(client.query(state, { id: uploadWeights.id }))).weightsUpload;
    expect(await seenBy(room.instructor)).toEqual({ isChecked: false, failure: null, weights: null });
    expect([await seenBy(ada), await seenBy(outsider)]).toEqual([null, null]);
  });

  it('are missing where every worker that is there says so; who is not signed in learns nothing', async () => {
    const question = '{ missingWeights { backbone weights } }';
    const missing = async () => (await dataOf(ada.query(question))).missingWeights;
    const worker = { host: 'here', engine: 'wasm', engineReason: 'x', environment: {}, concurrency: 1 };
    const resnet = { backbone: 'ResNet50', weights: 'imagenet' };
    const vgg = { backbone: 'VGG16', weights: 'imagenet' };
    const start = (missingWeights: object[], changed: object = {}) =>
      server.database.worker.create({ data: { ...worker, missingWeights, ...changed } });
    expect(await missing()).toEqual([]);
    await start([], { stoppedAt: new Date() });
    await start([{ backbone: 'MobileNetV2', weights: 'imagenet' }], { lastSeenAt: new Date(0) });
    await start([resnet, vgg]);
    expect(await missing()).toEqual([resnet, vgg]);
    const other = await start([vgg, { backbone: 'MobileNetV2', weights: 'nsfwjs' }]);
    expect(await missing()).toEqual([vgg]);
    await server.database.worker.update({
      where: { id: other.id },
      data: { missingWeights: [{ backbone: 'Later', weights: 'imagenet' }] },
    });
    expect(await missing()).toEqual([]);
    expect(await codeOf(clientOf(server.url).query(question))).toBe('UNAUTHENTICATED');
  });
});
