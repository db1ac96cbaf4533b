import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { announce } from '#prisma/announce';
import { type RunningServer, startServer } from '../../server/server.ts';
import { apiKeyOf, clientOf, dataOf, refusalOf, type SignedIn, signUp } from '../setup/api.ts';
import { type Classroom, openClassroom, password } from '../setup/classroom.ts';
import { insertRun } from '../setup/runs.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';

const watch =
  'subscription($id: ID!) { runProgress(runId: $id) { run { status progress { done } lastEpoch { ' +
  'epoch } } epochs { epoch loss } } }';

describe('runProgress', () => {
  let server: TestServer;
  let other: RunningServer;
  let room: Classroom;
  let assignmentId: string;
  let ada: SignedIn;
  let bob: SignedIn;
  beforeAll(async () => {
    server = await startTestServer();
    other = await startServer(server.options);
    room = await openClassroom({ ...server, url: other.url });
    assignmentId = await room.assignment();
    ada = await room.student('Ada');
    bob = await room.student('Bob');
  });
  afterAll(async () => {
    await other.stop();
    await server.stop();
  });

  const insert = (status: 'QUEUED' | 'TRAINING' | 'SUCCEEDED', epochs = 0) =>
    insertRun(server.database, { assignmentId, studentId: ada.user.id, status, epochs });
  /** The same session, on the server that did not make it. */
  const onOther = (client: SignedIn) => clientOf(server.url, { cookie: client.headers.cookie ?? '' });
  const next = async (events: AsyncIterableIterator<{ data: unknown }>) =>
    (await events.next()).value?.data?.runProgress;

  /** What a worker does: a row and its notice, in one transaction. */
  const finishEpoch = (runId: string, epoch: number) =>
    server.database.$transaction(async (transaction) => {
      await transaction.epoch.create({
        data: { run: { connect: { id: runId } }, epoch, loss: 1 / epoch, acc: 0.5, learningRate: 0.001, seconds: 1 },
      });
      await announce(transaction, { runId, epoch });
    });

  it('begins with the run as it is, and goes on with what another process writes until the run has ended', async () => {
    const { id } = await insert('TRAINING', 2);
    const events = onOther(ada).subscribe(watch, { id });
    expect(await next(events)).toEqual({
      run: { status: 'TRAINING', progress: null, lastEpoch: { epoch: 2 } },
      epochs: [],
    });
    await finishEpoch(id, 3);
    expect(await next(events)).toEqual({
      run: { status: 'TRAINING', progress: null, lastEpoch: { epoch: 3 } },
      epochs: [{ epoch: 3, loss: 1 / 3 }],
    });
    await server.database.run.update({
      where: { id },
      data: { progress: { phase: 'TRAINING', done: 7, total: 9, etaSeconds: 1 } },
    });
    await announce(server.database, { runId: id });
    expect(await next(events)).toMatchObject({ run: { progress: { done: 7 } }, epochs: [] });
    await server.database.run.update({ where: { id }, data: { status: 'SUCCEEDED' } });
    await announce(server.database, { runId: id });
    expect(await next(events)).toMatchObject({ run: { status: 'SUCCEEDED' } });
    expect((await events.next()).done).toBe(true);
  });

  it('loses no epoch when many come at once, and keeps their order', async () => {
    const { id } = await insert('TRAINING');
    const events = onOther(ada).subscribe(watch, { id });
    await next(events);
    for (let epoch = 1; epoch <= 30; epoch += 1) await finishEpoch(id, epoch);
    const seen: number[] = [];
    let messages = 0;
    while (seen.length < 30) {
      seen.push(...(await next(events)).epochs.map(({ epoch }: { epoch: number }) => epoch));
      messages += 1;
    }
    expect(messages).toBeLessThan(30);
    expect(seen).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
    await events.return?.();
  });

  it('tells epochs again that a resumed run trains again', async () => {
    const { id } = await insert('TRAINING', 4);
    const events = onOther(ada).subscribe(watch, { id });
    await next(events);
    await server.database.epoch.deleteMany({ where: { run: { id }, epoch: { gt: 2 } } });
    await finishEpoch(id, 3);
    expect(await next(events)).toMatchObject({ epochs: [{ epoch: 3 }] });
    await finishEpoch(id, 4);
    expect(await next(events)).toMatchObject({ epochs: [{ epoch: 4 }] });
    await events.return?.();
  });

  it('asks the database as often for forty who watch as for one', async () => {
    const { id } = await insert('TRAINING');
    const statements: string[] = [];
    const counted = await startServer({ ...server.options, onStatement: (sql) => statements.push(sql) });
    try {
      const watchers = Array.from({ length: 40 }, () =>
        clientOf(counted.url, { cookie: ada.headers.cookie ?? '' }).subscribe(watch, { id }),
      );
      await Promise.all(watchers.map(next));
      statements.length = 0;
      await finishEpoch(id, 1);
      for (const message of await Promise.all(watchers.map(next)))
        expect(message).toMatchObject({ run: { lastEpoch: { epoch: 1 } }, epochs: [{ epoch: 1 }] });
      // The server does other things now and then, such as looking for sessions that have ended.
      expect(statements.length).toBeLessThan(30);
      await Promise.all(watchers.map((events) => events.return?.()));
    } finally {
      await counted.stop();
    }
  });

  it('is heard on one server when the run is submitted and cancelled on another', async () => {
    const document = 'mutation($input: SubmitRunInput!) { submitRun(input: $input) { run { id } } }';
    const recipe = { backbone: 'CNN', inputSize: 46, seed: 99 };
    const { submitRun } = await dataOf(ada.query(document, { input: { assignmentId, recipe } }));
    const events = onOther(ada).subscribe(watch, { id: submitRun.run.id });
    expect(await next(events)).toMatchObject({ run: { status: 'QUEUED' } });
    await dataOf(ada.query('mutation($id: ID!) { cancelRun(id: $id) { status } }', { id: submitRun.run.id }));
    expect(await next(events)).toMatchObject({ run: { status: 'CANCELLED' } });
    expect((await events.next()).done).toBe(true);
  });

  it('goes on after the connection to PostgreSQL was lost, with what happened in between', async () => {
    const { id } = await insert('TRAINING');
    const events = onOther(ada).subscribe(watch, { id });
    await next(events);
    const administrator = new pg.Client({ connectionString: server.databaseUrl });
    await administrator.connect();
    const ended = await administrator.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'LISTEN run_progress' " +
        'AND datname = current_database()',
    );
    expect(ended.rowCount).toBe(2);
    // Announced while nobody listens.
    await server.database.epoch.create({
      data: { run: { connect: { id } }, epoch: 1, loss: 1, acc: 0.5, learningRate: 0.001, seconds: 1 },
    });
    await administrator.end();
    expect(await next(events)).toMatchObject({ run: { lastEpoch: { epoch: 1 } }, epochs: [{ epoch: 1 }] });
    await finishEpoch(id, 2);
    expect(await next(events)).toMatchObject({ epochs: [{ epoch: 2 }] });
    await events.return?.();
  });

  it('knows who asks by an API key or a bearer token in the connection parameters', async () => {
    const { id } = await insert('SUCCEEDED');
    const key = await apiKeyOf(ada);
    const session = await ada
      .fetch('/api/auth/get-session')
      .then((response) => response.json() as Promise<{ session: { token: string } }>);
    const refusalWith = (connectionParams: Record<string, unknown>) =>
      refusalOf(clientOf(server.url, {}, connectionParams).subscribe(watch, { id }));
    expect(await refusalWith({ apiKey: key })).toBeUndefined();
    expect(await refusalWith({ authorization: `Bearer ${session.session.token}` })).toBeUndefined();
    expect(await refusalWith({ apiKey: 'x'.repeat(64) })).toBe('UNAUTHENTICATED');
    expect(await refusalWith({})).toBe('UNAUTHENTICATED');
  });

  it("refuses another student's run, and shows it to the staff", async () => {
    const { id } = await insert('SUCCEEDED');
    const outsider = await signUp(other.url, { name: 'Out', email: 'out@example.org', password });
    const codeFor = (client: SignedIn) => refusalOf(onOther(client).subscribe(watch, { id }));
    expect(await codeFor(bob)).toBe('FORBIDDEN');
    expect(await codeFor(outsider)).toBe('NOT_ENROLLED');
    expect(await codeFor(room.instructor)).toBeUndefined();
  });

  it('stops telling somebody who has been taken out of the course', async () => {
    const eve = await room.student('Eve');
    const { id } = await insertRun(server.database, { assignmentId, studentId: eve.user.id, status: 'TRAINING' });
    const events = onOther(eve).subscribe(watch, { id });
    await next(events);
    await server.database.enrollment.deleteMany({ where: { userId: eve.user.id } });
    await announce(server.database, { runId: id });
    await expect(events.next()).rejects.toMatchObject([{ extensions: { code: 'NOT_ENROLLED' } }]);
  });

  it('ends within seconds when its session or API key is ended, on whichever server', async () => {
    const fay = await room.student('Fay');
    const { id } = await insertRun(server.database, { assignmentId, studentId: fay.user.id, status: 'TRAINING' });
    const bySession = onOther(fay).subscribe(watch, { id });
    await next(bySession);
    const sent = { method: 'POST', headers: { 'content-type': 'application/json', origin: other.url } };
    const key = await apiKeyOf(fay);
    const byKey = clientOf(server.url, {}, { apiKey: key }).subscribe(watch, { id });
    await next(byKey);

    const ended = { session: bySession.next(), key: byKey.next() };
    ended.key.catch(() => undefined);
    await fay.fetch('/api/auth/sign-out', { ...sent, body: '{}' });
    await expect(ended.session).rejects.toMatchObject({ code: 4401 });
    // The key is no session, and goes on.
    await announce(server.database, { runId: id });
    expect(await ended.key).toMatchObject({ value: { data: { runProgress: { run: { status: 'TRAINING' } } } } });
    const afterwards = byKey.next();
    await server.database.apikey.deleteMany({ where: { referenceId: fay.user.id } });
    await expect(afterwards).rejects.toMatchObject({ code: 4401 });
    // A session whose time is over ends as well.
    const gil = await room.student('Gil');
    const own = await insertRun(server.database, { assignmentId, studentId: gil.user.id, status: 'TRAINING' });
    const watched = onOther(gil).subscribe(watch, { id: own.id });
    await next(watched);
    const over = { expiresAt: new Date(Date.now() - 1000) };
    await server.database.session.updateMany({ where: { userId: gil.user.id }, data: over });
    await expect(watched.next()).rejects.toMatchObject({ code: 4401 });
  });

  it('is not for pages of other sites, whose browsers send the cookie along', async () => {
    const open = (origin?: string) =>
      new Promise<number | 'open'>((resolve) => {
        const socket = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
          ...(origin && { origin }),
        });
        socket
          .on('open', () => resolve('open'))
          .on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
        socket.on('open', () => socket.close());
      });
    expect(await open(server.url)).toBe('open');
    expect(await open()).toBe('open');
    expect(await open('https://elsewhere.example')).toBe(401);
  });
});
