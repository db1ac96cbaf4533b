import { buildClientSchema, type GraphQLSchema, getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { FailureCode } from '#contracts/runFailure';
import { followLectures } from '../../server/lectures/followLectures.ts';
import { roomAddresses } from '../../server/lectures/roomAddresses.ts';
import { type Client, clientOf, codeOf, dataOf, type SignedIn } from '../setup/api.ts';
import { type Classroom, openClassroom } from '../setup/classroom.ts';
import {
  aChoice,
  allowGuests,
  createLecture,
  insertGuestRun,
  joinLecture,
  lectureChoices,
  openPreparedLecture,
} from '../setup/lectures.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';

let server: TestServer;
let room: Classroom;
let student: SignedIn;
let assignmentId: string;

beforeAll(async () => {
  server = await startTestServer();
  room = await openClassroom(server);
  student = await room.student('Ada');
  assignmentId = await room.assignment();
});
afterAll(() => server.stop());
beforeEach(() => allowGuests(room.instructor, room.courseId));

const prepareLecture = 'mutation($id: ID!) { prepareLecture(id: $id) { state } }';
const submit = 'mutation($input: SubmitLectureRunInput!) { submitLectureRun(input: $input) { id status } }';
const own = `{ guestLecture { title nickname number runsLeft choices { heads }
  runs { id nickname guestId network freeze head augmentation status curve best } } }`;
const wall = `query($id: ID!) { lecture(id: $id) { state guestCount preparation { total choices done failed share }
  runs { id part nickname guestNumber guestId status curve best } } }`;

/** An open lecture; workers have prepared it. */
async function openLecture(choices: object = {}, fields: object = {}): Promise<{ id: string; code: string }> {
  const lecture = await createLecture(room.instructor, assignmentId, choices, fields);
  await openPreparedLecture(server.database, room.instructor, lecture.id);
  return lecture;
}

/** What a worker does at the end of a run. */
async function endRuns(lectureId: string): Promise<void> {
  await server.database.run.updateMany({
    where: { inLecture: { lectureId }, status: 'QUEUED' },
    data: { status: 'SUCCEEDED', finishedAt: new Date() },
  });
}

test('staff prepare each network with each freezing and augmentation once, and what is from scratch', async () => {
  const { id } = await createLecture(room.instructor, assignmentId, { augmentations: ['NONE', 'FLIP'] });
  const prepare = () =>
    dataOf(room.instructor.query('mutation($id: ID!) { prepareLecture(id: $id) { state } }', { id }));
  const { lecture: before } = await dataOf(room.instructor.query(wall, { id }));
  expect(before).toMatchObject({ state: 'DRAFT', preparation: { total: 0, choices: 0, share: 0 } });
  expect((await prepare()).prepareLecture.state).toBe('PREPARING');
  await prepare();
  const members = await server.database.lectureRun.findMany({
    where: { lectureId: id },
    include: { run: true },
    orderBy: { runId: 'asc' },
  });
  // 1 network × 2 places to freeze × 2 augmentations, and the CNN from scratch.
  expect(members.map(({ part }) => part).sort()).toEqual(['PREPARED', 'PREPARED', 'PREPARED', 'PREPARED', 'SCRATCH']);
  const recipes = members.map(({ run }) => run.recipe as Record<string, unknown>);
  expect(recipes.filter(({ backbone }) => backbone === 'CNN')).toMatchObject([{ weights: 'random', freeze: 'none' }]);
  expect(recipes.every(({ training }) => (training as { epochs: number }).epochs === 3)).toBe(true);
  for (const { run } of members)
    expect(await server.database.run.count({ where: { id: run.id, jobId: null } })).toBe(0);

  // What failed is trained again, and nothing else.
  await server.database.run.update({ where: { id: members[0]!.runId }, data: { status: 'FAILED' } });
  await prepare();
  expect(await server.database.lectureRun.count({ where: { lectureId: id } })).toBe(5);
  expect(await server.database.run.count({ where: { id: members[0]!.runId } })).toBe(0);
});

test('a lecture opens when something is prepared, and only in a course that allows guests', async () => {
  const { id, code } = await createLecture(room.instructor, assignmentId);
  const open = 'mutation($id: ID!, $minutes: Int!) { openLecture(id: $id, minutes: $minutes) { state } }';
  expect(await codeOf(room.instructor.query(open, { id, minutes: 60 }))).toBe('LECTURE_NOT_READY');
  const join = 'mutation($code: String!) { joinLecture(code: $code, nickname: "Kim") { token } }';
  expect(await codeOf(clientOf(server.url).query(join, { code }))).toBe('LECTURE_CLOSED');
  await openPreparedLecture(server.database, room.instructor, id);
  expect(await codeOf(room.instructor.query(open, { id, minutes: 3 }))).toBe('BAD_USER_INPUT');

  await allowGuests(room.instructor, room.courseId, false);
  expect(await codeOf(room.instructor.query(open, { id, minutes: 60 }))).toBe('GUESTS_NOT_ALLOWED');
  expect(await codeOf(clientOf(server.url).query(join, { code }))).toBe('LECTURE_CLOSED');
  const create = 'mutation($input: CreateLectureInput!) { createLecture(input: $input) { id } }';
  const input = { assignmentId, title: 'Another', choices: lectureChoices };
  expect(await codeOf(room.instructor.query(create, { input }))).toBe('GUESTS_NOT_ALLOWED');
  expect(await codeOf(room.instructor.query(prepareLecture, { id }))).toBe('GUESTS_NOT_ALLOWED');
});

const change = (name: string) =>
  dataOf(room.instructor.query(`mutation($id: ID!) { ${name}(id: $id) { archivedAt } }`, { id: room.courseId }));

test.each([
  ['is archived', () => change('archiveCourse'), () => change('unarchiveCourse')],
  [
    'takes no guests',
    () => allowGuests(room.instructor, room.courseId, false),
    () => allowGuests(room.instructor, room.courseId),
  ],
])('guests can do nothing while their course %s', async (_, close, reopen) => {
  const { code } = await openLecture();
  const guest = await joinLecture(server.url, code, 'Kim');
  const invitation = async () =>
    dataOf(guest.query('query($code: String!) { lectureInvitation(code: $code) { state takesGuests } }', { code }));
  expect(await invitation()).toEqual({ lectureInvitation: { state: 'OPEN', takesGuests: true } });
  await close();
  expect(await invitation()).toEqual({ lectureInvitation: { state: 'OPEN', takesGuests: false } });
  const join = 'mutation($code: String!) { joinLecture(code: $code, nickname: "Lee") { token } }';
  expect(await codeOf(clientOf(server.url).query(join, { code }))).toBe('LECTURE_CLOSED');
  expect(await codeOf(guest.query(submit, { input: aChoice }))).toBe('UNAUTHENTICATED');
  await reopen();
  expect(await codeOf(guest.query(submit, { input: aChoice }))).toBeUndefined();
});

test('the starter’s network keeps its weights and preprocessing; what is from scratch has the same size', async () => {
  const starterRecipe = { backbone: 'MobileNetV2', weights: 'nsfwjs', preprocessing: 'rescale' };
  const recipesOf = async (starter: object, choices: object) => {
    const id = await room.assignment({ starterRecipe: starter });
    const lecture = await createLecture(room.instructor, id, { freezes: ['ALL'], ...choices });
    await dataOf(room.instructor.query(prepareLecture, lecture));
    const members = await server.database.lectureRun.findMany({
      where: { lectureId: lecture.id },
      include: { run: true },
    });
    return Object.fromEntries(
      members.map(({ part, run }) => {
        const { backbone, weights, preprocessing, inputSize } = run.recipe as Record<string, unknown>;
        return [`${part} ${backbone}`, [weights, preprocessing, inputSize]];
      }),
    );
  };
  const networks = [
    { backbone: 'VGG16', inputSize: 40 },
    { backbone: 'MobileNetV2', inputSize: 64 },
  ];
  expect(await recipesOf(starterRecipe, { networks, fromScratch: ['CNN', 'MobileNetV2'] })).toEqual({
    'PREPARED VGG16': ['imagenet', 'backbone', 40],
    'PREPARED MobileNetV2': ['nsfwjs', 'rescale', 64],
    // The CNN takes no smaller images.
    'SCRATCH CNN': ['random', 'rescale', 46],
    'SCRATCH MobileNetV2': ['random', 'rescale', 64],
  });
  expect(await recipesOf({ backbone: 'CNN' }, { networks: [networks[1]], fromScratch: ['CNN'] })).toEqual({
    'PREPARED MobileNetV2': ['imagenet', 'backbone', 64],
    'SCRATCH CNN': ['random', 'rescale', 64],
  });
  const random = { backbone: 'MobileNetV2', weights: 'random', freeze: 'none', preprocessing: 'rescale' };
  expect(await recipesOf(random, { networks: [{ backbone: 'MobileNetV2' }], fromScratch: ['CNN'] })).toEqual({
    'PREPARED MobileNetV2': ['imagenet', 'backbone', 224],
    'SCRATCH CNN': ['random', 'rescale', 150],
  });
});

test('a preparation says how many other runs come before it', async () => {
  const before = async (id: string) => {
    const ask = 'query($id: ID!) { lecture(id: $id) { preparation { runsBefore } } }';
    return (await dataOf(room.instructor.query(ask, { id }))).lecture.preparation.runsBefore;
  };
  const first = await createLecture(room.instructor, assignmentId);
  expect(await before(first.id)).toBe(null);
  await dataOf(room.instructor.query(prepareLecture, { id: first.id }));
  const ahead = await before(first.id);
  const second = await createLecture(room.instructor, assignmentId);
  await dataOf(room.instructor.query(prepareLecture, { id: second.id }));
  // Two choices of the phones; what is trained from scratch comes after all of them.
  expect(await before(second.id)).toBe(ahead + 2);
  const { runId } = await server.database.lectureRun.findFirstOrThrow({ where: { lectureId: second.id } });
  await server.database.run.update({ where: { id: runId }, data: { status: 'TRAINING' } });
  expect(await before(second.id)).toBe(null);
  for (const { id } of [first, second]) await endRuns(id);
  await server.database.run.update({ where: { id: runId }, data: { status: 'SUCCEEDED', finishedAt: new Date() } });
});

test('a lecture is ready when one choice of the phones is prepared, and says why others are not', async () => {
  const { id } = await createLecture(room.instructor, assignmentId);
  await dataOf(room.instructor.query(prepareLecture, { id }));
  const members = await server.database.lectureRun.findMany({ where: { lectureId: id }, orderBy: { runId: 'asc' } });
  const [first, second] = members.filter(({ part }) => part === 'PREPARED').map(({ runId }) => runId);
  const scratch = members.find(({ part }) => part === 'SCRATCH')!.runId;
  const end = (runId: string, data: { status: 'SUCCEEDED' | 'FAILED' | 'QUEUED'; failureCode?: FailureCode | null }) =>
    server.database.run.update({ where: { id: runId }, data });
  const ask = `query($id: ID!) { lecture(id: $id) { state isMapComing preparation { total done failed ready open }
    failedPreparation { id part failureCode } } }`;
  const now = async () => (await dataOf(room.instructor.query(ask, { id }))).lecture;
  const open = () => room.instructor.query('mutation($id: ID!) { openLecture(id: $id, minutes: 9) { state } }', { id });

  await end(scratch, { status: 'SUCCEEDED' });
  expect(await now()).toMatchObject({
    state: 'PREPARING',
    isMapComing: true,
    preparation: { total: 3, done: 1, ready: 0, open: 2 },
  });
  expect(await codeOf(open())).toBe('LECTURE_NOT_READY');
  const failed = { status: 'FAILED', failureCode: 'WEIGHTS_UNAVAILABLE' } as const;
  await end(first!, failed);
  await end(second!, failed);
  expect(await now()).toEqual({
    state: 'PREPARING_FAILED',
    isMapComing: false,
    preparation: { total: 3, done: 1, failed: 2, ready: 0, open: 0 },
    failedPreparation: [first, second].map((id) => ({
      id,
      part: 'PREPARED',
      failureCode: 'WEIGHTS_UNAVAILABLE',
    })),
  });
  expect(await codeOf(open())).toBe('LECTURE_NOT_READY');

  // Staff can look at the run itself. The queue has no student for it.
  const run = 'query($id: ID!) { run(id: $id) { isInLecture failure { code } } }';
  expect((await dataOf(room.instructor.query(run, { id: first }))).run).toEqual({
    isInLecture: true,
    failure: { code: 'WEIGHTS_UNAVAILABLE' },
  });

  // Networks from scratch may take their time, and other choices may fail.
  await end(scratch, { status: 'QUEUED' });
  await end(second!, { status: 'SUCCEEDED', failureCode: null });
  expect(await now()).toMatchObject({ state: 'READY', preparation: { failed: 1, ready: 1, open: 0 } });
  expect((await dataOf(open())).openLecture.state).toBe('OPEN');
});

test('a guest trains one of the choices at a time, and no other recipe', async () => {
  const { id, code } = await openLecture();
  const guest = await joinLecture(server.url, ` ${code.toLowerCase()} `, '  김 민준  ');
  const { guestLecture } = await dataOf(guest.query(own));
  expect(guestLecture).toMatchObject({ nickname: '김 민준', number: 1, runsLeft: 30, runs: [] });

  const refused = [{ head: 'DENSE' }, { freeze: 'LAST_TWO_BLOCKS' }, { augmentation: 'STRONG' }, { network: 'VGG16' }];
  for (const change of refused)
    expect(await codeOf(guest.query(submit, { input: { ...aChoice, ...change } }))).toBe('RECIPE_NOT_ALLOWED');
  expect(await codeOf(guest.query(submit, { input: { ...aChoice, network: 'toString' } }))).toBe('BAD_USER_INPUT');

  // Of several taps at once one counts.
  const taps = await Promise.all(Array.from({ length: 4 }, () => guest.query(submit, { input: aChoice })));
  expect(taps.map(({ errors }) => errors?.[0]?.extensions.code ?? 'taken').sort()).toEqual([
    'QUOTA_EXCEEDED',
    'QUOTA_EXCEEDED',
    'QUOTA_EXCEEDED',
    'taken',
  ]);
  await endRuns(id);
  await dataOf(guest.query(submit, { input: { ...aChoice, freeze: 'LAST_BLOCK' } }));
  const { lecture } = await dataOf(room.instructor.query(wall, { id }));
  const submitted = lecture.runs.filter(({ part }: { part: string }) => part === 'GUEST');
  expect(submitted).toMatchObject([{ nickname: '김 민준', guestNumber: 1 }, { status: 'QUEUED' }]);
  const rows = await server.database.run.findMany({
    where: { inLecture: { lectureId: id, part: 'GUEST' } },
    orderBy: { submittedAt: 'asc' },
  });
  // Each tap has a seed of its own, so that equal choices are not one curve.
  expect(rows.map(({ recipe }) => recipe)).toMatchObject([{ freeze: 'all' }, { freeze: { before: 'Conv_1' } }]);
  expect(new Set(rows.map(({ recipe }) => (recipe as { seed: number }).seed)).size).toBe(2);
});

test('a guest trains thirty times at most', async () => {
  const { id, code } = await openLecture();
  const guest = await joinLecture(server.url, code, 'Kim');
  const { id: guestId } = await server.database.lectureGuest.findFirstOrThrow({ where: { lectureId: id } });
  for (let run = 0; run < 29; run += 1) await insertGuestRun(server.database, { lectureId: id, guestId, values: [] });
  await dataOf(guest.query(submit, { input: aChoice }));
  await endRuns(id);
  expect((await dataOf(guest.query(own))).guestLecture.runsLeft).toBe(0);
  const { errors } = await guest.query(submit, { input: aChoice });
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'QUOTA_EXCEEDED', totalQuota: 30 });
});

