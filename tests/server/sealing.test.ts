import { createHash } from 'node:crypto';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildClientSchema, type GraphQLSchema, getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Analysis } from '#contracts/analysis';
import { parseRecipe } from '#contracts/recipe';
import { twinRecipe } from '#contracts/twinRecipe';
import { openObjectStore } from '#prisma/objectStore';
import { newGuestToken } from '../../server/lectures/guestSession.ts';
import { hashOf } from '../../server/lti/session.ts';
import { type Client, clientOf, dataOf, type SignedIn } from '../setup/api.ts';
import { type Classroom, openClassroom } from '../setup/classroom.ts';
import { allFields, everyQuestion, fieldsOf, selections } from '../setup/everyField.ts';
import { studentLaunch } from '../setup/launch.ts';
import { aChoice, insertGuestRun, lectureChoices } from '../setup/lectures.ts';
import { insertRun } from '../setup/runs.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';
import { upload } from '../setup/upload.ts';

// Every field of the schema is asked for, by several people.
vi.setConfig({ testTimeout: 180_000 });

/** Numbers that occur nowhere else, so that finding one in an answer means that it leaked. */
const sealedNumbers = {
  testLoss: 0.7151431,
  testAcc: 0.8252513,
  precision: 0.61518971,
  recall: 0.72589123,
  f1: 0.66697531,
  count: 60_718,
};
const privateScore = 0.79313177;
const publicScore = 0.83719133;

const rosterFile = Buffer.from('email,name\nlater@example.org,Later\n').toString('base64');

