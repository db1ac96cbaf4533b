import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Answer, dataOf, type SignedIn, signUp } from '../setup/api.ts';
import { password } from '../setup/classroom.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';

const admission = { atOnce: 1, waiting: 2 };
const asked = 10;

let server: TestServer;
let ada: SignedIn;
beforeAll(async () => {
  server = await startTestServer({ admission });
  ada = await signUp(server.url, { name: 'Ada', email: 'ada@example.org', password });
});
afterAll(() => server.stop());

it('more requests than may wait are told when to come back; those that wait are answered', async () => {
  const held = Promise.withResolvers<void>();
  const locked = Promise.withResolvers<void>();
  // Nobody can be asked who they are meanwhile.
  const lock = server.database.$transaction(
    async (transaction) => {
      await transaction.$executeRaw`LOCK TABLE session`;
      locked.resolve();
      await held.promise;
    },
    { timeout: 120_000 },
  );
  await locked.promise;
  const refused: Answer<unknown>[] = [];
  const enough = Promise.withResolvers<void>();
  const answers = Array.from({ length: asked }, async () => {
    const answer = await ada.query('{ me { id } }');
    if (answer.errors) refused.push(answer);
    if (refused.length === asked - admission.atOnce - admission.waiting) enough.resolve();
    return answer;
  });
  await enough.promise;
  for (const { status, errors } of refused) {
    expect(status).toBe(503);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BUSY', retryAfterSeconds: expect.any(Number) });
  }
  held.resolve();
  await lock;
  const answered = (await Promise.all(answers)).filter(({ errors }) => !errors);
  expect(answered).toHaveLength(admission.atOnce + admission.waiting);
  expect((await dataOf(ada.query('{ me { id } }'))).me.id).toBe(ada.user.id);
});

it('who goes away while they wait leaves their place to others', async () => {
  for (let round = 0; round < 2 * asked; round += 1) {
    const leaving = new AbortController();
    const requests = Array.from({ length: 3 }, () =>
      ada.fetch('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: '{ me { id } }' }),
        signal: leaving.signal,
      }),
    );
    leaving.abort();
    await Promise.allSettled(requests);
  }
  expect((await dataOf(ada.query('{ me { id } }'))).me.id).toBe(ada.user.id);
});
