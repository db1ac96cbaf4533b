import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { type DocumentNode, Kind, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { dearestOperation, operationCost } from '../../server/graphql/operationCost.ts';
import { createSchema } from '../../server/schema.ts';
import { anonymousLimits } from '../../server/socketLimits.ts';
import { type Client, clientOf, codeOf, refusalOf, type SignedIn, signUp } from '../setup/api.ts';
import { type Classroom, openClassroom, password } from '../setup/classroom.ts';
import { allowGuests, createLecture, joinLecture, openPreparedLecture } from '../setup/lectures.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';

const lifeMs = 8_000;
let server: TestServer;
let room: Classroom;
let ada: SignedIn;
beforeAll(async () => {
  server = await startTestServer({ rateLimit: true, anonymousLifeMs: lifeMs });
  room = await openClassroom(server);
  ada = await signUp(server.url, { name: 'Ada', email: 'ada@example.org', password });
});
afterAll(() => server.stop());

const queue = 'entries { position run { id status recipe assignment { id title course { id title } } } }';
const times = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => text(i)).join(' ');

describe('one operation', () => {
  it('may not multiply by aliases, fragments, lists or variables', async () => {
    const dear = [
      `{ ${times(45, (index) => `a${index}: queue { ${queue} }`)} }`,
      `{ ${times(45, (index) => `a${index}: queue { ...q }`)} } fragment q on Queue { ${queue} }`,
      `{ epochs(runIds: [${times(200, (index) => `"${index}",`)}], maxPoints: 5000) { points { epoch value } } }`,
    ];
    for (const question of dear) {
      const answer = await ada.query(question);
      expect(answer.errors?.[0]?.extensions.code, question.slice(0, 80)).toBe('QUERY_TOO_EXPENSIVE');
      expect(answer.status).toBe(400);
    }
    const many = 'query($first: Int!) { runs(assignmentId: "x", first: $first) { id status recipe backbone } }';
    expect(await codeOf(ada.query(many, { first: 1_000_000 }))).toBe('QUERY_TOO_EXPENSIVE');
    expect(await codeOf(ada.query(many, { first: 50 }))).toBe('NOT_FOUND');
  });

  it('whose fragments double is found out at once', async () => {
    const doubling = times(30, (index) => `fragment f${index} on User { ...f${index + 1} ...f${index + 1} }`);
    const before = performance.now();
    const answer = await ada.query(`{ me { ...f0 } } ${doubling} fragment f30 on User { id }`);
    expect(answer.status).toBe(400);
    expect(performance.now() - before).toBeLessThan(5_000);
  });

  it('has one mutation', async () => {
    const joins =
      'mutation { a: joinCourse(code: "x") { id } ...b } fragment b on Mutation { joinCourse(code: "y") { id } }';
    const answer = await ada.query(joins);
    expect(answer.status).toBe(400);
    expect(answer.errors?.[0]?.message).toContain('one mutation');
  });

  it('of the site costs less than half of what is allowed', async () => {
    const folder = new URL('../../web/graphql/', import.meta.url);
    const files = (await readdir(folder)).filter((name) => name.endsWith('.graphql'));
    const texts = await Promise.all(files.map((name) => readFile(new URL(name, folder), 'utf8')));
    const document: DocumentNode = parse(texts.join('\n'));
    const schema = await createSchema();
    const manyIds = Array.from({ length: 200 }, (_, index) => String(index));
    const costs = document.definitions.flatMap((node) => {
      if (node.kind !== Kind.OPERATION_DEFINITION) return [];
      const variables = Object.fromEntries(
        (node.variableDefinitions ?? []).map(({ variable: { name } }) => [name.value, values[name.value] ?? 'x']),
      );
      // No more than 20 runs are compared.
      const runIds = node.name?.value === 'CompareRuns' ? manyIds.slice(0, 20) : manyIds;
      const given = { ...variables, ...('runIds' in variables && { runIds }) };
      return [{ name: node.name?.value, cost: operationCost(schema, document, node, given) }];
    });
    expect(costs.length).toBeGreaterThan(10);
    expect(costs.filter(({ cost }) => cost >= dearestOperation / 2)).toEqual([]);
  });
  const values: Record<string, unknown> = { first: 50, maxPoints: 500, perClass: 8, metric: 'VAL_ACC', input: {} };
});

