import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Classroom, openClassroom } from '../setup/classroom.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';

const token = 'only-for-prometheus';
let server: TestServer;
let guarded: TestServer;
let room: Classroom;

beforeAll(async () => {
  [server, guarded] = await Promise.all([startTestServer(), startTestServer({ metricsToken: token })]);
  room = await openClassroom(server);
});
afterAll(() => Promise.all([server.stop(), guarded.stop()]));

const read = (url: string, headers: Record<string, string> = {}) => fetch(`${url}/metrics`, { headers });

/** The value of a figure, whatever other labels it has. */
function figureOf(text: string, name: string, label = ''): number {
  const line = text.split('\n').find((line) => line.startsWith(`${name}{`) && line.includes(label));
  return Number(line?.split(' ').at(-1));
}

test('Prometheus reads how long operations take, what is refused, and what waits', async () => {
  const assignmentId = await room.assignment();
  const student = await room.student('Ada');
  const document = 'mutation($input: SubmitRunInput!) { submitRun(input: $input) { run { id } } }';
  await student.query(document, { input: { assignmentId, recipe: { backbone: 'CNN', inputSize: 46 } } });
  await student.query(document, { input: { assignmentId, recipe: { backbone: 'Nothing' } } });

  const response = await read(server.url);
  expect(response.status).toBe(200);
  const text = await response.text();
  expect(figureOf(text, 'downstream_graphql_operation_seconds_count', 'field="submitRun"')).toBe(2);
  expect(figureOf(text, 'downstream_graphql_errors_total', 'code="UNKNOWN_BACKBONE"')).toBe(1);
  expect(figureOf(text, 'downstream_runs', 'status="QUEUED"')).toBe(1);
  expect(figureOf(text, 'downstream_oldest_waiting_run_seconds')).toBeGreaterThanOrEqual(0);
  expect(figureOf(text, 'downstream_workers')).toBe(0);
  expect(figureOf(text, 'downstream_database_up')).toBe(1);
  expect(figureOf(text, 'downstream_objects_free_bytes')).toBeGreaterThan(1e6);
  expect(figureOf(text, 'process_resident_memory_bytes')).toBeGreaterThan(1e7);
});

test('names that clients make up do not become figures', async () => {
  await room.instructor.query('query MadeUp { anything: me { id } }');
  await fetch(`${server.url}/made-up/address`);
  const text = await (await read(server.url)).text();
  expect(text).not.toMatch(/made-up|MadeUp|anything/);
  expect(figureOf(text, 'downstream_graphql_operation_seconds_count', 'field="me"')).toBeGreaterThan(0);
});

test('a program behind a proxy, or without the token, reads nothing', async () => {
  expect((await read(server.url, { 'x-forwarded-for': '203.0.113.9' })).status).toBe(403);
  expect((await read(guarded.url)).status).toBe(403);
  expect((await read(guarded.url, { authorization: 'Bearer only-for-prometheuS' })).status).toBe(403);
  expect((await read(guarded.url, { authorization: `Bearer ${token}` })).status).toBe(200);
});

test('an answer says its request’s id; one that a proxy gave is kept if it is plain', async () => {
  const idOf = async (headers: Record<string, string>) =>
    (await fetch(`${server.url}/health/live`, { headers })).headers.get('x-request-id');
  expect(await idOf({ 'x-request-id': 'proxy-17' })).toBe('proxy-17');
  expect(await idOf({ 'x-request-id': '{"forged": 1}' })).toMatch(/^[0-9a-f-]{36}$/);
  expect(await idOf({})).toMatch(/^[0-9a-f-]{36}$/);
});