test('a lecture has so many places, and a nickname can be read by everybody', async () => {
  const { code } = await openLecture({}, { mostGuests: 3 });
  const join =
    'mutation($code: String!, $nickname: String!) { joinLecture(code: $code, nickname: $nickname) { token } }';
  const somebody = clientOf(server.url);
  for (const nickname of ['', ' ', 'x'.repeat(25), 'a\u202Eb', '\u200B'])
    expect(await codeOf(somebody.query(join, { code, nickname }))).toBe('BAD_USER_INPUT');
  expect(await codeOf(somebody.query(join, { code: 'NOCODE', nickname: 'Kim' }))).toBe('NOT_FOUND');
  const all = await Promise.all(Array.from({ length: 8 }, (_, n) => somebody.query(join, { code, nickname: `P${n}` })));
  expect(all.filter(({ errors }) => !errors)).toHaveLength(3);
  expect(all.flatMap(({ errors }) => errors?.[0]?.extensions.code ?? []).every((c) => c === 'LECTURE_FULL')).toBe(true);
  const ask = 'query($code: String!) { lectureInvitation(code: $code) { title state takesGuests isFull } }';
  expect((await dataOf(somebody.query(ask, { code }))).lectureInvitation).toEqual({
    title: 'Frozen or not',
    state: 'OPEN',
    takesGuests: true,
    isFull: true,
  });
});

