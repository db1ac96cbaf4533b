import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse as parseCsv } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recipeSchema } from '#contracts/recipe';
import { announce } from '#prisma/announce';
import { apiKeyOf, type SignedIn } from '../setup/api.ts';
import { type Classroom, openClassroom, password } from '../setup/classroom.ts';
import { workOnNextImport } from '../setup/imports.ts';
import { insertRun } from '../setup/runs.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';
import { datasetFiles as pictures } from '../setup/upload.ts';

let server: TestServer;
let classroom: Classroom;
let student: SignedIn;
let assignmentId: string;
let home: string;
let studentKey: string;

beforeAll(async () => {
  server = await startTestServer();
  classroom = await openClassroom(server);
  student = await classroom.student('Student');
  studentKey = await apiKeyOf(student);
  assignmentId = await classroom.assignment({ scoreStep: 0.005 });
  home = await mkdtemp(join(tmpdir(), 'home-'));
  await mkdir(join(home, 'empty'));
});
afterAll(async () => {
  await server.stop();
  await rm(home, { recursive: true });
});

/** The command line as a process of its own, with the student's API key unless the environment says otherwise. */
function start(args: string[], { input = '', ...environment }: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['bin/downstream.ts', ...args], {
    env: {
      ...process.env,
      DOWNSTREAM_URL: server.url,
      DOWNSTREAM_API_KEY: studentKey,
      TMPDIR: home,
      INIT_CWD: home,
      ...environment,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const printed = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (chunk) => (printed[name] += chunk));
  child.stdin.end(input);
  return { printed, ended: once(child, 'close').then(([code]) => ({ ...printed, code: code as number })) };
}

function downstream(args: string[], environment?: Record<string, string>) {
  return start(args, environment).ended;
}

test('login keeps an API key that only this account can read, and the other commands use it', async () => {
  const signedIn = { XDG_CONFIG_HOME: join(home, 'signed-in'), DOWNSTREAM_API_KEY: '' };
  const { code, stderr } = await downstream(['login', '--email', student.user.email], {
    DOWNSTREAM_PASSWORD: password,
    ...signedIn,
  });
  expect(stderr).toContain(`Signed in to ${server.url}`);
  expect(code).toBe(0);
  const path = join(home, 'signed-in', 'downstream', 'credentials.json');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(JSON.parse(await readFile(path, 'utf8'))[server.url]).toMatchObject({ email: student.user.email });
  expect((await downstream(['leaderboard', assignmentId], signedIn)).code).toBe(0);
});

test('login asks for a key that may do what its owner does, or less when told so', async () => {
  const folder = join(home, 'readers');
  const login = (client: SignedIn, args: string[] = []) =>
    downstream(['login', '--email', client.user.email, ...args], {
      DOWNSTREAM_PASSWORD: password,
      XDG_CONFIG_HOME: folder,
    });
  expect((await login(student)).stderr).toContain('may read, submit until 20');
  expect((await login(classroom.instructor)).stderr).toContain('may read, submit, staff until 20');
  const soon = new Date(Date.now() + 2 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  expect((await login(student, ['--may', 'read', '--days', '2'])).stderr).toContain(`may read until ${soon}`);
  const reader = { XDG_CONFIG_HOME: folder, DOWNSTREAM_API_KEY: '' };
  expect((await downstream(['leaderboard', assignmentId], reader)).code).toBe(0);
  await writeFile(join(home, 'reader.yaml'), 'backbone: CNN\ninputSize: 46\n');
  const refused = await downstream(['submit', 'reader.yaml', '--assignment', assignmentId], reader);
  expect(refused).toMatchObject({ code: 3, stderr: expect.stringContaining('the scope SUBMIT') });
});

test('runs come as CSV, page after page, searched by the server; a name that is a formula is not run', async () => {
  const secondAssignmentId = await classroom.assignment();
  const mallory = await classroom.student('Mallory');
  // Named before names were checked, or by a roster.
  await server.database.user.update({ where: { id: mallory.user.id }, data: { name: '=1+1' } });
  const rows = Array.from({ length: 230 }, (_, index) => ({
    assignmentId: secondAssignmentId,
    studentId: index % 2 === 0 ? mallory.user.id : student.user.id,
    status: index < 30 ? ('FAILED' as const) : ('SUCCEEDED' as const),
    failureCode: index < 30 ? 'NAN_LOSS' : null,
    recipe: { ...recipeSchema.parse({ backbone: 'CNN', inputSize: 46 }) } as object,
    recipeHash: `hash ${index}`,
    submittedAt: new Date(Date.UTC(2026, 10, 24, 12, index % 7)),
  }));
  await server.database.run.createMany({ data: rows });
  const staff = { DOWNSTREAM_API_KEY: await apiKeyOf(classroom.instructor) };
  const runs = (...args: string[]) => downstream(['runs', '--assignment', secondAssignmentId, ...args], staff);
  const { code, stdout } = await runs('--csv');
  expect(code).toBe(0);
  const table: Record<string, string>[] = parseCsv(stdout, { columns: true });
  expect(new Set(table.map(({ id }) => id)).size).toBe(230);
  expect(new Set(table.map((row) => row.student))).toEqual(new Set(["'=1+1", student.user.name]));
  const times = table.map(({ submittedAt }) => submittedAt);
  expect(times).toEqual(times.toSorted().reverse());
  const failed: Record<string, string>[] = parseCsv(
    (await runs('--csv', '--status', 'failed', '--search', student.user.email)).stdout,
    { columns: true },
  );
  expect(failed).toHaveLength(15);
  expect(failed[0]).toMatchObject({ failure: 'NAN_LOSS', email: student.user.email });
  const lines = (await runs('--json', '--first', '120')).stdout.trim().split('\n');
  expect(lines).toHaveLength(120);
  expect(JSON.parse(lines[119]!)).toMatchObject({ backbone: 'CNN' });
});

test('a wrong password ends with 3 and keeps nothing', async () => {
  const elsewhere = join(home, 'elsewhere');
  const { code, stderr } = await downstream(['login', '--email', student.user.email], {
    DOWNSTREAM_PASSWORD: 'not the right one',
    XDG_CONFIG_HOME: elsewhere,
  });
  expect(code).toBe(3);
  expect(stderr).toMatch(/^downstream: INVALID_EMAIL_OR_PASSWORD: /);
  await expect(stat(join(elsewhere, 'downstream'))).rejects.toThrow('ENOENT');
});

test('a recipe from a file or standard input becomes a run, whose id is all of stdout', async () => {
  await writeFile(join(home, 'recipe.yaml'), 'backbone: CNN\ninputSize: 46\n');
  const first = await downstream(['submit', 'recipe.yaml', '--assignment', assignmentId, '--seed', '7']);
  expect(first).toMatchObject({ code: 0, stderr: '' });
  const run = await server.database.run.findUniqueOrThrow({ where: { id: first.stdout.trim() } });
  expect(run.recipe).toMatchObject({ backbone: 'CNN', inputSize: 46, seed: 7 });
  const again = await downstream(['submit', '-', '--assignment', assignmentId], {
    input: '{"backbone": "CNN", "inputSize": 46, "seed": 7}',
  });
  expect(again).toMatchObject({ code: 0, stdout: first.stdout });
  expect(again.stderr).toContain('submitted before');
});

test.each([
  ['a command that there is not', ['nonsense'], {}, 2, 'unknown command'],
  ['an option that is missing', ['submit', '-'], {}, 2, '--assignment'],
  ['a seed that is no number', ['submit', '-', '--assignment', 'x', '--seed', 'y'], {}, 2, 'whole number'],
  ['an address that is none', ['leaderboard', 'x'], { DOWNSTREAM_URL: 'nowhere' }, 2, 'USAGE'],
  [
    'nobody signed in',
    ['leaderboard', 'x'],
    { DOWNSTREAM_API_KEY: '', XDG_CONFIG_HOME: '/nonexistent' },
    3,
    'UNAUTHENTICATED',
  ],
  ['an API key that is not valid', ['leaderboard', 'x'], { DOWNSTREAM_API_KEY: 'x'.repeat(64) }, 3, 'UNAUTHENTICATED'],
  [
    'a subscription with such a key',
    ['watch', randomUUID()],
    { DOWNSTREAM_API_KEY: 'x'.repeat(64) },
    3,
    'UNAUTHENTICATED',
  ],
  ['a run that there is not', ['watch', randomUUID()], {}, 4, 'NOT_FOUND'],
  ['a file that is not there', ['submit', 'missing.yaml', '--assignment', 'x'], {}, 4, 'FILE_UNREADABLE'],
  ['a file that is no YAML', ['submit', '-', '--assignment', 'x'], { input: 'a: [1' }, 4, 'RECIPE_UNREADABLE'],
  ['an assignment that there is not', ['leaderboard', 'x'], {}, 4, 'NOT_FOUND'],
  ['a folder without splits', ['import', 'empty', '--course', 'x', '--name', 'y'], {}, 4, 'DATASET_INVALID'],
  ['a backbone that there is not', ['backbones', 'AlexNet'], {}, 4, 'UNKNOWN_BACKBONE'],
  [
    'a server that is away',
    ['leaderboard', 'x'],
    { DOWNSTREAM_URL: 'http://127.0.0.1:9', DOWNSTREAM_API_KEY: 'x' },
    5,
    'OUT_OF_REACH',
  ],
  [
    'a subscription to a server that is away',
    ['watch', 'x'],
    { DOWNSTREAM_URL: 'http://127.0.0.1:9', DOWNSTREAM_API_KEY: 'x' },
    5,
    'OUT_OF_REACH',
  ],
])('%s: said on stderr, with an exit code', async (_what, args, environment, exitCode, said) => {
  const { code, stdout, stderr } = await downstream(args, environment as Record<string, string>);
  expect(stderr).toContain(said);
  expect({ code, stdout }).toEqual({ code: exitCode, stdout: '' });
});

test.each([
  ['an empty file', '', 'backbone: expected one of Xception, ', 'CNN, received nothing.'],
  ['fields in a field', 'recipe: {}', 'backbone: expected one of Xception, ', 'expected no field named "recipe" here'],
  ['a list', '[]', 'recipe: expected fields with values', ', received [].'],
  [
    'two faults',
    '{backbone: CNN, seed: one, inputSize: 2.5}',
    'seed: expected a number, received "one"',
    'inputSize: expected a whole',
  ],
])('%s is no recipe: all that was expected is said once', async (_what, input, ...said) => {
  const { code, stdout, stderr } = await downstream(['submit', '-', '--assignment', assignmentId], { input });
  expect({ code, stdout }).toEqual({ code: 4, stdout: '' });
  for (const words of said) expect(stderr.split(words)).toHaveLength(2);
});

test('a folder is packed, sent and imported; the version id is all of stdout', async () => {
  for (const [name, content] of Object.entries(await pictures(undefined, undefined, 500))) {
    const path = join(home, 'pictures', name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
  const args = [
    'import',
    'pictures',
    '--course',
    classroom.courseId,
    '--name',
    'From a folder',
    '--attribution',
    'made here',
  ];
  const staff = { DOWNSTREAM_API_KEY: await apiKeyOf(classroom.instructor) };
  const [{ stdout, stderr, code }] = await Promise.all([downstream(args, staff), workOnNextImport(server)]);
  expect({ code, stderr }).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('6 training, 4 validation and 4 test images of animals, food'),
  });
  const version = await server.database.datasetVersion.findUniqueOrThrow({
    where: { id: stdout.trim() },
    include: { dataset: true },
  });
  expect(version.dataset).toMatchObject({
    name: 'From a folder',
    attribution: 'made here',
    courseId: classroom.courseId,
  });
});

test('faults are printed at once; without a decision nothing is imported, with one the rest is', async () => {
  const staff = { DOWNSTREAM_API_KEY: await apiKeyOf(classroom.instructor) };
  for (const [name, content] of Object.entries(await pictures(undefined, undefined, 600))) {
    const path = join(home, 'faulty', name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
  const copied = await readFile(join(home, 'faulty/test/food/test-613.png'));
  await writeFile(join(home, 'faulty/train/food/copy.png'), copied);
  await writeFile(join(home, 'faulty/train/food/broken.png'), 'no image');
  await writeFile(join(home, 'faulty/train/food/saved.jfif'), copied);
  await writeFile(join(home, 'faulty/train/food/ehthumbs.db'), 'x');
  const args = ['import', 'faulty', '--course', classroom.courseId, '--name', 'Faulty'];

  const [refused] = await Promise.all([downstream(args, staff), workOnNextImport(server)]);
  expect(refused.code).toBe(4);
  for (const words of [
    'images by content, which --include-by-content takes: train/food/saved.jfif',
    'of the operating system: train/food/ehthumbs.db',
    'train/food/broken.png: a file of another kind',
    'train/food/copy.png  =  test/food/test-613.png',
    'DATASET_INVALID: The dataset was not imported: it has faults that nobody has decided about',
    '--leave-out unreadable,same-in-test',
  ])
    expect(refused.stderr).toContain(words);
  expect(await server.database.datasetImport.count({ where: { name: 'Faulty', status: 'CANCELLED' } })).toBe(1);

  const [left] = await Promise.all([
    downstream([...args, '--leave-out', 'duplicates,unreadable'], staff),
    workOnNextImport(server),
  ]);
  expect(left).toMatchObject({ code: 0, stderr: expect.stringContaining('Imported 6 training, 4 validation') });
  const wrong = await downstream([...args, '--leave-out', 'ugly'], staff);
  expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('expected some of unreadable, misplaced') });
});

test('a student may not import', async () => {
  const { code, stderr } = await downstream(['import', 'pictures', '--course', classroom.courseId, '--name', 'Mine']);
  expect({ code, stderr }).toMatchObject({ code: 3, stderr: expect.stringContaining('downstream: FORBIDDEN: ') });
});

test('watch follows a run until it ends, tells its epochs, and ends with 0', async () => {
  const { id } = await insertRun(server.database, {
    assignmentId,
    studentId: student.user.id,
    status: 'TRAINING',
    epochs: 2,
  });
  const watching = start(['watch', id]);
  while (!watching.printed.stderr.includes('epoch 2/20')) {
    await announce(server.database, { runId: id, epoch: 2 });
    await sleep(100);
  }
  await server.database.run.update({
    where: { id },
    data: {
      status: 'SUCCEEDED',
      engine: 'wasm',
      finishedAt: new Date(),
      evaluation: {
        create: {
          publicScore: 0.8124,
          privateScore: 0.5,
          testLoss: 1,
          testAcc: 0.7,
          testImages: 10,
          perClass: [],
          confusion: [],
        },
      },
    },
  });
  await announce(server.database, { runId: id });
  const { code, stdout, stderr } = await watching.ended;
  expect(stderr).toContain('epoch 2/20');
  expect(stdout).toMatch(new RegExp(`^${id}  public score 0\\.810 `));
  expect(code).toBe(0);
});

test('watch ends with 1 and the reason when a run failed', async () => {
  const failure = { failureCode: 'NAN_LOSS', failureMessage: 'Expected a finite loss in epoch 3, received NaN' };
  const { id } = await insertRun(server.database, {
    assignmentId,
    studentId: student.user.id,
    status: 'FAILED',
    finishedAt: new Date(),
    ...failure,
  });
  const { code, stdout, stderr } = await downstream(['watch', id]);
  expect(stdout).toContain('failed with NAN_LOSS: Expected a finite loss');
  expect(stderr).toContain('downstream: NAN_LOSS: ');
  expect(`${stdout}${stderr}`.split(failure.failureMessage)).toHaveLength(2);
  expect(code).toBe(1);
});

test('grades prints the CSV of a course to its staff, in the layout of a school system', async () => {
  const key = { DOWNSTREAM_API_KEY: await apiKeyOf(classroom.instructor) };
  const { code, stdout } = await downstream(['grades', '--course', classroom.courseId, '--format', 'canvas'], key);
  expect(code).toBe(0);
  expect(stdout.split('\r\n')[0]).toBe('Student,ID,SIS User ID,SIS Login ID,Section');
  const saved = await downstream(['grades', '--course', classroom.courseId, '--out', 'grades.csv'], key);
  expect(saved.stdout).toBe('grades.csv\n');
  expect((await readFile(join(home, 'grades.csv'), 'utf8')).startsWith('\uFEFFName,')).toBe(true);
  expect((await downstream(['grades', '--course', classroom.courseId])).stderr).toContain('FORBIDDEN');
});

test('leaderboard and history print tables, or what the API answers', async () => {
  const assignment = await classroom.assignment({ title: 'Ranked', scoreStep: 0.005 });
  const { id } = await insertRun(server.database, {
    assignmentId: assignment,
    studentId: student.user.id,
    status: 'SUCCEEDED',
    epochs: 3,
    evaluation: { publicScore: 0.75 },
  });
  const board = await downstream(['leaderboard', assignment]);
  expect(board.stdout).toMatch(
    /^Ranked: accuracy, .*\n\nplace {2}student .*\n[─ ]+\n {4}1 {2}Student {2}CNN .* 0\.75 /,
  );
  expect(JSON.parse((await downstream(['leaderboard', assignment, '--json'])).stdout).entries).toMatchObject([
    { rank: 1, runId: id, score: 0.75 },
  ]);
  expect((await downstream(['leaderboard', assignment, '--csv'])).stdout.split('\n').slice(0, 2)).toEqual([
    'section,place,student,backbone,weights,score from,score to,images,days late,runs',
    'IN_TIME,1,Student,CNN,random,0.75,0.755,2,0,1',
  ]);

  const [history] = JSON.parse((await downstream(['history', id, '--json'])).stdout);
  expect(history.epochs.map((epoch: { epoch: number; loss: number }) => [epoch.epoch, epoch.loss])).toEqual([
    [1, 1],
    [2, 1 / 2],
    [3, 1 / 3],
  ]);
  const { stdout } = await downstream(['history', id, id, '--metric', 'loss']);
  expect(
    stdout
      .trimEnd()
      .split('\n')
      .slice(2)
      .map((line) => line.trim().split(/ +/)),
  ).toEqual([
    ['1', '1', '1'],
    ['2', '0.5', '0.5'],
    ['3', '0.33333', '0.33333'],
  ]);
});

test('history goes into files: CSV, and what TensorBoard shows', async () => {
  const { id } = await insertRun(server.database, { assignmentId, studentId: student.user.id, epochs: 2 });
  const printed = await downstream(['history', id, '--format', 'csv']);
  expect(printed.stdout.split('\n').slice(0, 2)).toEqual([
    'epoch,loss,acc,valLoss,valAcc,learningRate,seconds',
    '1,1,0,2,0,0.001,0.5',
  ]);
  expect(await downstream(['history', id, '--format', 'tensorboard'])).toMatchObject({ code: 2 });
  const folder = await mkdtemp(join(tmpdir(), 'history-'));
  const saved = await downstream(['history', id, '--format', 'tensorboard', '--out', folder]);
  expect(saved).toMatchObject({ code: 0, stdout: `${join(folder, id)}\n` });
  expect((await readdir(join(folder, id))).sort()).toEqual(['train', 'validation']);
  await rm(folder, { recursive: true });
});

test('a run whose model is not kept says what to do; export needs a format', async () => {
  const fields = { assignmentId, studentId: student.user.id, status: 'SUCCEEDED' } as const;
  const { id } = await insertRun(server.database, fields);
  expect(await downstream(['export', id, '--to', 'keras'])).toMatchObject({
    code: 4,
    stderr: expect.stringContaining('MODEL_NOT_KEPT: Expected a run whose trained model is kept.'),
  });
  expect(await downstream(['export', id])).toMatchObject({ code: 2 });
});

test('the staff publishes the weights of a run; their id is all of stdout', async () => {
  const trained = { status: 'SUCCEEDED', backboneWeights: 'ab'.repeat(32) } as const;
  const { id } = await insertRun(server.database, { assignmentId, studentId: student.user.id, ...trained });
  expect(await downstream(['publish', id, '--name', 'Mine'])).toMatchObject({
    code: 3,
    stdout: '',
    stderr: expect.stringContaining('FORBIDDEN'),
  });
  const staff = { DOWNSTREAM_API_KEY: await apiKeyOf(classroom.instructor) };
  const published = await downstream(['publish', id, '--name', 'Of the student'], staff);
  expect(published).toMatchObject({ code: 0, stderr: '' });
  expect(await server.database.weights.findUnique({ where: { id: published.stdout.trim() } })).toMatchObject({
    name: 'Of the student',
  });
  const again = await downstream(['publish', id, '--name', 'In JSON', '--json'], staff);
  expect(JSON.parse(again.stdout)).toMatchObject({ id: expect.any(String), name: 'In JSON', backbone: 'CNN' });
});

test('every command says how it is used, with an example and what exit codes mean', async () => {
  const { code, stdout } = await downstream(['--help']);
  expect(code).toBe(0);
  expect(stdout).toContain('5  the server is out of reach');
  const names = [...stdout.matchAll(/^ {2}([a-z]+) (?:\[|<)/gm)].map((match) => match[1]!);
  expect(names).toEqual(
    expect.arrayContaining(['login', 'submit', 'watch', 'leaderboard', 'history', 'import', 'publish', 'backbones']),
  );
  for (const name of names.filter((name) => name !== 'help')) {
    const help = await downstream([name, '--help']);
    expect(help).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(new RegExp(`Examples?:\n {2}downstream ${name} ?`)),
    });
  }
});
