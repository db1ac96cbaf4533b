import { fromPrisma } from 'pg-boss';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openQueue, type Queue } from '../../prisma/queue.ts';
import { dataOf, type SignedIn } from '../setup/api.ts';
import { type Classroom, openClassroom } from '../setup/classroom.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';

const queueQuestion = '{ queue { waiting running entries { position status backbone run { id recipe } } } }';

describe('the queue', () => {
  let server: TestServer;
  let room: Classroom;
  let queue: Queue;
  let ada: SignedIn;
  let bob: SignedIn;
  /** Run ids by who sent them and in which order. */
  const runs: Record<string, string> = {};
  beforeAll(async () => {
    server = await startTestServer();
    room = await openClassroom(server);
    const assignmentId = await room.assignment();
    ada = await room.student('Ada');
    bob = await room.student('Bob');
    const submit = async (client: SignedIn, name: string, seed: number) => {
      const document = 'mutation($input: SubmitRunInput!) { submitRun(input: $input) { run { id } } }';
      const answer = await dataOf(client.query(document, { input: { assignmentId, recipe: { backbone: 'CNN', inputSize: 46, seed } } }));
      runs[name] = answer.submitRun.run.id;
    };
    await submit(ada, 'ada 1', 1);
    await submit(ada, 'ada 2', 2);
    await submit(ada, 'ada 3', 3);
    await submit(bob, 'bob 1', 1);
    await submit(bob, 'bob 2', 2);
    queue = await openQueue(server.databaseUrl, { onError: () => {} });
  });
  afterAll(async () => {
    await queue.stop({ graceful: false });
    await server.stop();
  });

  it("puts another student's first run before one's second, as the workers will get them", async () => {
    const { queue: seen } = await dataOf(room.instructor.query(queueQuestion));
    const order = seen.entries.map((entry: { run: { id: string } }) => entry.run.id);
    expect(order).toEqual(['ada 1', 'bob 1', 'ada 2', 'bob 2', 'ada 3'].map((name) => runs[name]));
    expect(seen).toMatchObject({ waiting: 5, running: 0 });
    const handedOut: string[] = [];
    await server.database
      .$transaction(async (transaction) => {
        for (let turn = 0; turn < 5; turn += 1) {
          const [job] = await queue.fetch<{ runId: string }>('runs', { db: fromPrisma(transaction) });
          handedOut.push(job?.data.runId ?? 'none');
        }
        throw new Error('nothing was meant');
      })
      .catch(() => {});
    expect(handedOut).toEqual(order);
  });

  it("shows a student the place of everybody's runs, and which are theirs", async () => {
    const { queue: seen } = await dataOf(bob.query(queueQuestion));
    expect(seen.entries.map((entry: { run: object | null; position: number }) => [entry.position, entry.run !== null])).toEqual([
      [1, false],
      [2, true],
      [3, false],
      [4, true],
      [5, false],
    ]);
  });

  it('counts places anew when a run leaves it', async () => {
    await server.database.run.update({ where: { id: runs['ada 1'] }, data: { status: 'TRAINING' } });
    const { queue: seen } = await dataOf(room.instructor.query(queueQuestion));
    expect(seen).toMatchObject({ waiting: 4, running: 1 });
    expect(seen.entries[0]).toMatchObject({ position: 0, status: 'TRAINING', run: { id: runs['ada 1'] } });
    const { run } = await dataOf(bob.query('query($id: ID!) { run(id: $id) { queuePosition } }', { id: runs['bob 1'] }));
    expect(run.queuePosition).toBe(1);
  });
});
