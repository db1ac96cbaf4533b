import { globSync } from 'node:fs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { barriersOn, openVisit } from '../setup/barriers.ts';
import { openBrowser } from '../setup/browser.ts';
import { addressOf, type Furnished, furnish } from '../setup/furnished.ts';
import { startTestSite, type TestSite } from '../setup/site.ts';

vi.setConfig({ testTimeout: 3_600_000, hookTimeout: 420_000 });

const browser = await openBrowser().catch((error: Error) => {
  if (process.env.CI === 'true') throw error;
  console.warn(`skipped: tests/flow/accessibility.long.ts, because it needs Chromium: ${error.message}.`);
});

let site: TestSite;
let furnished: Furnished;

beforeAll(async () => {
  if (!browser) return;
  site = await startTestSite();
  furnished = await furnish(site);
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

/** Every address of the site, e.g. "/runs/[id]/why", and whether it asks for an account. */
const routes = globSync('web/app/**/page.tsx')
  .map((file) => `/${file.slice('web/app/'.length, -'page.tsx'.length)}`)
  .map((path) => ({
    route: path.replace(/\([^)]*\)\//g, '').replace(/(?<=.)\/$/, ''),
    needsAccount: path.includes('(signed-in)'),
  }));
const only = process.env.ACCESSIBILITY_ROUTES?.split(',');
const shown = routes.filter(({ route }) => only?.includes(route) ?? true);

const visits = ['en', 'ko'].flatMap((language) =>
  [
    { who: 'a visitor', email: undefined },
    { who: 'a student', email: 'sam.student@example.org' },
    { who: 'staff', email: 'instructor@example.org' },
  ].map((visitor) => ({ language, ...visitor })),
);

test.skipIf(!browser).each(visits)('no barrier for $who on any page, in $language', async ({ language, email }) => {
  const page = await openVisit(browser!, site.url, language, email);
  const problems: string[] = [];
  const ofHeader = new Set<string>();
  // Without an account every page that needs one is the same.
  for (const { route, needsAccount } of shown)
    if (email || !needsAccount || route === '/courses')
      problems.push(...(await barriersOn(page, addressOf(furnished, route), ['light', 'dark'], ofHeader)));
  await page.context().close();
  expect(problems).toEqual([]);
});

test.skipIf(!browser)('no barrier for a guest of a lecture who has trained a network', async () => {
  const page = await openVisit(browser!, site.url, 'ko');
  const address = addressOf(furnished, '/go/[code]');
  await page.goto(address);
  await page.evaluate(
    ([code, token]) => localStorage.setItem(`lecture ${code}`, token!),
    [furnished.ids['/go/'], furnished.guestToken],
  );
  expect(await barriersOn(page, address, ['light', 'dark'])).toEqual([]);
  await page.context().close();
});
