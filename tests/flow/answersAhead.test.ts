import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, patienceMs, signedInContext } from '../setup/browser.ts';
import { password } from '../setup/classroom.ts';
import { type Furnished, furnish } from '../setup/furnished.ts';
import { startTestSite, type TestSite } from '../setup/site.ts';

const browser = await openBrowser().catch((error: Error) => {
  if (process.env.CI === 'true') throw error;
  console.warn(`skipped: tests/flow/answersAhead.test.ts, because it needs Chromium: ${error.message}.`);
});

let site: TestSite;
let ids: Furnished['ids'];

beforeAll(async () => {
  if (!browser) return;
  site = await startTestSite();
  ({ ids } = await furnish(site));
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

/** What a page shows when its answers are there, and the queries that its server asks. */
const pages = [
  { role: 'student', before: '/runs/', heading: 'Frozen', ahead: ['Run', 'RunHistory'] },
  { role: 'student', before: '/runs/', after: '/why', heading: 'Why is it wrong?', ahead: ['RunAnalysis'] },
  { role: 'student', before: '/assignments/', heading: 'Animals or food', ahead: ['Assignment', 'AssignmentRuns'] },
  { role: 'student', before: '/assignments/', after: '/submit', heading: 'New run', ahead: ['Assignment'] },
  { role: 'student', before: '/assignments/', after: '/leaderboard', heading: 'Leaderboard', ahead: ['Leaderboard'] },
  { role: 'instructor', before: '/assignments/', after: '/grading', heading: 'Grading', ahead: ['Grading'] },
  { role: 'student', before: '/courses/', heading: 'Course', ahead: ['CourseHead', 'Course'] },
  { role: 'instructor', before: '/datasets/', heading: /./, ahead: ['Dataset'] },
] as const;
const emails = { student: 'sam.student@example.org', instructor: 'instructor@example.org' };

for (const { role, before, heading, ahead, ...rest } of pages) {
  const after = 'after' in rest ? rest.after : '';
  test.skipIf(!browser)(`${before}…${after} shows what its server has asked, and asks it no more`, async () => {
    const context = await signedInContext(browser!, site.url, { email: emails[role], password });
    const page = await context.newPage();
    page.setDefaultTimeout(patienceMs);
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/graphql'))
        asked.push((request.postDataJSON() as { operationName: string }).operationName);
    });
    await page.goto(`${before}${ids[before]}${after}`);
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    const loading = page.locator('main [role="status"][aria-label="Loading"]');
    await expect.poll(() => loading.count(), { timeout: patienceMs }).toBe(0);
    expect(asked.filter((name) => (ahead as readonly string[]).includes(name))).toEqual([]);
    // It is a page of this browser from then on: what is asked again comes from the API.
    if (after === '' && before === '/assignments/') {
      await page.getByRole('link', { name: 'Leaderboard' }).click();
      await page.getByRole('heading', { level: 1, name: 'Leaderboard' }).waitFor();
      await site.database.assignment.update({ where: { id: ids[before]! }, data: { title: 'Renamed' } });
      await page.getByRole('link', { name: 'Animals or food' }).click();
      await page.getByRole('heading', { level: 1, name: 'Renamed' }).waitFor();
      await page.goBack();
      await page.goBack();
      await page.getByRole('heading', { level: 1, name: 'Renamed' }).waitFor();
      await site.database.assignment.update({ where: { id: ids[before]! }, data: { title: 'Animals or food' } });
    }
    await context.close();
  });
}
