import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFailed } from 'vitest';
import { signUp } from '../setup/api.ts';
import { openBrowser, watchForProblems } from '../setup/browser.ts';
import { password } from '../setup/classroom.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';

const browser = await openBrowser().catch((error: Error) => {
  if (process.env.CI === 'true') throw error;
  console.warn(`skipped: a test of GraphiQL, because it needs Chromium: ${error.message}.`);
});

describe('GraphiQL', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ graphiql: true });
  });
  afterAll(async () => {
    await browser?.close();
    await server.stop();
  });

  it('is served from here alone, with a nonce that is new each time', async () => {
    const pages = await Promise.all([1, 2].map(() => fetch(`${server.url}/graphiql`)));
    const nonces = pages.map((page) => /'nonce-([^']+)'/.exec(page.headers.get('content-security-policy') ?? '')?.[1]);
    expect(new Set(nonces).size).toBe(2);
    const html = (await pages[0]?.text()) ?? '';
    expect(html).not.toMatch(/https?:\/\/(?!localhost)/);
    expect(html.match(/<script/g)?.length).toBe(html.split(`<script nonce="${nonces[0]}"`).length - 1);
    for (const file of await readdir(new URL('../../server/examples/', import.meta.url)))
      expect(html, file).toContain(` ${file.charAt(0).toUpperCase()}${file.slice(1).replace('.graphql', '')}`);
    expect((await fetch(`${server.url}/graphiql/static/ruru.js`)).headers.get('content-type')).toContain('javascript');
  });

  it('is not there unless the site says so', async () => {
    const other = await startTestServer();
    expect((await fetch(`${other.url}/graphiql`)).status).toBe(404);
    expect((await fetch(`${other.url}/graphiql/static/ruru.js`)).status).toBe(404);
    await other.stop();
  });

  it.skipIf(!browser)('runs a question in a browser as the person who has signed in', async () => {
    const person = await signUp(server.url, { name: 'Ada', email: 'ada@example.org', password });
    const context = await browser!.newContext({ extraHTTPHeaders: { cookie: person.headers.cookie! } });
    const page = await context.newPage();
    const problems = watchForProblems(page);
    onTestFailed(() => console.error(problems));
    await page.goto(`${server.url}/graphiql`);
    await page.locator('.graphiql-execute-button').click();
    await page.getByRole('menuitem', { name: 'QueuePosition' }).click();
    await page.locator('.result-window').getByText('hasWorker').waitFor({ timeout: 60_000 });
    expect(problems).toEqual([]);
  });
});
