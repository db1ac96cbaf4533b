import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook as Verifier } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { emitEvent } from '#prisma/webhooks';
import { codeOf, dataOf, type SignedIn } from '../setup/api.ts';
import { type Classroom, openClassroom } from '../setup/classroom.ts';
import { insertRun } from '../setup/runs.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';

interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

const createDocument =
  'mutation($input: CreateWebhookInput!) { createWebhook(input: $input) { secret webhook { id url events } } }';
const changeDocument = 'mutation($input: ChangeWebhookInput!) { changeWebhook(input: $input) { disabledAt failures } }';
const logDocument = `query($id: ID!) { course(id: $id) { webhooks { id url disabledAt failures deliveries { totalCount
  nodes { id event payload attempts responseStatus error deliveredAt givenUpAt } } } } }`;

describe('webhooks', () => {
  let server: TestServer;
  let room: Classroom;
  let ada: SignedIn;
  let receiver: Server;
  let url: string;
  let received: Received[] = [];
  /** What the receiver answers next; 200 when nothing is left. */
  let answers: number[] = [];
  beforeAll(async () => {
    receiver = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      received.push({ path: request.url ?? '', headers: request.headers, body });
      const status = answers.shift() ?? 200;
      response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end('what it says is not read');
    });
    await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done));
    url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
    server = await startTestServer({ allowInternalAddresses: true, webhookRetries: { retryLimit: 2, retryDelay: 1 } });
    room = await openClassroom(server);
    ada = await room.student('Ada');
  });
  afterAll(async () => {
    await server.stop();
    receiver.close();
  });
  beforeEach(async () => {
    await server.database.webhook.deleteMany();
    received = [];
    answers = [];
  });

  const create = (client: SignedIn, fields: object = {}) =>
    client.query(createDocument, {
      input: { courseId: room.courseId, url: `${url}/hook`, events: ['run.ended'], ...fields },
    });
  const log = async () => (await dataOf(room.instructor.query(logDocument, { id: room.courseId }))).course.webhooks;
  const happen = (revision = 2) =>
    emitEvent(server.database, 'assignment.revised', { courseId: room.courseId, assignmentId: 'a', revision });
  const until = (check: () => unknown) => expect.poll(check, { timeout: 20_000 }).toBeTruthy();

  it('tell an address what happened, signed, with ids and no names, and only what it asked for', async () => {
    const { createWebhook } = await dataOf(create(room.instructor));
    const assignmentId = await room.assignment();
    const { id } = await insertRun(server.database, { assignmentId, studentId: ada.user.id });
    await happen();
    await dataOf(ada.query('mutation($id: ID!) { cancelRun(id: $id) { id } }', { id }));
    await until(() => received.length > 0);
    const [{ headers, body, path }] = received as [Received];
    expect(path).toBe('/hook');
    const verifier = new Verifier(createWebhook.secret);
    expect(verifier.verify(body, headers as Record<string, string>)).toEqual({
      type: 'run.ended',
      timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
      data: { courseId: room.courseId, assignmentId, runId: id, status: 'CANCELLED' },
    });
    expect(() => verifier.verify(body.replace('CANCELLED', 'SUCCEEDED'), headers as Record<string, string>)).toThrow();
    await until(async () => (await log())[0].deliveries.nodes[0].deliveredAt);
    expect((await log())[0].deliveries).toMatchObject({ totalCount: 1, nodes: [{ attempts: 1, responseStatus: 200 }] });
    expect(received).toHaveLength(1);
  });

  it('are told again until they answer, under the same id, and no redirect is followed', async () => {
    await dataOf(create(room.instructor, { events: ['assignment.revised'] }));
    answers = [500, 302];
    await happen();
    await until(() => received.length === 3);
    expect(received.map(({ path }) => path)).toEqual(['/hook', '/hook', '/hook']);
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    await until(async () => (await log())[0].deliveries.nodes[0].deliveredAt);
    expect((await log())[0]).toMatchObject({ failures: 0, deliveries: { nodes: [{ attempts: 3, error: null }] } });
  });

  it('are switched off after five deliveries that were given up, which the staff are told, and on again', async () => {
    const { createWebhook } = await dataOf(create(room.instructor, { events: ['assignment.revised'] }));
    const { id } = createWebhook.webhook;
    answers = Array.from({ length: 18 }, () => 503);
    for (let revision = 1; revision <= 5; revision += 1) await happen(revision);
    await until(async () => (await log())[0].disabledAt);
    const { deliveries } = (await log())[0];
    expect(deliveries.nodes[4]).toMatchObject({ attempts: 3, responseStatus: 503, deliveredAt: null });
    expect(deliveries.nodes[4].givenUpAt).not.toBeNull();
    const { notices } = await dataOf(room.instructor.query('{ notices { nodes { kind data } } }'));
    expect(notices.nodes[0]).toMatchObject({ kind: 'WEBHOOK_OFF', data: { url: `${url}/hook` } });
    expect(await server.database.auditEntry.count({ where: { action: 'webhook.switchOff' } })).toBe(1);
    await happen(6);
    expect((await log())[0].deliveries.totalCount).toBe(5);

    answers = [];
    const on = await dataOf(room.instructor.query(changeDocument, { input: { id, enabled: true } }));
    expect(on.changeWebhook).toEqual({ disabledAt: null, failures: 0 });
    const redeliver = 'mutation($id: ID!) { redeliverWebhook(id: $id) { givenUpAt } }';
    await dataOf(room.instructor.query(redeliver, { id: deliveries.nodes[4].id }));
    expect(await codeOf(ada.query(redeliver, { id: deliveries.nodes[4].id }))).toBe('FORBIDDEN');
    await until(async () => (await log())[0].deliveries.nodes[4].deliveredAt);
  });

  it('are tested by the staff, and removed with their log', async () => {
    const { createWebhook } = await dataOf(create(room.instructor));
    const { id } = createWebhook.webhook;
    await dataOf(room.instructor.query('mutation($id: ID!) { testWebhook(id: $id) { id } }', { id }));
    await until(() => received.length === 1);
    expect(JSON.parse(received[0]!.body)).toMatchObject({ type: 'webhook.test', data: { webhookId: id } });
    const remove = 'mutation($id: ID!) { removeWebhook(id: $id) { id } }';
    expect(await codeOf(ada.query(remove, { id }))).toBe('FORBIDDEN');
    const test = 'mutation($id: ID!) { testWebhook(id: $id) { id } }';
    for (const [document, variables] of [
      [test, { id }],
      [changeDocument, { input: { id, enabled: false } }],
    ] as const)
      expect(await codeOf(ada.query(document, variables)), document).toBe('FORBIDDEN');
    await dataOf(room.instructor.query(changeDocument, { input: { id, enabled: false } }));
    const off = await room.instructor.query(test, { id });
    expect(off.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', detail: 'WEBHOOK_OFF' });
    await dataOf(room.instructor.query(remove, { id }));
    expect(await log()).toEqual([]);
    expect(await server.database.webhookDelivery.count()).toBe(0);
  });

  it('tell nothing of other courses, and nothing once they are off', async () => {
    const { createCourse } = await dataOf(
      room.instructor.query('mutation { createCourse(input: { title: "Other" }) { id } }'),
    );
    const { createWebhook } = await dataOf(create(room.instructor, { events: ['assignment.revised'] }));
    const { id } = createWebhook.webhook;
    const other = { courseId: createCourse.id, events: ['assignment.revised'], url: `${url}/other` };
    await dataOf(create(room.instructor, other));
    await happen();
    await until(async () => (await log())[0].deliveries.nodes[0]?.deliveredAt);
    expect(received.map(({ path }) => path)).toEqual(['/hook']);
    expect(await log()).toHaveLength(1);
    const there = await dataOf(room.instructor.query(logDocument, { id: createCourse.id }));
    expect(there.course.webhooks).toMatchObject([{ deliveries: { totalCount: 0 } }]);
    // What was still to be sent when it was switched off is not sent.
    const off = { where: { id }, data: { disabledAt: new Date() } };
    await server.database.webhook.update(off);
    const redeliver = 'mutation($id: ID!) { redeliverWebhook(id: $id) { id } }';
    const [sent] = (await log())[0].deliveries.nodes;
    await dataOf(room.instructor.query(redeliver, { id: sent.id }));
    await until(async () => (await log())[0].deliveries.nodes[0].givenUpAt);
    expect((await log())[0].deliveries.nodes[0].error).toBe('The webhook was switched off.');
    expect(received).toHaveLength(1);
    // What is on its way is not sent beside itself.
    const waiting = { webhookId: id, event: 'assignment.revised', payload: {}, queuedAt: new Date() };
    const { id: deliveryId } = await server.database.webhookDelivery.create({ data: waiting });
    const { errors } = await room.instructor.query(redeliver, { id: deliveryId });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', detail: 'DELIVERY_WAITS' });
  });

  it('are switched off at once by who answers that they are gone', async () => {
    await dataOf(create(room.instructor, { events: ['assignment.revised'] }));
    answers = [410];
    await happen();
    await until(async () => (await log())[0].disabledAt);
    expect(received).toHaveLength(1);
  });

  it('are for the staff, and for events that there are', async () => {
    expect(await codeOf(create(ada))).toBe('FORBIDDEN');
    expect((await dataOf(ada.query(logDocument, { id: room.courseId }))).course.webhooks).toBeNull();
    expect(await codeOf(create(room.instructor, { events: [] }))).toBe('BAD_USER_INPUT');
    expect(await codeOf(create(room.instructor, { events: ['webhook.test'] }))).toBe('BAD_USER_INPUT');
    expect(await codeOf(create(room.instructor, { url: 'not an address' }))).toBe('BAD_USER_INPUT');
    expect(await codeOf(create(room.instructor, { url: 'ftp://127.0.0.1/' }))).toBe('BAD_USER_INPUT');
    expect(await codeOf(create(room.instructor, { url: 'http://name:word@127.0.0.1/' }))).toBe('BAD_USER_INPUT');
  });
});