describe('the sealed test set', () => {
  let server: TestServer;
  let room: Classroom;
  let ada: SignedIn;
  let bob: SignedIn;
  let schema: GraphQLSchema;
  let assignmentId: string;
  let argumentsOf: Record<string, string>;
  let guest: Client;
  let runOf: Record<'ada' | 'bob' | 'failed', string>;

  beforeAll(async () => {
    // A question for every field of the schema costs more than any person's.
    const datasetFolder = await mkdtemp(join(tmpdir(), 'datasets-'));
    await mkdir(join(datasetFolder, 'Birds'));
    const dearestOperation = Number.POSITIVE_INFINITY;
    server = await startTestServer({ dearestOperation, datasetFolder, keepsOutbox: true });
    room = await openClassroom(server);
    ada = await room.student('Ada');
    bob = await room.student('Bob');
    assignmentId = await room.assignment({ scoreStep: 0.005 });
    schema = buildClientSchema(await dataOf(ada.query(getIntrospectionQuery())));
    const { count, testLoss, testAcc, ...scores } = sealedNumbers;
    const evaluation = {
      publicScore,
      privateScore,
      testLoss,
      testAcc,
      perClass: [{ className: 'animals', images: count, ...scores }],
      confusion: [[count, count]],
    };
    const workerId = (
      await server.database.worker.create({
        data: {
          host: 'here',
          engine: 'wasm',
          engineReason: 'x',
          environment: {},
          concurrency: 1,
          missingWeights: [{ backbone: 'ResNet50', weights: 'imagenet' }],
          // It counts as present for as long as the test takes.
          lastSeenAt: new Date(Date.now() + 3_600_000),
        },
      })
    ).id;
    const fields = {
      assignmentId,
      workerId,
      epochs: 2,
      startedAt: new Date(),
      finishedAt: new Date(),
      secondsUsed: 3,
    };
    const succeeded = (student: SignedIn) =>
      insertRun(server.database, { ...fields, studentId: student.user.id, status: 'SUCCEEDED', evaluation });
    const training = (student: SignedIn) =>
      insertRun(server.database, {
        ...fields,
        studentId: student.user.id,
        status: 'TRAINING',
        progress: { phase: 'EVALUATION', done: 1, total: 4, etaSeconds: 2 },
      });
    const failed = await insertRun(server.database, {
      ...fields,
      studentId: ada.user.id,
      status: 'FAILED',
      failureCode: 'BAD_IMAGE',
      failureMessage: `Expected an image in ${testPaths()[0]}.`,
    });
    runOf = { ada: (await succeeded(ada)).id, bob: (await succeeded(bob)).id, failed: failed.id };
    for (const runId of [runOf.ada, runOf.bob])
      await server.database.weights.create({
        data: {
          courseId: room.courseId,
          runId,
          name: runId,
          backbone: 'CNN',
          inputSize: 46,
          preprocessing: 'rescale',
          hash: 'address',
        },
      });
    const { seed } = await server.database.assignment.findUniqueOrThrow({ where: { id: assignmentId } });
    const scoredBy = { datasetVersionId: room.datasetVersionId, metric: 'ACCURACY', publicShare: 0.5, scoreStep: 0.5 };
    await server.database.assignmentRevision.create({ data: { ...scoredBy, assignmentId, revision: 1, seed } });
    await server.database.extension.create({ data: { assignmentId, studentId: ada.user.id, extraRuns: 1 } });
    await server.database.team.create({
      data: {
        assignmentId,
        name: 'Team',
        joinCode: 'TEAM',
        members: { create: { assignmentId, userId: bob.user.id } },
      },
    });
    await server.database.assignment.update({
      where: { id: assignmentId },
      data: { gradingRule: { maxPoints: 10, thresholds: [{ score: 0.5, points: 5 }], completion: 5 } },
    });
    await server.database.grade.create({
      data: {
        assignmentId,
        studentId: ada.user.id,
        publishedPoints: 9,
        publishedOutOf: 10,
        publishedAt: new Date(),
        runId: runOf.ada,
      },
    });
    const platform = await server.database.ltiPlatform.create({
      data: {
        name: 'School',
        issuer: 'https://school.example',
        clientId: 'client',
        authorizationEndpoint: 'https://school.example/a',
        tokenEndpoint: 'https://school.example/t',
        jwksUri: 'https://school.example/k',
      },
    });
    const { id: ltiContextId } = await server.database.ltiContext.create({
      data: { platformId: platform.id, deploymentId: 'd', contextId: 'c', title: 'There', courseId: room.courseId },
    });
    const launch = { ...studentLaunch, email: 'newcomer@school.example' };
    await server.database.ltiLogin.create({
      data: {
        stateHash: 'state',
        nonce: 'nonce',
        platformId: platform.id,
        expiresAt: new Date(Date.now() + 3_600_000),
        ticketHash: hashOf('ticket'),
        launch,
      },
    });
    const exported = await server.database.export.create({ data: { runId: runOf.ada, format: 'keras' } });
    await storeAnalysis(runOf.ada);
    const pretrained = parseRecipe({ backbone: 'MobileNetV2', inputSize: 96 }).recipe!;
    const adapted = { ...fields, studentId: ada.user.id, status: 'SUCCEEDED', recipe: pretrained, evaluation } as const;
    const { id: adaptedId } = await insertRun(server.database, { ...adapted, epochs: 6 });
    const twin = { ...adapted, recipe: twinRecipe(pretrained), twinOf: adaptedId, epochs: 6 };
    const { id: twinId } = await insertRun(server.database, twin);
    const reference = await insertRun(server.database, {
      ...fields,
      studentId: room.instructor.user.id,
      status: 'SUCCEEDED',
      evaluation,
    });
    await server.database.assignment.update({
      where: { id: assignmentId },
      data: { referenceRunId: reference.id },
    });
    await server.database.placeHistory.create({
      data: {
        assignmentId,
        participantId: ada.user.id,
        hour: new Date('2026-01-01T10:00:00Z'),
        place: 1,
        participants: 2,
        answerLow: 0.5,
        answerHigh: 0.6,
      },
    });
    await training(ada);
    await training(bob);
    await server.database.webhook.create({
      data: {
        courseId: room.courseId,
        url: 'https://example.org/hook',
        secret: 'whsec_c2VjcmV0',
        events: ['run.ended'],
        deliveries: { create: { event: 'run.ended', payload: { type: 'run.ended' }, queuedAt: new Date() } },
      },
    });
    await server.database.reservation.create({
      data: {
        courseId: room.courseId,
        date: '2027-01-07',
        fromMinute: 840,
        toMinute: 960,
        timeZone: 'UTC',
        note: 'Lab',
      },
    });
    const { courseId } = room;
    const { id: sectionId } = await server.database.section.create({ data: { courseId, name: 'Section' } });
    await server.database.enrollment.updateMany({ where: { courseId }, data: { sectionId } });
    await server.database.pendingMember.create({ data: { courseId, email: 'later@example.org', sectionId } });
    const invitation = { courseId, role: 'STUDENT', sectionId, token: 'token' } as const;
    await server.database.invitation.create({ data: { ...invitation, expiresAt: new Date(Date.now() + 600_000) } });
    await server.database.siteInvitation.create({
      data: { email: 'x@example.org', tokenHash: 'hash', expiresAt: new Date(Date.now() + 600_000) },
    });
    await server.database.mail.create({ data: { to: 'x@example.org', subject: 'Subject', text: 'Text' } });
    await server.database.notice.create({
      data: { userId: ada.user.id, kind: 'RUN_ENDED', data: { runId: runOf.ada, assignment: 'A', status: 'FAILED' } },
    });
    const counts = { train: 1, validation: 1, test: 1 };
    const { datasetId } = await server.database.datasetVersion.update({
      where: { id: room.datasetVersionId },
      data: { drawnSplit: { validationShare: 0.2, testShare: 0.2, seed: 7, drawn: ['test'] } },
    });
    const { id: importId } = await server.database.datasetImport.create({
      data: {
        courseId: room.courseId,
        name: 'Pictures',
        uploadId: 'none',
        status: 'FAILED',
        progress: { phase: 'DECODING', done: 1, total: 2, etaSeconds: 3 },
        failureCode: 'DATASET_INVALID',
        failureMessage: `Expected an image in ${testPaths()[0]}.`,
        datasetVersionId: room.datasetVersionId,
        report: {
          classes: [{ name: 'animals', counts, bytes: counts }],
          imbalance: 1,
          faults: [{ kind: 'SAME', count: 1, files: [{ path: testPaths()[0], like: 'another', reason: 'a reason' }] }],
          passedOver: [{ reason: 'HIDDEN', count: 1, files: ['.hidden'] }],
          problems: ['a problem'],
          sizes: [{ atLeast: 0, count: 3 }],
          smallest: { width: 8, height: 6 },
          median: { width: 8, height: 6 },
          largest: { width: 8, height: 6 },
          drawnSplit: { validationShare: 0.2, testShare: 0.2, seed: 7, drawn: ['validation', 'test'] },
          samples: [{ className: 'animals', path: 'train/animals/a.png' }],
          thumbnails: ['train/animals/a.png'],
        },
      },
    });
    const { uploadWeights } = await dataOf(
      room.instructor.query('mutation($input: UploadWeightsInput!) { uploadWeights(input: $input) { id } }', {
        input: {
          courseId: room.courseId,
          uploadId: await upload(room.instructor, Buffer.from('x')),
          name: 'Uploaded',
          backbone: 'CNN',
        },
      }),
    );
    await dataOf(ada.query('mutation { createApiKey(input: {name: "script"}) { key } }'));
    const heatmap = await server.database.heatmap.create({
      data: {
        runId: runOf.ada,
        sha256: 'a'.repeat(64),
        classIndex: 0,
        heat: { classIndex: 0, rows: 1, columns: 1, values: [1] },
        finishedAt: new Date(),
      },
    });
    const lecture = await server.database.lecture.create({
      data: {
        title: 'Lecture',
        code: 'LECTUR',
        offer: lectureChoices,
        opensAt: new Date(),
        endsAt: new Date(Date.now() + 3_600_000),
        assignment: { connect: { id: assignmentId } },
        account: { create: { id: 'guests', name: 'Lecture', email: 'guests@guests.invalid', erasedAt: new Date() } },
      },
    });
    await server.database.course.update({ where: { id: courseId }, data: { guestsInLectures: true } });
    const { token, tokenHash } = newGuestToken();
    const { id: guestId } = await server.database.lectureGuest.create({
      data: { lectureId: lecture.id, number: 1, nickname: 'Guest', tokenHash },
    });
    await insertGuestRun(server.database, { lectureId: lecture.id, guestId, values: [0.5] });
    const prepared = await insertRun(server.database, {
      ...fields,
      studentId: lecture.accountId,
      status: 'SUCCEEDED',
      evaluation,
    });
    await server.database.lectureRun.create({
      data: { runId: prepared.id, lectureId: lecture.id, part: 'PREPARED', choice: aChoice },
    });
    await storeAnalysis(prepared.id);
    guest = clientOf(server.url, { 'x-lecture-guest': token });
    const prediction = await server.database.prediction.create({
      data: {
        runId: runOf.ada,
        userId: ada.user.id,
        probabilities: [0.9, 0.1],
        heat: { classIndex: 0, rows: 1, columns: 1, values: [1] },
        finishedAt: new Date(),
      },
    });
    await server.database.networkMeasurement.create({
      data: { finishedAt: new Date(), times: { create: { backbone: 'MobileNet', ms: 20 } } },
    });
    argumentsOf = {
      lecture: `id: "${lecture.id}"`,
      lectureInvitation: 'code: "LECTUR"',
      prediction: `id: "${prediction.id}"`,
      networkRuns: 'backbone: "CNN"',
      heatmap: `id: "${heatmap.id}"`,
      course: `id: "${room.courseId}"`,
      assignment: `id: "${assignmentId}"`,
      run: `id: "${runOf.ada}"`,
      runEstimate: `assignmentId: "${assignmentId}", recipe: {backbone: "CNN", inputSize: 46}`,
      export: `id: "${exported.id}"`,
      runTags: `assignmentId: "${assignmentId}"`,
      compareRuns: `runIds: ["${adaptedId}", "${twinId}"], baseId: "${twinId}"`,
      runs: `assignmentId: "${assignmentId}"`,
      epochs: `runIds: ["${runOf.ada}", "${runOf.bob}"]`,
      leaderboard: `assignmentId: "${assignmentId}"`,
      datasetImport: `id: "${importId}"`,
      datasetImports: `courseId: "${room.courseId}"`,
      ltiContext: `id: "${ltiContextId}"`,
      ltiArrival: 'ticket: "ticket"',
      reservedHours: 'from: "2027-01-01T00:00:00Z", to: "2027-02-01T00:00:00Z"',
      dataset: `id: "${datasetId}"`,
      datasetVersion: `id: "${room.datasetVersionId}"`,
      compareDatasetVersions: `beforeId: "${room.datasetVersionId}", afterId: "${room.datasetVersionId}"`,
      serverFolders: `courseId: "${room.courseId}"`,
      gradeFile: `courseId: "${room.courseId}"`,
      gradePreview: `assignmentId: "${assignmentId}", rule: {maxPoints: 10, completion: 10}`,
      weightsUpload: `id: "${uploadWeights.id}"`,
      invitationOffer: 'token: "token"',
      invitedAddress: 'token: "token"',
      rosterPreview: `input: {courseId: "${room.courseId}", file: "${rosterFile}"}`,
    };
  });
  afterAll(() => server.stop());

  /** What a worker would have found in a validation image that looks mislabelled. */
  async function storeAnalysis(runId: string): Promise<void> {
    const sha256 = 'a'.repeat(64);
    const train = { split: 'train' as const, sha256: 'b'.repeat(64), name: 'b.png', label: 0, probabilities: [] };
    const places: [number, number][] = [
      [0, 0],
      [1, 1],
    ];
    const analysis: Analysis = {
      version: 1,
      classNames: ['animals', 'food'],
      images: [
        { ...train, neighbours: [], disagreement: 0 },
        {
          split: 'validation',
          sha256,
          name: 'a.png',
          label: 1,
          probabilities: [0.9, 0.1],
          neighbours: [{ index: 0, cosine: 0.5 }],
          disagreement: 1,
        },
      ],
      maps: { pca: { before: places, after: places }, umap: { before: places, after: places } },
      heatmaps: { [sha256]: { classIndex: 0, rows: 1, columns: 1, values: [1] } },
    };
    const address = await openObjectStore(server.options.directories.objects).put(
      Buffer.from(JSON.stringify(analysis)),
    );
    await server.database.analysis.create({ data: { runId, address, finishedAt: new Date() } });
  }

  const testPaths = () => Object.keys(room.files).filter((path) => path.startsWith('test/'));
  /** Everything that must not be seen, as it would stand in JSON. */
  const secrets = () => [
    ...testPaths().flatMap((path) => [
      path.split('/').at(-1) as string,
      createHash('sha256')
        .update(room.files[path] as Buffer)
        .digest('hex'),
    ]),
    ...Object.values(sealedNumbers).map(String),
  ];
  const leaks = (answer: unknown, hidden = secrets()) => {
    const text = JSON.stringify(answer);
    return hidden.filter((secret) => text.includes(secret));
  };
  const forStaff = [
    'lecture',
    'accounts',
    'outbox',
    'siteInvitations',
    'rosterPreview',
    'datasetImport',
    'datasetImports',
    'compareDatasetVersions',
    'serverFolders',
    'gradeFile',
    'gradePreview',
    'ltiContext',
    'ltiPlatforms',
  ];
  const asked = new Map<SignedIn, Promise<unknown[]>>();
  /** What somebody was answered while the assignment is open: all of it takes a while, and is asked for once. */
  const openAnswers = (client: SignedIn) => {
    if (!asked.has(client)) asked.set(client, askEverything(client));
    return asked.get(client)!;
  };
  const askEverything = (client: SignedIn): Promise<unknown[]> => {
    // The one field below others that has to be told something.
    const scores = '{ id evaluation { __typename publicScore privateScore } }';
    const latestRun = `{ course(id: "${room.courseId}") { people { nodes {
      __typename latestRun(assignmentId: "${assignmentId}") ${scores} } } } }`;
    return Promise.all(
      Object.entries({ ...everyQuestion(schema, argumentsOf), latestRun }).map(async ([name, document]) => {
        const { data, errors } = await client.query(document);
        const [query = ''] = name.split(' ');
        const isRefused = client !== room.instructor && forStaff.includes(query);
        // Ada's own picture is nobody else's business.
        const isHers = client === room.instructor && query === 'prediction';
        expect(errors?.[0]?.extensions.code, name).toBe(isRefused ? 'FORBIDDEN' : isHers ? 'NOT_FOUND' : undefined);
        return data;
      }),
    );
  };

  /** A guest of a lecture asks everything that guests may. */
  const askAsGuest = async () => {
    const questions = Object.entries(everyQuestion(schema, argumentsOf));
    const forGuests = questions.filter(([name]) => name === 'guestLecture' || name === 'lectureInvitation');
    return Promise.all(forGuests.map(([, document]) => dataOf(guest.query(document))));
  };

  it('is nowhere in all that a guest of a lecture can ask for', async () => {
    const answers = await askAsGuest();
    expect(leaks(answers)).toEqual([]);
    expect(leaks(answers, [String(privateScore), String(publicScore), '0.835'])).toEqual([]);
  });

  it('is nowhere in all that a student can ask for, while the assignment is open', async () => {
    const answers = await openAnswers(ada);
    expect(leaks(answers)).toEqual([]);
    expect(leaks(answers, [String(privateScore), String(publicScore)])).toEqual([]);
    expect(JSON.stringify(answers)).toContain('0.835');
    for (const selection of selections(schema.getType('Run') as never)) {
      const { run } = await dataOf(ada.query(`{ run(id: "${runOf.failed}") ${selection} }`));
      expect(leaks(run)).toEqual([]);
    }
  });

  it('is what the instructor finds by asking the same, so that the questions do reach it', async () => {
    const found = leaks(await openAnswers(room.instructor));
    expect(found).toEqual(['test-11.png', ...Object.values(sealedNumbers).map(String)]);
  });

  it('has been asked for through every field of the schema', async () => {
    const met = new Set([
      ...fieldsOf(await openAnswers(ada)),
      ...fieldsOf(await openAnswers(room.instructor)),
      ...fieldsOf(await askAsGuest()),
    ]);
    const missed = allFields(schema).filter((field) => !met.has(field));
    // A failed run is no succeeded one: its failure is asked for above.
    expect(missed).toEqual([]);
  });

  it('shows through the private score and nothing else after the assignment has closed', async () => {
    await server.database.assignment.update({ where: { id: assignmentId }, data: { closesAt: new Date() } });
    const answers = await askEverything(ada);
    expect(leaks(answers)).toEqual([]);
    expect(leaks(answers, [String(privateScore)])).toEqual([String(privateScore)]);
    await server.database.assignment.update({ where: { id: assignmentId }, data: { closesAt: null } });
  });

  it('is no less sealed for who asks which labels look wrong: that is for staff', async () => {
    const document = `query($id: ID!) { run(id: $id) { analysis { result { doubtfulLabels { sha256 } } } } }`;
    const doubtful = async (client: SignedIn) =>
      (await dataOf(client.query(document, { id: runOf.ada }))).run.analysis.result.doubtfulLabels;
    expect(await doubtful(ada)).toBeNull();
    expect(await doubtful(room.instructor)).toHaveLength(1);
  });

  it('is in no event of a subscription', async () => {
    for (const selection of selections(schema.getType('RunProgress') as never)) {
      const events = [];
      for await (const event of ada.subscribe(`subscription { runProgress(runId: "${runOf.ada}") ${selection} }`))
        events.push(event);
      expect(events).toHaveLength(1);
      expect(events[0]?.errors).toBeUndefined();
      expect(leaks(events)).toEqual([]);
    }
  });

  it('is in no answer to a submission or a cancellation', async () => {
    for (const selection of selections(schema.getType('Run') as never)) {
      const again = await dataOf(
        ada.query(
          `mutation { submitRun(input: {assignmentId: "${assignmentId}", recipe: {backbone: "CNN", ` +
            `inputSize: 46}}) { alreadySubmitted run ${selection} } }`,
        ),
      );
      expect(again.submitRun.alreadySubmitted).toBe(true);
      expect(leaks(again)).toEqual([]);
    }
  });
});
