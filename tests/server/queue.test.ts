import { fromPrisma } from 'pg-boss';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openQueue, type Queue } from '#prisma/queue';
import { dataOf, type SignedIn, signIn, signUp } from '../setup/api.ts';
import { type Classroom, openClassroom, password } from '../setup/classroom.ts';
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
      const answer = await dataOf(
        client.query(document, { input: { assignmentId, recipe: { backbone: 'CNN', inputSize: 46, seed } } }),
      );
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

  it('shows a student the places of their own runs and how many wait, nothing of others', async () => {
    const { queue: seen } = await dataOf(bob.query(queueQuestion));
    expect(
      seen.entries.map((entry: { run: { id: string }; position: number }) => [entry.position, entry.run.id]),
    ).toEqual([
      [2, runs['bob 1']],
      [4, runs['bob 2']],
    ]);
    expect(seen).toMatchObject({ waiting: 5, running: 0 });
  });

  it('shows the staff of another course only how many wait, and an administrator the places of all', async () => {
    const other = await signUp(server.url, { name: 'Other', email: 'other@example.org', password });
    const siteRole = (role: 'TEACHER' | 'ADMIN') =>
      server.database.user.update({ where: { id: other.user.id }, data: { siteRole: role } });
    await siteRole('TEACHER');
    await dataOf(other.query('mutation { createCourse(input: {title: "Other"}) { id } }'));
    expect((await dataOf(other.query(queueQuestion))).queue).toEqual({ waiting: 5, running: 0, entries: [] });
    await siteRole('ADMIN');
    const { queue: seen } = await dataOf(other.query(queueQuestion));
    expect(seen.entries.map((entry: { position: number; run: null }) => [entry.position, entry.run])).toEqual(
      [1, 2, 3, 4, 5].map((position) => [position, null]),
    );
  });

  it('says to everybody whether there is a worker, and to staff and administrators which', async () => {
    const hasWorker = async () => (await dataOf(ada.query('{ queue { hasWorker } }'))).queue.hasWorker;
    expect(await hasWorker()).toBe(false);
    const { id } = await server.database.worker.create({
      data: {
        host: 'lab-7',
        engine: 'wasm',
        engineReason: 'the only one',
        environment: { processor: 'Secret 3000' },
        concurrency: 1,
        memoryMb: 12_800,
      },
    });
    expect(await hasWorker()).toBe(true);
    const question = '{ workers { host environment memoryMb isAlive } }';
    const known = {
      workers: [{ host: 'lab-7', environment: { processor: 'Secret 3000' }, memoryMb: 12_800, isAlive: true }],
    };
    expect(await dataOf(ada.query(question))).toEqual({ workers: null });
    const assistant = await room.student('Assistant');
    await server.database.enrollment.updateMany({ where: { userId: assistant.user.id }, data: { role: 'ASSISTANT' } });
    expect(await dataOf(assistant.query(question))).toEqual(known);
    await server.database.user.update({ where: { id: bob.user.id }, data: { siteRole: 'ADMIN' } });
    expect(await dataOf(bob.query(question))).toEqual(known);
    await server.database.user.update({ where: { id: bob.user.id }, data: { siteRole: 'MEMBER' } });
    await server.database.worker.update({ where: { id }, data: { lastSeenAt: new Date(Date.now() - 20_000) } });
    expect(await hasWorker()).toBe(false);
  });

  it('comes in pages, in the same order, and is narrowed to an assignment, a person and oneself', async () => {
    const paged = `query($filter: QueueFilterInput! = {}, $first: Int! = 50, $after: String) {
      queue { runs(filter: $filter, first: $first, after: $after) {
        totalCount pageInfo { hasNextPage endCursor } nodes { position status backbone run { id } }
      } }
    }`;
    const page = async (client: SignedIn, variables: Record<string, unknown> = {}) =>
      (await dataOf(client.query(paged, variables))).queue.runs;
    const inTurn = ['ada 1', 'bob 1', 'ada 2', 'bob 2', 'ada 3'];
    const seen: [number, string][] = [];
    for (let after: string | null = null, more = true; more; ) {
      const { nodes, pageInfo, totalCount } = await page(room.instructor, { first: 2, after });
      seen.push(...nodes.map((node: { position: number; run: { id: string } }) => [node.position, node.run.id]));
      expect(totalCount).toBe(5);
      after = pageInfo.endCursor;
      more = pageInfo.hasNextPage;
    }
    expect(seen).toEqual(inTurn.map((name, index) => [index + 1, runs[name]]));
    const names = async (client: SignedIn, filter: object) =>
      (await page(client, { filter })).nodes.map(({ run }: { run: { id: string } }) =>
        inTurn.find((name) => runs[name] === run.id),
      );
    expect(await names(room.instructor, { search: 'BOB' })).toEqual(['bob 1', 'bob 2']);
    expect(await names(room.instructor, { search: 'b_b' })).toEqual([]);
    expect(await names(room.instructor, { mine: true })).toEqual([]);
    expect(await names(room.instructor, { assignmentId: await room.assignment() })).toEqual([]);
    expect(await names(ada, { mine: true })).toEqual(['ada 1', 'ada 2', 'ada 3']);
    expect(await names(ada, { search: 'bob' })).toEqual([]);
  });

  it('shows what a worker trained to those who may see it', async () => {
    const question = '{ workers { runs(first: 2) { totalCount nodes { id } } } }';
    const { id } = await server.database.worker.findFirstOrThrow();
    await server.database.run.updateMany({ where: { studentId: bob.user.id }, data: { workerId: id } });
    const { workers } = await dataOf(room.instructor.query(question));
    expect(workers[0].runs).toEqual({ totalCount: 2, nodes: [{ id: runs['bob 2'] }, { id: runs['bob 1'] }] });
    const other = await signIn(server.url, { email: 'other@example.org', password });
    expect((await dataOf(other.query(question))).workers[0].runs.totalCount).toBe(0);
    await server.database.run.updateMany({ where: { studentId: bob.user.id }, data: { workerId: null } });
  });

  it('counts places again when a run leaves it', async () => {
    await server.database.run.update({ where: { id: runs['ada 1'] }, data: { status: 'TRAINING' } });
    const { queue: seen } = await dataOf(room.instructor.query(queueQuestion));
    expect(seen).toMatchObject({ waiting: 4, running: 1 });
    expect(seen.entries[0]).toMatchObject({ position: 0, status: 'TRAINING', run: { id: runs['ada 1'] } });
    const { run } = await dataOf(
      bob.query('query($id: ID!) { run(id: $id) { queuePosition } }', { id: runs['bob 1'] }),
    );
    expect(run.queuePosition).toBe(1);
  });
});
