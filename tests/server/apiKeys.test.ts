import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { namesWithScope } from '../../server/graphql/scopes.ts';
import { createSchema } from '../../server/schema.ts';
import { type Client, clientOf, codeOf, dataOf, refusalOf, type SignedIn } from '../setup/api.ts';
import { type Classroom, openClassroom } from '../setup/classroom.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';

const create = `mutation($input: CreateApiKeyInput!) {
  createApiKey(input: $input) { key apiKey { id name start scopes expiresAt } }
}`;
const list = '{ apiKeys { id name scopes lastUsedAt expiresAt } }';
const submit = 'mutation($input: SubmitRunInput!) { submitRun(input: $input) { run { id } } }';

interface NewKey {
  apiKey: { id: string; scopes: string[]; expiresAt: string };
  client: Client;
}

describe('an API key', () => {
  let server: TestServer;
  let room: Classroom;
  let ada: SignedIn;
  let assignmentId: string;
  let statements: string[] = [];
  beforeAll(async () => {
    server = await startTestServer({ onStatement: (sql) => statements.push(sql) });
    room = await openClassroom(server);
    ada = await room.student('Ada');
    assignmentId = await room.assignment();
  });
  afterAll(() => server.stop());

  const newKey = async (person: SignedIn, input: object): Promise<NewKey> => {
    const { createApiKey } = await dataOf(person.query(create, { input: { name: 'script', ...input } }));
    return { apiKey: createApiKey.apiKey, client: clientOf(server.url, { 'x-api-key': createApiKey.key }) };
  };
  const run = (seed: number) => ({ input: { assignmentId, recipe: { backbone: 'CNN', inputSize: 46, seed } } });

  it('that may read asks and follows, and changes nothing', async () => {
    const { client, apiKey } = await newKey(ada, {});
    expect(apiKey.scopes).toEqual(['READ']);
    expect((await dataOf(client.query('{ me { name } }'))).me.name).toBe('Ada');
    const answer = await client.query(submit, run(1));
    expect(answer.errors?.[0]).toMatchObject({ extensions: { code: 'FORBIDDEN', scope: 'SUBMIT' } });
    expect(answer.errors?.[0]?.message).toContain('received one with READ');
    expect(await server.database.run.count()).toBe(0);
    // The same over a WebSocket, and in a fragment.
    const hidden =
      'mutation($input: SubmitRunInput!) { ...a } fragment a on Mutation { submitRun(input: $input) { run { id } } }';
    expect(await refusalOf(client.subscribe(hidden, run(1)))).toBe('FORBIDDEN');
    expect(await server.database.run.count()).toBe(0);
    const { submitRun } = await dataOf(ada.query(submit, run(1)));
    const progress = 'subscription($id: ID!) { runProgress(runId: $id) { run { id } } }';
    expect(await refusalOf(client.subscribe(progress, { id: submitRun.run.id }))).toBeUndefined();
  });

  it('that may submit does what a student does, and nothing that staff do', async () => {
    const student = await newKey(ada, { scopes: ['SUBMIT'] });
    expect(student.apiKey.scopes).toEqual(['READ', 'SUBMIT']);
    expect(await codeOf(student.client.query(submit, run(2)))).toBeUndefined();
    const teach = 'mutation { createCourse(input: {title: "Another"}) { id } }';
    const { client } = await newKey(room.instructor, { scopes: ['SUBMIT'] });
    expect(await codeOf(client.query(teach))).toBe('FORBIDDEN');
    const upload = { method: 'POST', headers: { 'tus-resumable': '1.0.0', 'upload-length': '5' } };
    expect((await client.fetch('/uploads', upload)).status).toBe(403);
    const staff = await newKey(room.instructor, { scopes: ['STAFF'] });
    expect(await codeOf(staff.client.query(teach))).toBeUndefined();
    expect((await staff.client.fetch('/uploads', upload)).status).toBe(201);
  });

  it('makes, shows and revokes no keys, whatever it may do', async () => {
    const { client, apiKey } = await newKey(room.instructor, { scopes: ['READ', 'SUBMIT', 'STAFF'] });
    expect(await codeOf(client.query(create, { input: { name: 'another' } }))).toBe('FORBIDDEN');
    expect(await codeOf(client.query(list))).toBe('FORBIDDEN');
    const revoke = `mutation { revokeApiKey(id: "${apiKey.id}") { id } }`;
    expect(await codeOf(client.query(revoke))).toBe('FORBIDDEN');
    // Nobody else's key can be revoked.
    expect(await codeOf(ada.query(revoke))).toBe('NOT_FOUND');
  });

  it('deletes no course and gives none away, whatever it may do', async () => {
    const { client } = await newKey(room.instructor, { scopes: ['READ', 'SUBMIT', 'STAFF'] });
    const remove = 'mutation($id: ID!) { deleteCourse(id: $id, title: "Another") { members } }';
    const handOver = 'mutation($input: HandOverCourseInput!) { handOverCourse(input: $input) { id } }';
    for (const answer of [
      await client.query(remove, { id: room.courseId }),
      await client.query(handOver, { input: { courseId: room.courseId, userId: ada.user.id } }),
      await client.query('mutation { sendEmailConfirmation }'),
      await client.query('mutation($id: ID!) { leaveCourse(courseId: $id) }', { id: room.courseId }),
    ]) {
      expect(answer.errors?.[0]?.message).toContain('Expected a session');
      expect(answer.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    }
  });

  it('of an earlier version, which has no scopes, may do everything', async () => {
    const { apiKey, client } = await newKey(room.instructor, { name: 'old' });
    await server.database.apikey.update({ where: { id: apiKey.id }, data: { permissions: null, expiresAt: null } });
    expect(await codeOf(client.query('mutation { createCourse(input: {title: "Third"}) { id } }'))).toBeUndefined();
    const { apiKeys } = await dataOf(room.instructor.query(list));
    expect(apiKeys).toContainEqual(
      expect.objectContaining({ name: 'old', scopes: ['READ', 'SUBMIT', 'STAFF'], expiresAt: null }),
    );
  });

  it('ends after its days, and when its owner revokes it; until then its last use is shown', async () => {
    const { apiKey, client } = await newKey(ada, { name: 'short', days: 2 });
    const left = new Date(apiKey.expiresAt).getTime() - Date.now();
    expect(left / 3_600_000).toBeGreaterThan(47);
    expect(left / 3_600_000).toBeLessThanOrEqual(48);
    const found = async () =>
      (await dataOf(ada.query(list))).apiKeys.find(({ id }: { id: string }) => id === apiKey.id);
    expect((await found()).lastUsedAt).toBeNull();
    expect(await codeOf(client.query('{ me { id } }'))).toBeUndefined();
    expect(Date.now() - new Date((await found()).lastUsedAt).getTime()).toBeLessThan(60_000);
    await server.database.apikey.update({ where: { id: apiKey.id }, data: { expiresAt: new Date(Date.now() - 1000) } });
    expect(await codeOf(client.query('{ me { id } }'))).toBe('UNAUTHENTICATED');
    expect(await found()).toBeUndefined();

    const off = await newKey(ada, {});
    await server.database.apikey.update({ where: { id: off.apiKey.id }, data: { enabled: false } });
    expect(await codeOf(off.client.query('{ me { id } }'))).toBe('UNAUTHENTICATED');

    const other = await newKey(ada, {});
    await dataOf(ada.query(`mutation { revokeApiKey(id: "${other.apiKey.id}") { id } }`));
    expect(await codeOf(other.client.query('{ me { id } }'))).toBe('UNAUTHENTICATED');
  });

  it('is looked up by one statement, and its use is written once in many requests', async () => {
    const { client } = await newKey(ada, {});
    statements = [];
    for (let asked = 0; asked < 5; asked += 1) await dataOf(client.query('{ __typename }'));
    expect(statements.filter((sql) => /^\s*UPDATE/i.test(sql))).toHaveLength(1);
    expect(statements.filter((sql) => /\bapikey\b/.test(sql))).toHaveLength(5 + 1);
  });

  it.each([{ name: '' }, { name: 'x'.repeat(33) }, { days: 0 }, { days: 366 }])('is not made of %j', async (input) => {
    expect(await codeOf(ada.query(create, { input: { name: 'x', ...input } }))).toBe('BAD_USER_INPUT');
  });

  it('is one of fifty at most', async () => {
    const bob = await room.student('Bob');
    for (let key = 0; key < 50; key += 1) await newKey(bob, {});
    const { errors } = await bob.query(create, { input: { name: 'one more' } });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', detail: 'KEYS_FULL', most: 50 });
    const { apiKeys } = await dataOf(bob.query(list));
    await dataOf(bob.query(`mutation { revokeApiKey(id: "${apiKeys[0].id}") { id } }`));
    expect(await codeOf(bob.query(create, { input: { name: 'one more' } }))).toBeUndefined();
  });

  it('needs STAFF for what nobody thought of: the table names only mutations that there are', async () => {
    const schema = await createSchema();
    const mutations = schema.getMutationType()?.getFields() ?? {};
    const all = { ...mutations, ...schema.getQueryType()?.getFields() };
    expect(namesWithScope.filter((name) => !(name in all))).toEqual([]);
    for (const { name, description } of Object.values(mutations))
      expect(description, name).toMatch(/An API key needs the scope (SUBMIT|STAFF)\.$|Not for API keys\.$/);
  });
});
