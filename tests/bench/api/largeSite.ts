import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defaultKeyHasher } from '@better-auth/api-key';
import { apiKeyScopes } from '#contracts/apiKeys';
import { connect, type Database } from '#prisma/client';
import { startPostgres } from '#prisma/postgres';
import { prepareDatabase } from '#prisma/prepareDatabase';
import { stopWithParent } from '../../../bin/system/service.ts';
import { type Client, clientOf, dataOf, testSecret } from '../../setup/api.ts';
import { type Classroom, openClassroom } from '../../setup/classroom.ts';
import { fillLargeCourse } from '../../setup/largeCourse.ts';
import { createRunFolder } from '../../setup/runFolder.ts';
import type { Served } from './serve.ts';

export interface Size {
  students: number;
  runsEach: number;
  epochsEach: number;
}

/** A site after a year, whose API has a process of its own. */
export interface LargeSite {
  size: Size;
  /** Where its objects, sealed objects and features are. */
  folder: string;
  database: Database;
  databaseUrl: string;
  room: Classroom;
  assignmentId: string;
  /** Students by number, from 1; they send API keys. */
  student(number: number): Client;
  /** Staff of the course, who send API keys. */
  staff: Client[];
  /** Starts a worker, which trains what waits until it is stopped. */
  startWorker(): () => Promise<void>;
  close(): Promise<void>;
}

const assistants = 10;

/** Starts everything on a new database and fills it. `say` tells what takes long. */
export async function openLargeSite(size: Size, say: (line: string) => void): Promise<LargeSite> {
  const folder = await createRunFolder();
  const ends: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  const close = async () => {
    for (const end of ends.reverse()) await end();
  };
  try {
    const postgres = await startPostgres({ directory: join(folder, 'postgres'), durable: false });
    ends.push(() => postgres.stop());
    await prepareDatabase(postgres);
    const database = connect(postgres.url);
    ends.push(() => database.$disconnect());
    const startWorker = () => {
      const environment = { DATABASE_URL: postgres.url, DATA_DIR: folder, WORKER_CONCURRENCY: '2', LOG_LEVEL: 'error' };
      const worker = spawn(process.execPath, ['--import', stopWithParent, 'worker/main.ts'], {
        env: { ...process.env, ...environment },
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      });
      return () => ended(worker);
    };
    const api = fork(fileURLToPath(new URL('serve.ts', import.meta.url)), {
      execArgv: ['--import', './server/decorators.ts'],
      // As `npm start` has it.
      env: { ...process.env, NODE_ENV: 'production' },
    });
    ends.push(() => ended(api));
    const directories = { objects: join(folder, 'objects'), uploads: join(folder, 'uploads') };
    api.send({ databaseUrl: postgres.url, authSecret: testSecret, directories, rateLimit: false });
    const [served] = (await once(api, 'message')) as [Served];

    say('importing a dataset …');
    const stopWorker = startWorker();
    ends.push(stopWorker);
    const room = await openClassroom(served);
    await stopWorker();
    const ada = await room.student('Ada');
    const assignmentId = await room.assignment({ dailyQuota: 1000 });
    say(`writing ${size.students * size.runsEach} runs of ${size.epochsEach} epochs …`);
    const filling = { courseId: room.courseId, assignmentId, studentId: ada.user.id, ...size };
    await fillLargeCourse(postgres.ownerUrl, filling);
    await dataOf(
      room.instructor.query('mutation($input: SetGradingRuleInput!) { setGradingRule(input: $input) { id } }', {
        input: { assignmentId, rule: { maxPoints: 10, thresholds: [{ score: 0.9, points: 10 }] } },
      }),
    );
    const studentIds = Array.from({ length: size.students - 1 }, (_, index) => `student-${index + 1}`);
    const staffIds = Array.from({ length: assistants }, (_, index) => `assistant-${index + 1}`);
    await database.user.createMany({
      data: staffIds.map((id) => ({ id, name: `Assistant ${id}`, email: `${id}@example.org`, emailVerified: true })),
    });
    await database.enrollment.createMany({
      data: staffIds.map((userId) => ({ userId, courseId: room.courseId, role: 'ASSISTANT' as const })),
    });
    const keys = await giveKeys(database, [...studentIds, ...staffIds]);
    const clientWithKey = (userId: string) =>
      clientOf(served.url, { 'x-api-key': keys.get(userId)! }, { apiKey: keys.get(userId)! });
    return {
      size,
      folder,
      database,
      databaseUrl: postgres.url,
      room,
      assignmentId,
      student: (number) => clientWithKey(`student-${number}`),
      staff: staffIds.map(clientWithKey),
      startWorker,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** An API key with all scopes for each of these accounts. */
async function giveKeys(database: Database, userIds: readonly string[]): Promise<Map<string, string>> {
  const keys = new Map(userIds.map((id) => [id, `${id}-${'k'.repeat(64)}`]));
  const permissions = JSON.stringify({ scopes: apiKeyScopes });
  const now = new Date();
  const rows = [...keys].map(async ([userId, key]) => ({
    id: `key-of-${userId}`,
    referenceId: userId,
    key: await defaultKeyHasher(key),
    permissions,
    createdAt: now,
    updatedAt: now,
  }));
  await database.apikey.createMany({ data: await Promise.all(rows) });
  return keys;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}