it('an account that asks without end is told when to come back, and others go on', async () => {
  const eve = await signUp(server.url, { name: 'Eve', email: 'eve@example.org', password });
  const costly = `{ ${times(5, (index) => `a${index}: queue { ${queue} }`)} }`;
  let answer = await eve.query(costly);
  for (let asked = 1; asked < 150 && answer.status === 200; asked += 1) answer = await eve.query(costly);
  expect(answer.status).toBe(429);
  expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'BUSY', retryAfterSeconds: expect.any(Number) });
  expect(await codeOf(ada.query('{ queue { waiting } }'))).toBeUndefined();
  expect(await refusalOf(eve.subscribe('subscription { runProgress(runId: "x") { run { id } } }'))).toBe('BUSY');
});

it('strangers of one address have less, a guest of a lecture has their own; each hears when to come back', async () => {
  await allowGuests(room.instructor, room.courseId);
  const lecture = await createLecture(room.instructor, await room.assignment());
  await openPreparedLecture(server.database, room.instructor, lecture.id);
  const from = { 'x-forwarded-for': '192.0.2.20' };
  const [kim, lee] = await Promise.all(
    ['Kim', 'Lee'].map(async (name) => {
      const { token } = await joinLecture(server.url, lecture.code, name);
      return clientOf(server.url, { ...from, 'x-lecture-guest': token });
    }),
  );
  const costly = `{ ${times(5, (index) => `a${index}: queue { ${queue} }`)} }`;
  const asksUntilRefused = async (client: Client, most: number) => {
    for (let asked = 0; asked < most; asked += 1) {
      const answer = await client.query(costly);
      if (answer.status === 429) return answer.errors?.[0]?.extensions;
    }
    return undefined;
  };
  const refusal = { code: 'BUSY', retryAfterSeconds: expect.any(Number) };
  expect(await asksUntilRefused(kim!, 30)).toMatchObject(refusal);
  expect(await codeOf(lee!.query('{ guestLecture { title } }'))).toBeUndefined();
  expect(await asksUntilRefused(clientOf(server.url, from), 70)).toMatchObject(refusal);
  expect(await codeOf(lee!.query('{ guestLecture { title } }'))).toBeUndefined();
  const elsewhere = clientOf(server.url, { 'x-forwarded-for': '192.0.2.21' });
  expect(await codeOf(elsewhere.query('{ site { name } }'))).toBeUndefined();
});

it('who tries the codes of lectures without end has to wait', async () => {
  const stranger = clientOf(server.url, { 'x-forwarded-for': '192.0.2.30' });
  const join = 'mutation { joinLecture(code: "NOCODE", nickname: "Eve") { token } }';
  const codes: (string | undefined)[] = [];
  for (let round = 0; round < 7; round += 1)
    codes.push(...(await Promise.all(Array.from({ length: 100 }, () => codeOf(stranger.query(join))))));
  expect(codes.filter((code) => code === 'NOT_FOUND')).toHaveLength(600);
  expect(codes.filter((code) => code === 'BUSY')).toHaveLength(100);
});

