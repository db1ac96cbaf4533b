import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { connect } from '#prisma/client';
import { isPassing, persist, persistentDatabase, persistentObjects } from '#prisma/persist';
import { freePort } from '#prisma/postgres';
import { createTestDatabase } from '../setup/database.ts';

const coded = (code: string) => Object.assign(new Error('no'), { code });

test('faults of a connection, a restart and a conflict pass; those of a statement do not', () => {
  for (const code of ['ECONNREFUSED', '57P01', '57P03', '08006', '53100', '40001', 'P1001', 'P2034', 'EMFILE'])
    expect(isPassing(coded(code)), code).toBe(true);
  for (const code of ['23505', '42P01', 'P2002', 'P2025', 'ENOENT', 'ENOSPC', '28P01'])
    expect(isPassing(coded(code)), code).toBe(false);
  expect(isPassing(new Error('Connection terminated unexpectedly'))).toBe(true);
  expect(isPassing(new Error('outer', { cause: coded('57P03') }))).toBe(true);
  expect(isPassing(new AggregateError([coded('ECONNREFUSED')]))).toBe(true);
  expect(isPassing('text')).toBe(false);
});

test('a passing fault is tried again until it is over or patience is; any other is thrown at once', async () => {
  let tries = 0;
  const failing = (code: string, times: number) => async () => {
    if (++tries <= times) throw coded(code);
    return 'done';
  };
  expect(await persist(failing('57P03', 2))).toBe('done');
  expect(tries).toBe(3);
  tries = 0;
  await expect(persist(failing('23505', 2))).rejects.toThrow('no');
  expect(tries).toBe(1);
  tries = 0;
  await expect(persist(failing('57P03', 99), { patienceMs: 300 })).rejects.toThrow('no');
  expect(tries).toBe(2);
});

/** A server that answers everybody as PostgreSQL does while it starts. */
async function startStarting() {
  const body = Buffer.from('SFATAL\0VFATAL\0C57P03\0Mno\0\0');
  const head = Buffer.from([0x45, 0, 0, 0, body.length + 4]);
  const server = createServer((socket) => {
    socket.on('error', () => {}).on('data', () => socket.end(Buffer.concat([head, body])));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
}

test.each(['is not there', 'starts'])('a database that %s is asked again, for each kind of statement', async (how) => {
  const starting = how === 'starts' ? await startStarting() : null;
  let retries = 0;
  const plain = connect(`postgresql://nobody@127.0.0.1:${starting?.port ?? (await freePort())}/none`);
  const database = persistentDatabase(plain, { patienceMs: 5000, onRetry: () => retries++ });
  const asked = [
    database.run.count(),
    database.$queryRaw`SELECT 1`,
    database.$transaction(async (tx) => tx.run.count()),
  ].map((answer) => expect(answer).rejects.toThrow());
  await Promise.all(asked);
  expect(retries).toBeGreaterThanOrEqual(asked.length);
  await database.$disconnect();
  starting?.close();
});

test('a session that the server ends is no error for the next statement or for the transaction it was in', async () => {
  const { url, drop } = await createTestDatabase();
  const plain = connect(url, { poolSize: 1 });
  const admin = connect(url, { poolSize: 1 });
  const database = persistentDatabase(plain);
  let tries = 0;
  const count = await database.$transaction(async (tx) => {
    tries++;
    const [{ pid }] = await tx.$queryRaw<[{ pid: number }]>`SELECT pg_backend_pid() AS pid`;
    if (tries === 1) await admin.$queryRaw`SELECT pg_terminate_backend(${pid}::int)`;
    return tx.run.count();
  });
  expect([count, tries]).toEqual([0, 2]);
  await expect(database.run.findUniqueOrThrow({ where: { id: 'none' } })).rejects.toMatchObject({ code: 'P2025' });
  await Promise.all([plain.$disconnect(), admin.$disconnect()]);
  await drop();
});

test('an object store that runs out of files is asked again', async () => {
  let tries = 0;
  const store = {
    get: async () => {
      if (++tries < 3) throw coded('EMFILE');
      return Buffer.from('an image');
    },
    stream: () => Promise.reject(new Error('not asked for')),
    size: async () => 0,
    put: async () => 'address',
    remove: async () => {},
  };
  expect(String(await persistentObjects(store).get('address'))).toBe('an image');
});