test('codes are tried six hundred times in ten minutes from one address at most', async () => {
  const limited = await startTestServer({ rateLimit: true });
  try {
    const join = 'mutation { joinLecture(code: "NOCODE", nickname: "Kim") { token } }';
    const codes = new Set<string | undefined>();
    for (let turn = 0; turn < 12; turn += 1)
      for (const code of await Promise.all(Array.from({ length: 50 }, () => codeOf(clientOf(limited.url).query(join)))))
        codes.add(code);
    expect([...codes]).toEqual(['NOT_FOUND']);
    expect(await codeOf(clientOf(limited.url).query(join))).toBe('BUSY');
  } finally {
    await limited.stop();
  }
});

test('a guest may do nothing but what is made for guests', async () => {
  const { id, code } = await openLecture();
  const guest = await joinLecture(server.url, code, 'Kim');
  const other = await joinLecture(server.url, code, 'Lee');
  const guestId = (await server.database.lectureGuest.findFirstOrThrow({ where: { nickname: 'Lee' } })).id;
  await insertGuestRun(server.database, { lectureId: id, guestId, values: [0.5] });
  expect(JSON.stringify(await server.database.lectureGuest.findMany())).not.toContain(guest.token);
  const schema = buildClientSchema(await dataOf(guest.query(getIntrospectionQuery())));
  const open = await mayAsk(clientOf(server.url), schema);
  const forGuests = (await mayAsk(guest, schema)).filter((field) => !open.includes(field));
  expect(forGuests).toEqual(['mutation submitLectureRun']);
  // What everybody may ask is little, and nothing of it is this course's.
  expect(open).toContain('query lectureInvitation');
  expect(open).not.toContain('query lecture');
  const secrets = [room.courseId, assignmentId, student.user.id, room.instructor.user.email, 'Ada', 'Lee'];
  const text = JSON.stringify([await guest.query(own), await guest.query('{ site { name } me { id } }')]);
  for (const secret of secrets) expect(text, secret).not.toContain(secret);
  expect((await dataOf(other.query(own))).guestLecture.runs).toMatchObject([{ guestId: null, best: 0.5 }]);
  for (const path of [`/images/${room.datasetVersionId}/x`, `/exports/courses/${room.courseId}`, '/exports/account'])
    expect((await guest.fetch(path)).status, path).toBe(401);
});

