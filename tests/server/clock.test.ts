import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { clientOf, codeOf, dataOf, type SignedIn, testSecret } from '../setup/api.ts';
import { type Classroom, openClassroom } from '../setup/classroom.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';
import { hour, shiftedClock } from '../setup/shiftedClock.ts';

vi.setConfig({ hookTimeout: 240_000, testTimeout: 120_000 });

const minute = 60_000;
const submit = `mutation($id: ID!, $recipe: JSON!) {
  submitRun(input: { assignmentId: $id, recipe: $recipe }) { run { id submittedAt } }
}`;

describe.each([
  ['ahead', hour],
  ['behind', -hour],
])('an API server whose clock is an hour %s', (_, shift) => {
  let server: TestServer;
  let room: Classroom;
  let ada: SignedIn;
  let other: ChildProcess;
  let otherUrl: string;
  let onOther: ReturnType<typeof clientOf>;
  beforeAll(async () => {
    server = await startTestServer();
    room = await openClassroom(server);
    ada = await room.student('Ada');
    const { url, process: started } = await startShifted(server, shift);
    other = started;
    otherUrl = url;
    onOther = clientOf(url, { cookie: ada.headers.cookie ?? '' });
  });
  afterAll(async () => {
    other?.kill('SIGKILL');
    await server.stop();
  });

  const from = (ms: number) => new Date(Date.now() + ms).toISOString();
  const submitTo = (id: string) => onOther.query(submit, { id, recipe: { backbone: 'CNN', inputSize: 46 } });

  test('takes a run before the due date, in time, and says when that was', async () => {
    const id = await room.assignment({
      opensAt: from(-10 * minute),
      dueAt: from(10 * minute),
      closesAt: from(20 * minute),
    });
    const { submitRun } = await dataOf(submitTo(id));
    const row = await server.database.run.findUniqueOrThrow({ where: { id: submitRun.run.id } });
    expect(row.daysLate).toBe(0);
    expect(Math.abs(row.submittedAt.getTime() - Date.now())).toBeLessThan(minute);
  });

  test('counts a run after the due date as late, and refuses one after the end or before the beginning', async () => {
    const late = await room.assignment({
      opensAt: from(-20 * minute),
      dueAt: from(-10 * minute),
      closesAt: from(10 * minute),
    });
    const { submitRun } = await dataOf(submitTo(late));
    expect((await server.database.run.findUniqueOrThrow({ where: { id: submitRun.run.id } })).daysLate).toBe(1);
    const closed = await room.assignment({ opensAt: from(-20 * minute), closesAt: from(-10 * minute) });
    expect(await codeOf(submitTo(closed))).toBe('ASSIGNMENT_CLOSED');
    const early = await room.assignment({ opensAt: from(10 * minute), closesAt: from(20 * minute) });
    expect(await codeOf(submitTo(early))).not.toBeUndefined();
  });

  test('sees the workers that are there, and those that are gone', async () => {
    const worker = { engineReason: 'fastest', environment: {}, concurrency: 1, memoryMb: 1, engine: 'wasm' };
    const seen = async (ms: number, host: string) =>
      server.database.worker.create({ data: { ...worker, host, lastSeenAt: new Date(Date.now() + ms) } });
    await seen(0, 'here');
    await seen(-30 * minute, 'gone');
    const instructor = clientOf(otherUrl, { cookie: room.instructor.headers.cookie ?? '' });
    const { workers } = await dataOf(instructor.query('{ workers { host isAlive } }'));
    expect(workers).toEqual(
      expect.arrayContaining([
        { host: 'here', isAlive: true },
        { host: 'gone', isAlive: false },
      ]),
    );
  });
});

async function startShifted({ databaseUrl, options }: TestServer, shift: number) {
  const started = spawn(
    process.execPath,
    ['--import', shiftedClock(shift), '--import', './server/decorators.ts', 'server/main.ts'],
    {
      env: {
        PATH: process.env.PATH,
        DATABASE_URL: databaseUrl,
        DATA_DIR: options.directories.objects.replace(/objects$/, ''),
        API_PORT: '0',
        AUTH_SECRET: testSecret,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  for await (const line of createInterface({ input: started.stdout })) {
    const { url } = JSON.parse(line) as { url?: string };
    if (url === undefined) continue;
    started.stdout.resume();
    return { url, process: started };
  }
  throw new Error('expected the API to answer');
}