describe('webhooks of a site whose addresses inside are closed', () => {
  let server: TestServer;
  let room: Classroom;
  beforeAll(async () => {
    server = await startTestServer({ webhookRetries: { retryLimit: 0 } });
    room = await openClassroom(server);
  });
  afterAll(() => server.stop());

  it.each([
    'http://93.184.216.34/',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://localhost/',
    'https://10.1.2.3/',
    'https://169.254.169.254/latest/meta-data',
    'https://100.64.0.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[fd00::1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://0.0.0.0/',
  ])('refuse %s', async (url) => {
    const answer = await room.instructor.query(createDocument, {
      input: { courseId: room.courseId, url, events: ['run.ended'] },
    });
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'url' }] });
  });

  it('are not changed to such an address either', async () => {
    const { id } = await server.database.webhook.create({
      data: { courseId: room.courseId, url: 'https://93.184.216.34/', secret: 'whsec_c2VjcmV0', events: ['run.ended'] },
    });
    const change = 'mutation($input: ChangeWebhookInput!) { changeWebhook(input: $input) { url } }';
    for (const url of ['https://127.0.0.1/', 'http://93.184.216.34/']) {
      const answer = await room.instructor.query(change, { input: { id, url } });
      expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'url' }] });
    }
    await server.database.webhook.deleteMany();
  });

  it('are twenty in a course at most', async () => {
    const row = { courseId: room.courseId, url: 'https://93.184.216.34/', secret: 'whsec_c2VjcmV0', events: [] };
    await server.database.webhook.createMany({ data: Array(20).fill(row) });
    const answer = await room.instructor.query(createDocument, {
      input: { courseId: room.courseId, url: row.url, events: ['run.ended'] },
    });
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', detail: 'WEBHOOKS_FULL' });
    await server.database.webhook.deleteMany();
  });

  it('do not connect to an address inside that is stored already', async () => {
    let asked = 0;
    const inside = createServer((_request, response) => {
      asked += 1;
      response.end();
    });
    await new Promise<void>((done) => inside.listen(0, '127.0.0.1', done));
    const { port } = inside.address() as AddressInfo;
    for (const host of ['127.0.0.1', 'localhost'])
      await server.database.webhook.create({
        data: {
          courseId: room.courseId,
          url: `https://${host}:${port}/`,
          secret: 'whsec_c2VjcmV0',
          events: ['assignment.revised'],
        },
      });
    await emitEvent(server.database, 'assignment.revised', { courseId: room.courseId, assignmentId: 'a', revision: 2 });
    const ended = () => server.database.webhookDelivery.findMany({ where: { givenUpAt: { not: null } } });
    await expect.poll(async () => (await ended()).length, { timeout: 20_000 }).toBe(2);
    for (const { error } of await ended()) expect(error).toContain('expected a public address');
    expect(asked).toBe(0);
    inside.close();
  });
});