describe('WebSockets', () => {
  const address = () => `${server.url.replace('http', 'ws')}/graphql`;
  const open = (headers: Record<string, string>, url = address()) => {
    const socket = new WebSocket(url, 'graphql-transport-ws', { headers });
    return new Promise<WebSocket | number>((resolve) => {
      socket.on('unexpected-response', (_request, { statusCode }) => resolve(statusCode ?? 0));
      socket.on('open', () => resolve(socket));
    });
  };
  const acknowledged = async (socket: WebSocket) => {
    socket.send(JSON.stringify({ type: 'connection_init' }));
    await once(socket, 'message');
  };
  const closed = (socket: WebSocket) => once(socket, 'close').then(([code]) => code as number);

  it('of strangers are few and short; sixty phones of a lecture behind the same address stay', async () => {
    const from = { 'x-forwarded-for': '192.0.2.10' };
    const people = await Promise.all(
      ['P', 'Q', 'R'].map((name) => signUp(server.url, { name, email: `${name}@example.org`, password })),
    );
    const phones = Array.from({ length: 60 }, (_, index) => ({ ...people[index % 3]!.headers, ...from }));
    const seated = (await Promise.all(phones.map((headers) => open(headers)))) as WebSocket[];
    await Promise.all(seated.map(acknowledged));

    const strangers = await Promise.all(
      Array.from({ length: anonymousLimits.socketsPerAddress + 5 }, () => open(from)),
    );
    const inside = strangers.filter((socket) => typeof socket !== 'number');
    expect(inside.length).toBeLessThanOrEqual(anonymousLimits.socketsPerAddress + 1);
    expect(await open(from)).toBe(429);
    expect(typeof (await open({ 'x-forwarded-for': '192.0.2.11' }))).not.toBe('number');
    await Promise.all(inside.map((socket) => acknowledged(socket).catch(() => {})));
    const codes = await Promise.all(inside.map(closed));
    expect(new Set(codes)).toEqual(new Set([4401]));
    await sleep(200);
    expect(seated.every((socket) => socket.readyState === WebSocket.OPEN)).toBe(true);
    for (const socket of seated) socket.terminate();
  });

  it('of one account are fifty at once', async () => {
    const person = await signUp(server.url, { name: 'S', email: 's@example.org', password });
    const from = { ...person.headers, 'x-forwarded-for': '192.0.2.13' };
    const seated = (await Promise.all(Array.from({ length: 50 }, () => open(from)))) as WebSocket[];
    await Promise.all(seated.map(acknowledged));
    const late = (await open(from)) as WebSocket;
    expect(await Promise.race([closed(late), acknowledged(late).then(() => 'stays')])).toBe(4429);
    for (const socket of [...seated, late]) socket.terminate();
  });

  const outside = Object.values(networkInterfaces())
    .flat()
    .find((address) => address?.family === 'IPv4' && !address.internal)?.address;
  it.skipIf(!outside)('of strangers are counted by where they come from, not by where they say', async () => {
    const everywhere = await startTestServer({ host: '0.0.0.0' });
    try {
      const from = (index: number) =>
        open({ 'x-forwarded-for': `203.0.113.${index}` }, `ws://${outside}:${everywhere.port}/graphql`);
      const most = anonymousLimits.socketsPerAddress;
      const inside = await Promise.all(Array.from({ length: most }, (_, index) => from(index)));
      expect(inside.every((socket) => typeof socket !== 'number')).toBe(true);
      expect(await from(most)).toBe(429);
      for (const socket of inside) (socket as WebSocket).terminate();
    } finally {
      await everywhere.stop();
    }
  });

  it('take messages of a mebibyte at most', async () => {
    const socket = (await open({ 'x-forwarded-for': '192.0.2.14' })) as WebSocket;
    const end = closed(socket);
    socket.send('x'.repeat(2 ** 20 + 1));
    expect(await end).toBe(1009);
  });

  it('of strangers end after a few operations', async () => {
    const socket = (await open({ 'x-forwarded-for': '192.0.2.12' })) as WebSocket;
    await acknowledged(socket);
    const end = closed(socket);
    for (let id = 0; id <= anonymousLimits.operations; id += 1)
      socket.send(JSON.stringify({ id: String(id), type: 'subscribe', payload: { query: '{ me { id } }' } }));
    expect(await end).toBe(4429);
  });
});

describe('JSON that is nested 20,000 levels deep', () => {
  const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
  it.each([
    ['/graphql', `{"query":"query($input: SubmitRunInput!) { me { id } }","variables":{"input":${deep}}}`],
    ['/graphql', deep],
    ['/api/auth/sign-in/email', `{"email":"ada@example.org","password":${deep}}`],
    ['/api/auth/sign-up/email', deep],
  ])('is refused with 400 at %s', async (path, body) => {
    const response = await clientOf(server.url).fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: server.url },
      body,
    });
    expect(response.status).toBe(400);
    expect(await response.text()).not.toContain('INTERNAL_SERVER_ERROR');
  });

  it('is refused over a WebSocket too', async () => {
    const recipe = JSON.parse(`${'['.repeat(1_000)}${']'.repeat(1_000)}`);
    const submit = 'mutation($input: SubmitRunInput!) { submitRun(input: $input) { run { id } } }';
    expect(await refusalOf(ada.subscribe(submit, { input: { assignmentId: 'x', recipe } }))).toBe('BAD_USER_INPUT');
  });
});
