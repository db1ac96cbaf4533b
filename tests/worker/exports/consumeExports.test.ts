import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseRecipe } from '#contracts/recipe';
import type { Database } from '#prisma/client';
import { openQueue, type Queue, sendExport } from '#prisma/queue';
import { estimateExportMemory } from '../../../learning/recipe/estimateMemory.ts';
import { consumeExports } from '../../../worker/exports/consumeExports.ts';
import { openMemoryBudget } from '../../../worker/queue/memoryBudget.ts';
import { type Classroom, openClassroom } from '../../setup/classroom.ts';
import { insertRun } from '../../setup/runs.ts';
import { startTestServer, type TestServer } from '../../setup/server.ts';

let server: TestServer;
let room: Classroom;
let queue: Queue;
beforeAll(async () => {
  server = await startTestServer();
  room = await openClassroom(server);
  queue = await openQueue(server.databaseUrl, { supervise: true, onError: () => {} });
});
afterAll(async () => {
  await queue.stop();
  await server.stop();
});

test('an export waits until the memory that it may need is free, and gives it back', async () => {
  const database = server.database as Database;
  const student = await room.student('Ada');
  const assignmentId = await room.assignment();
  const run = await insertRun(database, { assignmentId, studentId: student.user.id, status: 'SUCCEEDED' });
  const { id } = await database.export.create({ data: { runId: run.id, format: 'keras' } });
  await database.$transaction((transaction) => sendExport(queue, transaction, { exportId: id }));

  const { recipe } = parseRecipe((await database.run.findUniqueOrThrow({ where: { id: run.id } })).recipe);
  const needed = estimateExportMemory(recipe!, 2);
  const memory = openMemoryBudget(needed + 10);
  const endRun = memory.take('a run', 100)!;
  const { objects } = server.options.directories;
  await consumeExports({
    database,
    queue,
    memory,
    databaseUrl: server.databaseUrl,
    directories: { objects, cache: `${objects}-cache` },
    kerasWeightsUrl: 'http://127.0.0.1:9',
    log: pino({ level: 'silent' }),
    stopping: new AbortController().signal,
  });
  const row = () => database.export.findUniqueOrThrow({ where: { id } });
  await new Promise((resolve) => setTimeout(resolve, 4000));
  expect((await row()).finishedAt).toBe(null);
  endRun();
  await expect.poll(async () => (await row()).finishedAt, { timeout: 60_000 }).not.toBe(null);
  // The run keeps no parameters: what matters here is that the process was begun, and ended.
  expect((await row()).failure).toContain('the worker’s log has the details');
  await expect.poll(() => memory.take('another run', needed) !== null).toBe(true);
});
