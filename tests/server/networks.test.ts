import { afterAll, beforeAll, expect, test } from 'vitest';
import { dataOf, type SignedIn } from '../setup/api.ts';
import { type Classroom, openClassroom } from '../setup/classroom.ts';
import { insertRun } from '../setup/runs.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';

const measure = 'mutation { measureNetworks { id finishedAt times { backbone } } }';
const list = '{ networkMeasurements { id processor engine finishedAt failure times { backbone ms } } }';
const runs = 'query($backbone: String!) { networkRuns(backbone: $backbone) { nodes { id } totalCount } }';

let server: TestServer;
let room: Classroom;
let ada: SignedIn;

beforeAll(async () => {
  server = await startTestServer();
  room = await openClassroom(server);
  ada = await room.student('Ada');
});
afterAll(() => server.stop());

/** What a worker leaves of a measurement. */
const measured = (processor: string, ms: number, minutesAgo: number) =>
  server.database.networkMeasurement.create({
    data: {
      environment: {
        engine: 'wasm',
        engineVersion: '4.22.0',
        node: '24.0.0',
        platform: 'linux x64',
        processor,
        threads: 2,
      },
      requestedAt: new Date(Date.now() - minutesAgo * 60_000),
      finishedAt: new Date(),
      times: { create: { backbone: 'MobileNet', ms } },
    },
  });

test('everybody sees the newest measurement of each machine, also without an account', async () => {
  await measured('Quick', 30, 50);
  await measured('Slow', 90, 40);
  await measured('Quick', 20, 30);
  await server.database.networkMeasurement.create({ data: { failure: 'no memory', finishedAt: new Date() } });
  const response = await fetch(new URL('/graphql', server.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: list }),
  });
  const { data } = (await response.json()) as {
    data: { networkMeasurements: { processor: string; times: object[] }[] };
  };
  expect(data.networkMeasurements.map(({ processor, times }) => [processor, times])).toEqual([
    ['Quick', [{ backbone: 'MobileNet', ms: 20 }]],
    ['Slow', [{ backbone: 'MobileNet', ms: 90 }]],
  ]);
});

test('staff have the networks measured, two at once begin one measurement, and students may not', async () => {
  expect((await ada.query(measure)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  const [first, second] = await Promise.all([
    dataOf(room.instructor.query(measure)),
    dataOf(room.instructor.query(measure)),
  ]);
  expect(second.measureNetworks.id).toBe(first.measureNetworks.id);
  expect(await server.database.networkMeasurement.count({ where: { finishedAt: null } })).toBe(1);
  const { networkMeasurements } = await dataOf(ada.query(list));
  expect(networkMeasurements[0]).toMatchObject({ id: first.measureNetworks.id, finishedAt: null, times: [] });
  expect(await server.database.auditEntry.count({ where: { action: 'networks.measure' } })).toBe(1);
});

test("a network's runs are one's own, and all of the courses that one gives", async () => {
  const assignmentId = await room.assignment();
  const bob = await room.student('Bob');
  const of = (person: SignedIn, backbone: string) =>
    insertRun(server.database, {
      assignmentId,
      studentId: person.user.id,
      recipe: { backbone, ...(backbone === 'CNN' ? {} : { inputSize: 96 }) },
    });
  const adas = await of(ada, 'MobileNetV2');
  const bobs = await of(bob, 'MobileNetV2');
  await of(bob, 'CNN');
  const seen = async (person: SignedIn) =>
    (await dataOf(person.query(runs, { backbone: 'MobileNetV2' }))).networkRuns.nodes.map(
      ({ id }: { id: string }) => id,
    );
  expect(await seen(ada)).toEqual([adas.id]);
  expect(await seen(bob)).toEqual([bobs.id]);
  expect((await seen(room.instructor)).sort()).toEqual([adas.id, bobs.id].sort());
  await server.database.enrollment.updateMany({
    where: { userId: ada.user.id },
    data: { removedAt: new Date() },
  });
  expect(await seen(ada)).toEqual([]);
});
