import { afterAll, beforeAll, expect, test } from 'vitest';
import { applicationNames } from '#contracts/backbones';
import { dataOf } from '../setup/api.ts';
import { type Classroom, openClassroom } from '../setup/classroom.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';
import { startWorkerOf, type TestWorker } from '../setup/workerOf.ts';

let server: TestServer;
let room: Classroom;
let worker: TestWorker;

beforeAll(async () => {
  server = await startTestServer();
  room = await openClassroom(server);
  worker = await startWorkerOf(server);
}, 300_000);
afterAll(async () => {
  await worker.stop();
  await server.stop();
});

test('a worker measures all 17 networks when staff ask for it', async () => {
  await dataOf(room.instructor.query('mutation { measureNetworks { id } }'));
  const read = async () =>
    (
      await dataOf(
        room.instructor.query('{ networkMeasurements { processor engine finishedAt failure times { backbone ms } } }'),
      )
    ).networkMeasurements[0];
  await expect.poll(async () => (await read())?.finishedAt, { timeout: 900_000, interval: 2000 }).toBeTruthy();
  const { failure, engine, processor, times } = await read();
  expect(failure).toBeNull();
  expect(engine).toBe('wasm');
  expect(processor).not.toBe('');
  expect(times.map(({ backbone }: { backbone: string }) => backbone).sort()).toEqual([...applicationNames].sort());
  const msOf = (name: string) => times.find(({ backbone }: { backbone: string }) => backbone === name).ms;
  expect(msOf('VGG19')).toBeGreaterThan(msOf('MobileNetV2'));
}, 960_000);