test('a guest sees what is learned: the classes, each with a small training image, and no other image', async () => {
  const { code } = await openLecture();
  const guest = await joinLecture(server.url, code, 'Kim');
  const question = '{ guestLecture { classCount classes { name example } } }';
  const { classCount, classes } = (await dataOf(guest.query(question))).guestLecture;
  const version = { where: { id: room.datasetVersionId } };
  const { classNames } = await server.database.datasetVersion.findUniqueOrThrow(version);
  expect([classCount, classes.map(({ name }: { name: string }) => name)]).toEqual([classNames.length, classNames]);
  for (const { example } of classes) {
    expect(example).toMatch(/^data:image\/webp;base64,/);
    expect(example.length).toBeLessThan(20_000);
  }
  expect(await codeOf(guest.query('{ guestLecture { classes(first: 13) { name } } }'))).toBe('BAD_USER_INPUT');
  // Who has left sees none of it.
  await server.database.lectureGuest.deleteMany({ where: { nickname: 'Kim' } });
  expect((await dataOf(guest.query(question))).guestLecture).toBeNull();
});

/** The fields of Query and Mutation that do not refuse somebody because nobody has signed in. */
async function mayAsk(client: Client, schema: GraphQLSchema): Promise<string[]> {
  const open: string[] = [];
  for (const [operation, type] of [
    ['query', schema.getQueryType()],
    ['mutation', schema.getMutationType()],
  ] as const)
    for (const field of Object.values(type!.getFields())) {
      const variables = field.args.map(({ name, type }) => `$${name}: ${type}`).join(', ');
      const given = field.args.map(({ name }) => `${name}: $${name}`).join(', ');
      const values = Object.fromEntries(field.args.map(({ name, type }) => [name, sampleOf(String(type), schema)]));
      const selection = String(field.type).match(/^\[?(ID|String|Int|Float|Boolean|JSON|DateTime)/)
        ? ''
        : '{ __typename }';
      const asked = `${field.name}${given && `(${given})`} ${selection}`;
      const document = `${operation}${variables && `(${variables})`} { ${asked} }`;
      const code = (await client.query(document, values)).errors?.[0]?.extensions.code;
      if (code !== 'UNAUTHENTICATED') open.push(`${operation} ${field.name}`);
    }
  return open;
}

/** A value of a type, the plainest there is. */
function sampleOf(type: string, schema: GraphQLSchema): unknown {
  if (!type.endsWith('!')) return null;
  const inner = type.slice(0, -1);
  if (inner.startsWith('[')) return [];
  const named = schema.getType(inner);
  if (named && 'getValues' in named) return named.getValues()[0]!.name;
  if (named && 'getFields' in named)
    return Object.fromEntries(
      Object.values(named.getFields()).map((field) => [field.name, sampleOf(String(field.type), schema)]),
    );
  const plain: Record<string, unknown> = {
    Int: 10,
    Float: 1,
    Boolean: true,
    DateTime: '2027-01-01T00:00:00Z',
    JSON: {},
  };
  return plain[inner] ?? 'x';
}

test('when a lecture ends, its guests can do nothing any more, and nobody knows their names', async () => {
  const { id, code } = await openLecture();
  const guest = await joinLecture(server.url, code, 'Nickname-of-Kim');
  await dataOf(guest.query(submit, { input: aChoice }));
  const guestId = (await server.database.lectureGuest.findFirstOrThrow({ where: { lectureId: id } })).id;
  await insertGuestRun(server.database, { lectureId: id, guestId, values: [0.5, 0.75] });

  // Its time is over: at once for the guest, and soon for the name.
  await server.database.lecture.update({ where: { id }, data: { endsAt: new Date(Date.now() - 1000) } });
  expect((await dataOf(guest.query(own))).guestLecture).toBeNull();
  expect(await codeOf(guest.query(submit, { input: aChoice }))).toBe('UNAUTHENTICATED');
  const { queue } = await queueOf();
  await followLectures({ database: server.database, queue });
  await queue.stop({ graceful: false });
  expect(await server.database.lectureGuest.count({ where: { lectureId: id } })).toBe(0);
  const { lecture } = await dataOf(room.instructor.query(wall, { id }));
  expect(lecture).toMatchObject({ state: 'ENDED', guestCount: 1 });
  const left = lecture.runs.filter(({ part }: { part: string }) => part === 'GUEST');
  expect(left).toMatchObject([
    { nickname: null, guestId: null, guestNumber: 1, status: 'CANCELLED' },
    { nickname: null, guestNumber: 1, curve: [0.5, 0.75], best: 0.75 },
  ]);

  // Staff end another one by hand.
  const second = await openLecture();
  const later = await joinLecture(server.url, second.code, 'Lee');
  await dataOf(room.instructor.query('mutation($id: ID!) { endLecture(id: $id) { state } }', second));
  expect(await codeOf(later.query(submit, { input: aChoice }))).toBe('UNAUTHENTICATED');
  expect(await server.database.lectureGuest.count({ where: { lectureId: second.id } })).toBe(0);
});

async function queueOf() {
  const { openQueue } = await import('#prisma/queue');
  return { queue: await openQueue(server.databaseUrl, { onError: () => {} }) };
}

test('staff send a guest away with their runs, and delete a lecture with everything', async () => {
  const { id, code } = await openLecture();
  const guest = await joinLecture(server.url, code, 'Rude');
  await dataOf(guest.query(submit, { input: aChoice }));
  const { lecture } = await dataOf(room.instructor.query(wall, { id }));
  const { guestId, id: runId } = lecture.runs.find(({ part }: { part: string }) => part === 'GUEST');
  const remove = 'mutation($guestId: ID!) { removeGuest(guestId: $guestId) { guestCount } }';
  expect(await codeOf(student.query(remove, { guestId }))).toBe('FORBIDDEN');
  expect((await dataOf(room.instructor.query(remove, { guestId }))).removeGuest.guestCount).toBe(0);
  expect(await server.database.run.count({ where: { id: runId } })).toBe(0);
  expect((await dataOf(guest.query(own))).guestLecture).toBeNull();

  const { accountId } = await server.database.lecture.findUniqueOrThrow({ where: { id } });
  const drop = 'mutation($id: ID!) { deleteLecture(id: $id) }';
  expect(await codeOf(student.query(drop, { id }))).toBe('FORBIDDEN');
  await dataOf(room.instructor.query(drop, { id }));
  expect(await server.database.lecture.count({ where: { id } })).toBe(0);
  expect(await server.database.user.count({ where: { id: accountId } })).toBe(0);
  expect(await server.database.run.count({ where: { studentId: accountId } })).toBe(0);
});

test('only staff see a lecture, and its runs are in nobody else’s lists', async () => {
  const { id } = await openLecture();
  expect(await codeOf(student.query(wall, { id }))).toBe('FORBIDDEN');
  expect(await codeOf(clientOf(server.url).query(wall, { id }))).toBe('UNAUTHENTICATED');
  const list = 'query($id: ID!) { assignment(id: $id) { lectures { id } runs { totalCount } } }';
  expect((await dataOf(student.query(list, { id: assignmentId }))).assignment.lectures).toBeNull();
  const { assignment } = await dataOf(room.instructor.query(list, { id: assignmentId }));
  expect(assignment.lectures.map((lecture: { id: string }) => lecture.id)).toContain(id);
  expect(assignment.runs.totalCount).toBe(0);
  const { lecture } = await dataOf(room.instructor.query(wall, { id }));
  expect(await codeOf(student.query('query($id: ID!) { run(id: $id) { id } }', { id: lecture.runs[0].id }))).toBe(
    'FORBIDDEN',
  );
});

test('what phones may choose stays as it is while a lecture is open', async () => {
  const { id } = await openLecture();
  const update = 'mutation($input: UpdateLectureInput!) { updateLecture(input: $input) { title } }';
  const choices = { ...lectureChoices, heads: ['LINEAR'] };
  expect(await codeOf(room.instructor.query(update, { input: { id, choices } }))).toBe('LECTURE_OPEN');
  expect(await server.database.lectureRun.count({ where: { lectureId: id } })).toBe(3);
  await dataOf(room.instructor.query(update, { input: { id, title: 'Open', choices: lectureChoices } }));
  await dataOf(room.instructor.query('mutation($id: ID!) { endLecture(id: $id) { state } }', { id }));
  expect(await codeOf(room.instructor.query(update, { input: { id, choices } }))).toBeUndefined();
});

test('an assignment has fifty lectures at most, and no list of accounts has theirs', async () => {
  const id = await room.assignment();
  const title = 'One of Many';
  for (let lecture = 0; lecture < 50; lecture += 1) await createLecture(room.instructor, id, {}, { title });
  const create = 'mutation($input: CreateLectureInput!) { createLecture(input: $input) { id } }';
  const input = { assignmentId: id, title, choices: lectureChoices };
  const { errors } = await room.instructor.query(create, { input });
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', detail: 'LECTURES_FULL' });
  const accounts = await dataOf(room.instructor.query('{ accounts(search: "One of Many") { totalCount } }'));
  expect(accounts.accounts.totalCount).toBe(0);
});

test('students prepare, open, change and end no lecture', async () => {
  const { id } = await createLecture(room.instructor, assignmentId);
  const input = { assignmentId, title: 'Mine', choices: lectureChoices };
  for (const [document, variables] of [
    ['mutation($input: CreateLectureInput!) { createLecture(input: $input) { id } }', { input }],
    ['mutation($input: UpdateLectureInput!) { updateLecture(input: $input) { id } }', { input: { id, title: 'Mine' } }],
    [prepareLecture, { id }],
    ['mutation($id: ID!) { openLecture(id: $id, minutes: 60) { id } }', { id }],
    ['mutation($id: ID!) { endLecture(id: $id) { id } }', { id }],
  ] as const)
    expect(await codeOf(student.query(document, variables)), document).toBe('FORBIDDEN');
});

test('what cannot be prepared is refused with its reason', async () => {
  const create = 'mutation($input: CreateLectureInput!) { createLecture(input: $input) { id } }';
  const refusal = async (choices: object, fields: object = {}) => {
    const input = { assignmentId, title: 'Lecture', choices: { ...lectureChoices, ...choices }, ...fields };
    const { errors } = await room.instructor.query(create, { input });
    return errors?.[0]?.extensions.code;
  };
  const mobile = lectureChoices.networks[0];
  expect(await refusal({ networks: [] })).toBe('BAD_USER_INPUT');
  expect(await refusal({ networks: [mobile, mobile] })).toBe('BAD_USER_INPUT');
  expect(await refusal({ networks: [{ backbone: 'CNN' }] })).toBe('BAD_USER_INPUT');
  expect(await refusal({ networks: [{ ...mobile, inputSize: 8 }] })).toBe('RECIPE_INVALID');
  expect(await refusal({ heads: ['LINEAR', 'LINEAR'] })).toBe('BAD_USER_INPUT');
  expect(await refusal({ epochs: 51 })).toBe('BAD_USER_INPUT');
  expect(await refusal({}, { mostGuests: 301 })).toBe('BAD_USER_INPUT');
  expect(await refusal({ networks: [{ ...mobile, weights: '01234567-89ab-4def-8123-456789abcdef' }] })).toBe(
    'RECIPE_INVALID',
  );
  expect(await refusal({})).toBeUndefined();
});

test('phones are sent to the site’s own address, or to those of its machine', () => {
  const network = { address: '192.168.0.12', family: 'IPv4', internal: false } as never;
  const itself = { address: '127.0.0.1', family: 'IPv4', internal: true } as never;
  expect(roomAddresses('https://downstream.school.edu', { wlan0: [network] })).toEqual([
    'https://downstream.school.edu',
  ]);
  expect(roomAddresses('http://localhost:3000', { lo: [itself], wlan0: [network] })).toEqual([
    'http://192.168.0.12:3000',
  ]);
  expect(roomAddresses('http://localhost:3000', { lo: [itself] })).toEqual([]);
});
