import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, patienceMs, signedInContext } from '../setup/browser.ts';
import { type Classroom, openClassroom, password } from '../setup/classroom.ts';
import { expectFits, lookAt, phone } from '../setup/look.ts';
import { insertRun } from '../setup/runs.ts';
import { startTestSite, type TestSite } from '../setup/site.ts';

const browser = await openBrowser().catch((error: Error) => {
  if (process.env.CI === 'true') throw error;
  console.warn(`skipped: tests/flow/longTitles.test.ts, because it needs Chromium: ${error.message}.`);
});

let site: TestSite;
let room: Classroom;
let page: Page;
const ids = { assignment: '', run: '', other: '' };

/** As long as titles may be: some words, and one that has no place to break. */
const long = (length: number) => `Is a small learning rate enough? ${'MobileNetV2'.repeat(20)}`.slice(0, length);

beforeAll(async () => {
  if (!browser) return;
  site = await startTestSite();
  room = await openClassroom(site as never);
  ids.assignment = await room.assignment({ title: long(100) });
  const student = await room.student('Sam Student');
  const add = (seed: number, name: string | null) =>
    insertRun(site.database, {
      assignmentId: ids.assignment,
      studentId: student.user.id,
      status: 'SUCCEEDED',
      epochs: 3,
      name,
      recipe: { backbone: 'MobileNetV2', seed, stages: [{ freeze: { before: 'block_13_expand' }, epochs: 3 }] },
      evaluation: { publicScore: 0.86, privateScore: 0.85, publicImages: 87, testImages: 174 },
    });
  ids.run = (await add(1, long(80))).id;
  ids.other = (await add(2, null)).id;
  page = await (await signedInContext(browser, site.url, { email: student.user.email!, password })).newPage();
  page.setDefaultTimeout(patienceMs);
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

test.skipIf(!browser)('a long title makes no page wider than a phone, and leaves room for what follows', async () => {
  await page.setViewportSize(phone);
  const paths = {
    run: `/runs/${ids.run}`,
    unnamed: `/runs/${ids.other}`,
    why: `/runs/${ids.run}/why`,
    try: `/runs/${ids.run}/try`,
    report: `/runs/${ids.run}/report`,
    compare: `/compare?runs=${ids.run},${ids.other}`,
    assignment: `/assignments/${ids.assignment}`,
    board: `/assignments/${ids.assignment}/leaderboard`,
    submit: `/assignments/${ids.assignment}/submit?from=${ids.run}`,
  };
  for (const [name, path] of Object.entries(paths)) {
    await page.goto(path);
    await page.waitForLoadState('networkidle');
    const title = page.getByRole('heading', { level: 1 });
    await title.waitFor();
    await expectFits(page, name);
    if (process.env.PICTURES)
      await page.screenshot({ path: `${process.env.PICTURES}/long-${name}.png`, fullPage: true });
    expect((await title.boundingBox())!.height, name).toBeLessThan(phone.height / 4);
  }
});

test.skipIf(!browser)('a score that is a range says why, and leads to the lesson about it', async () => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(`/runs/${ids.run}`);
  const why = page.getByText('A range, not one number');
  await why.waitFor();
  await lookAt(page, 'score-range', ['light']);
  await why.getByRole('link').click();
  await page.waitForURL('**/learn/public-scores');
  await page.getByRole('heading', { level: 1 }).waitFor();
});

test.skipIf(!browser)('the roots of a formula are as high as what is under them', async () => {
  await page.goto('/learn/public-scores');
  const root = page.locator('msqrt').first();
  await root.waitFor();
  await page.evaluate(() => document.fonts.ready);
  const fonts = await page.evaluate(() => [...document.fonts].filter(({ status }) => status === 'loaded'));
  expect(fonts.length).toBeGreaterThan(0);
  expect(await page.evaluate(() => document.fonts.check('16px "Noto Sans Math"', '√'))).toBe(true);
  await root.scrollIntoViewIfNeeded();
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/formula.png` });
});
