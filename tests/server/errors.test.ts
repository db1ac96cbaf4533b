import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requestOfLog } from '../../server/observation/requestIds.ts';
import { clientOf, codeOf, refusalOf, type SignedIn, signUp } from '../setup/api.ts';
import { type Classroom, openClassroom, password } from '../setup/classroom.ts';
import { insertRun } from '../setup/runs.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';

describe('errors', () => {
  let server: TestServer;
  let room: Classroom;
  let ada: SignedIn;
  let log = '';
  beforeAll(async () => {
    const stream = new Writable({
      write(chunk, _encoding, done) {
        log += chunk;
        done();
      },
    });
    server = await startTestServer({ log: pino({ level: 'info', mixin: requestOfLog }, stream) });
    room = await openClassroom(server);
    ada = await room.student('Ada');
  });
  afterAll(() => server.stop());

  /** A run whose stored recipe is none, which no code path can make: asking for it is unforeseen. */
  const brokenRun = async () => {
    const assignmentId = await room.assignment();
    const { id } = await insertRun(server.database, { assignmentId, studentId: ada.user.id, status: 'TRAINING' });
    await server.database.run.update({ where: { id }, data: { recipe: { secret: 'inner detail' } } });
    return id;
  };

  it('that nobody foresaw are told with nothing but an id, under which the log has them', async () => {
    const id = await brokenRun();
    const answer = await ada.query('query($id: ID!) { run(id: $id) { backbone } }', { id });
    const errorId = String(answer.errors?.[0]?.extensions.errorId);
    expect(answer.errors).toEqual([
      {
        message: `Something went wrong on the server; it is in the server's log under ${errorId}.`,
        extensions: { code: 'INTERNAL_SERVER_ERROR', errorId },
        locations: [{ line: 1, column: 34 }],
        path: ['run', 'backbone'],
      },
    ]);
    expect(log).toContain(errorId);
    expect(log).toContain('run.resolver.ts');
  });

  it('for want of a right are in the log with who it was, and so is each attempt to sign in', async () => {
    log = '';
    const other = await signUp(server.url, { name: 'Eve', email: 'eve@example.org', password });
    expect(await codeOf(other.query('query($id: ID!) { course(id: $id) { title } }', { id: room.courseId }))).toBe(
      'NOT_ENROLLED',
    );
    expect((await other.fetch(`/exports/courses/${room.courseId}`)).status).toBe(403);
    const signIn = (typed: string) =>
      clientOf(server.url).fetch('/api/auth/sign-in/email', {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: server.url },
        body: JSON.stringify({ email: 'eve@example.org', password: typed }),
      });
    await signIn('not the password');
    const lines = log
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const told = (message: string) => lines.filter(({ msg }) => msg === message);
    expect(told('refused')).toEqual([
      expect.objectContaining({ code: 'NOT_ENROLLED', path: 'course', userId: other.user.id }),
      expect.objectContaining({ code: 'NOT_ENROLLED', userId: other.user.id }),
    ]);
    expect(told('authentication')).toEqual([
      expect.objectContaining({ path: '/sign-up/email' }),
      expect.objectContaining({ path: '/sign-in/email', userId: other.user.id }),
      expect.objectContaining({ path: '/sign-in/email', refused: 'INVALID_EMAIL_OR_PASSWORD' }),
    ]);
    expect(log).not.toContain(password);
    expect(log).not.toContain('not the password');
  });

  it('that nobody foresaw are told likewise over a WebSocket', async () => {
    const id = await brokenRun();
    const { value } = await ada
      .subscribe('subscription($id: ID!) { runProgress(runId: $id) { run { backbone } } }', { id })
      .next();
    expect(value.errors[0]).toMatchObject({
      extensions: { code: 'INTERNAL_SERVER_ERROR', errorId: expect.any(String) },
    });
    expect(JSON.stringify(value)).not.toMatch(/invalid|backbone.*expected|\.ts/i);
  });

  it('that nobody foresaw are told likewise where something else than GraphQL is asked', async () => {
    log = '';
    const manifest = '0'.repeat(64);
    const { id } = await server.database.datasetVersion.findFirstOrThrow();
    await server.database.datasetVersion.update({ where: { id }, data: { manifest } });
    const response = await room.instructor.fetch(`/images/${id}/abc`);
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(JSON.parse(text)).toEqual({
      errors: [
        {
          message: expect.stringContaining("it is in the server's log under"),
          extensions: { code: 'INTERNAL_SERVER_ERROR', errorId: expect.any(String) },
        },
      ],
    });
    expect(text).not.toContain(manifest);
    expect(log).toContain(`no object ${manifest}`);
  });

  it('in a question are told without a stack trace', async () => {
    const { errors, status } = await ada.query('{ nonsense }');
    expect(status).toBe(400);
    expect(errors?.[0]?.extensions).toEqual({ code: 'GRAPHQL_VALIDATION_FAILED' });
    expect(await codeOf(ada.query('{ me {'))).toBe('GRAPHQL_PARSE_FAILED');
    expect(await codeOf(ada.query('query($n: Int!) { me { id } courses { id } }', { n: 'x' }))).toBeDefined();
    await expect(ada.subscribe('subscription { nonsense }').next()).rejects.toMatchObject([
      { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
    ]);
  });

  it('refuse bodies that are too large, or no JSON, in the same shape', async () => {
    const post = (body: string) =>
      ada.fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    const large = await post(JSON.stringify({ query: `# ${'x'.repeat(1_100_000)}\n{ me { id } }` }));
    expect([large.status, await large.json()]).toMatchObject([
      413,
      { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] },
    ]);
    const broken = await post('{');
    expect([broken.status, await broken.json()]).toMatchObject([
      400,
      { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] },
    ]);
    expect((await ada.fetch('/elsewhere')).status).toBe(404);
  });

  const ill = ['x\u0000y', '\u001b[31m', 'x\u007f', '\ud800'];
  it.each(ill)('refuse text that is not plain, wherever it stands: %j', async (text) => {
    const questions: [string, Record<string, unknown>?][] = [
      ['query($id: ID!) { course(id: $id) { id } }', { id: text }],
      ['query($id: ID!) { run(id: $id) { id } }', { id: text }],
      ['query($ids: [ID!]!) { epochs(runIds: $ids) { runId } }', { ids: [text] }],
      ['mutation($code: String!) { joinCourse(code: $code) { id } }', { code: text }],
      ['mutation($input: CreateCourseInput!) { createCourse(input: $input) { id } }', { input: { title: text } }],
      [
        'mutation($recipe: JSON!) { submitRun(input: {assignmentId: "x", recipe: $recipe}) { alreadySubmitted } }',
        { recipe: { [text]: 1 } },
      ],
    ];
    // GraphQL's own grammar refuses half a character.
    if (text.isWellFormed()) questions.push([`{ course(id: ${JSON.stringify(text)}) { id } }`]);
    for (const [question, variables] of questions) {
      const { errors, status } = await room.instructor.query(question, variables);
      expect([status, errors?.[0]?.extensions.code], question).toEqual([400, 'BAD_USER_INPUT']);
      expect(errors?.[0]?.message).toMatch(/: expected text without control characters, received ".*"\.$/);
    }
    const watch = 'subscription($id: ID!) { runProgress(runId: $id) { run { id } } }';
    expect(await refusalOf(ada.subscribe(watch, { id: text }))).toBe('BAD_USER_INPUT');
  });

  it('refuse addresses, accounts and lines with control characters, and let texts have several lines', async () => {
    const address = await ada.fetch('/images/x%00y/abc');
    expect([address.status, await address.json()]).toMatchObject([
      400,
      { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] },
    ]);
    expect((await ada.fetch('/images/%zz/abc')).status).toBe(400);
    await expect(signUp(server.url, { name: 'N\u0000', email: 'nul@example.org', password })).rejects.toThrow(
      /400 .*BAD_USER_INPUT/,
    );
    const create = 'mutation($input: CreateCourseInput!) { createCourse(input: $input) { id } }';
    expect(await codeOf(room.instructor.query(create, { input: { title: 'two\nlines' } }))).toBe('BAD_USER_INPUT');
    expect(await room.assignment({ description: 'one\r\n\tand two' })).toEqual(expect.any(String));
  });

  it('refuse forms of other sites, whose browsers send the cookie along', async () => {
    const response = await ada.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: JSON.stringify({ query: 'mutation { createCourse(input: {title: "x"}) { id } }' }),
    });
    expect(response.status).toBe(400);
    expect((await ada.fetch(`/graphql?query=${encodeURIComponent('{ me { id } }')}`)).status).toBe(400);
  });
});
