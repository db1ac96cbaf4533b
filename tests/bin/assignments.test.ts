import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { apiKeyOf } from '../setup/api.ts';
import { type Classroom, openClassroom } from '../setup/classroom.ts';
import { insertRun } from '../setup/runs.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';

let server: TestServer;
let room: Classroom;
let home: string;
let key: string;

beforeAll(async () => {
  server = await startTestServer();
  room = await openClassroom(server);
  home = await mkdtemp(join(tmpdir(), 'home-'));
  key = await apiKeyOf(room.instructor);
});
afterAll(async () => {
  await server.stop();
  await rm(home, { recursive: true });
});

async function downstream(...args: string[]) {
  const child = spawn(process.execPath, ['bin/downstream.ts', 'assignments', ...args], {
    env: { ...process.env, DOWNSTREAM_URL: server.url, DOWNSTREAM_API_KEY: key, INIT_CWD: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (chunk) => (printed[name] += chunk));
  const [code] = await once(child, 'close');
  return { ...printed, code: code as number };
}

const file = (fields: string) => `
course: ${room.courseId}
assignments:
  - key: first
    title: From a file
    dataset: Pictures
    opens: 2026-11-01 09:00
    due: 2036-03-29 12:00
    starterRecipe: {backbone: CNN, inputSize: 46}
    allowed: {maxEpochs: 30}
    ${fields}
`;

test('a file makes the assignments of a course, and a second time it changes nothing', async () => {
  await server.database.course.update({ where: { id: room.courseId }, data: { timeZone: 'Europe/Berlin' } });
  const path = join(home, 'course.yaml');
  await writeFile(path, file('totalQuota: 9'));
  expect((await downstream('apply', path, '--dry-run')).stdout).toBe('create first\n');
  expect(await server.database.assignment.count()).toBe(0);
  expect(await downstream('apply', path)).toMatchObject({ stdout: 'create first\n', code: 0 });
  expect(await server.database.assignment.findMany()).toMatchObject([
    // Summer time in Berlin.
    { key: 'first', title: 'From a file', totalQuota: 9, dueAt: new Date('2036-03-29T11:00:00Z'), edition: 1 },
  ]);
  expect((await downstream('apply', path)).stdout).toBe('unchanged first\n');

  await writeFile(path, file('totalQuota: null\n    metric: MACRO_F1'));
  expect((await downstream('apply', path)).stdout).toBe('change first: metric, totalQuota\n');

  const exported = await downstream('export', '--course', room.courseId);
  expect(exported.stdout).toContain('key: first');
  await writeFile(path, exported.stdout);
  expect((await downstream('apply', path)).stdout).toBe('unchanged first\n');
});

test('a file with a mistake changes nothing, and an unfair change wants an agreement', async () => {
  const path = join(home, 'course.yaml');
  await writeFile(path, file('titel: wrong'));
  expect(await downstream('apply', path)).toMatchObject({ code: 4, stderr: expect.stringContaining('titel') });
  await writeFile(path, file('closes: tomorrow'));
  expect((await downstream('apply', path)).stderr).toContain('assignments.0.closes: expected a time such as');

  const assignment = await server.database.assignment.findFirstOrThrow();
  await insertRun(server.database, { assignmentId: assignment.id, studentId: room.instructor.user.id });
  await writeFile(path, file('metric: ACCURACY'));
  expect((await downstream('apply', path)).stderr).toContain('--new-revision');
  expect((await server.database.assignment.findFirstOrThrow()).metric).toBe('MACRO_F1');
  expect((await downstream('apply', path, '--new-revision', 'simpler')).code).toBe(0);
  expect(await server.database.assignment.findFirstOrThrow()).toMatchObject({ metric: 'ACCURACY', revision: 2 });
});
