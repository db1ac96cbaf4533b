import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { announce } from '#prisma/announce';
import { openBrowser, patienceMs } from '../setup/browser.ts';
import { type Classroom, openClassroom, password } from '../setup/classroom.ts';
import { insertRun } from '../setup/runs.ts';
import { startTestSite, type TestSite } from '../setup/site.ts';

const browser = await openBrowser().catch((error: Error) => {
  if (process.env.CI === 'true') throw error;
  console.warn(`skipped: tests/flow/trouble.test.ts, because it needs Chromium: ${error.message}.`);
});

let site: TestSite;
let classroom: Classroom;
let assignmentId: string;
let runId: string;
let studentId: string;

beforeAll(async () => {
  if (!browser) return;
  site = await startTestSite();
  classroom = await openClassroom(site as never);
  assignmentId = await classroom.assignment({ title: 'Animals or food' });
  studentId = (await classroom.student('Sam Student')).user.id;
  const run = await insertRun(site.database, { assignmentId, studentId, status: 'TRAINING', epochs: 3 });
  runId = run.id;
});
beforeEach(async () => {
  await site?.database.assignment.update({ where: { id: assignmentId }, data: { title: 'Animals or food' } });
});
afterEach(() => site?.startApi());
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

const away = 'The site cannot reach its data just now.';
const back = 'The site is back, and this page is up to date.';

/** A page of somebody who is signed in. */
async function openAs(email: string, path: string): Promise<Page> {
  const page = await (await browser!.newContext({ baseURL: site.url })).newPage();
  page.setDefaultTimeout(patienceMs);
  await page.goto(`/sign-in?next=${encodeURIComponent(path)}`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`**${path}`);
  return page;
}

const asStudent = (path: string) => openAs('sam.student@example.org', path);

/** Words that a person must not read while they are signed in and the API is away. */
async function expectCalm(page: Page): Promise<void> {
  await page.getByText(away).waitFor();
  const text = (await page.locator('body').innerText()).toLowerCase();
  for (const words of ['sign in', 'status code', 'unreachable', 'failed to fetch']) expect(text).not.toContain(words);
}

test.skipIf(!browser)(
  'an open page keeps what it had while the API is away, and then shows what it missed',
  async () => {
    const page = await asStudent(`/assignments/${assignmentId}`);
    await page.getByRole('heading', { name: 'Animals or food' }).waitFor();
    await site.endApi();
    // Somebody comes back to the page, which then looks.
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await expectCalm(page);
    await page.getByRole('heading', { name: 'Animals or food' }).waitFor();
    await page.getByRole('button', { name: /Sam Student/ }).waitFor();

    await site.database.assignment.update({ where: { id: assignmentId }, data: { title: 'Animals or plants' } });
    await site.startApi();
    await page.getByText(back).waitFor();
    await page.getByRole('heading', { name: 'Animals or plants' }).waitFor();
    await page.getByText(back).waitFor({ state: 'detached' });
    await page.context().close();
  },
);

test.skipIf(!browser)('who reloads a page, or goes to one that they had, sees what was there', async () => {
  const page = await asStudent('/courses');
  await page.getByRole('link', { name: 'Course', exact: true }).click();
  await page.getByRole('link', { name: 'Animals or food' }).click();
  await page.getByRole('heading', { level: 1, name: 'Animals or food' }).waitFor();
  await page.waitForLoadState('networkidle');
  await site.endApi();
  await page.reload();
  await expectCalm(page);
  await page.getByRole('heading', { level: 1, name: 'Animals or food' }).waitFor();
  await page.getByRole('link', { name: 'Courses' }).first().click();
  await page.getByRole('link', { name: 'Course', exact: true }).waitFor();
  await expectCalm(page);

  // A page that they never had says that it comes, and it does.
  await page.goto(`/runs/${runId}`);
  await page.getByText('This comes as soon as the site answers').first().waitFor();
  await expectCalm(page);
  await site.startApi();
  await page.getByText('Sam Student').first().waitFor();
  await page.getByText('This comes as soon as the site answers').first().waitFor({ state: 'detached' });
  await page.context().close();
});

test.skipIf(!browser)('the progress of a run goes on after the API was away', async () => {
  const page = await asStudent(`/runs/${runId}`);
  await page.getByRole('cell', { name: '0.3333' }).waitFor();
  await site.endApi();
  await addEpoch(4);
  await page.getByText(away).waitFor();
  await site.startApi();
  await page.getByRole('rowheader', { name: '4', exact: true }).waitFor();
  // The subscription is there again: what is announced now comes without a reload.
  await expect
    .poll(
      async () => {
        await announce(site.database, { runId, epoch: 4 });
        return page.getByText('Live', { exact: false }).count();
      },
      { timeout: patienceMs },
    )
    .toBeGreaterThan(0);
  await addEpoch(5);
  await announce(site.database, { runId, epoch: 5 });
  await page.getByRole('rowheader', { name: '5', exact: true }).waitFor();
  await page.context().close();
});

test.skipIf(!browser)('a run that lost its connection stays where it was, over a reload, too', async () => {
  const run = await insertRun(site.database, {
    assignmentId,
    studentId,
    status: 'TRAINING',
    epochs: 1,
    progress: { phase: 'IMAGES', done: 1, total: 9, etaSeconds: null },
  });
  const page = await asStudent(`/runs/${run.id}`);
  const phase = page.locator('[aria-current=step]');
  await phase.getByText('Images').waitFor();
  await page.locator('[data-live=true]').waitFor();
  // The WebSocket brings what no answer to a question had.
  await site.database.run.update({
    where: { id: run.id },
    data: { progress: { phase: 'TRAINING', done: 2, total: 9, etaSeconds: 2 } },
  });
  await addEpoch(2, run.id);
  await announce(site.database, { runId: run.id, epoch: 2 });
  await phase.getByText('Training').waitFor();
  await page.getByRole('rowheader', { name: '2', exact: true }).waitFor();
  await site.endApi();
  await page.getByText('No connection since').waitFor();
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expectCalm(page);
  // Its two seconds are over, and nothing else has come: nobody here knows whether it takes longer than expected.
  await expect.poll(() => page.getByTestId('time-left').innerText()).toBe('');
  expect(await phase.innerText()).toContain('Training');
  await page.reload();
  await expectCalm(page);
  await phase.getByText('Training').waitFor();
  await page.getByRole('rowheader', { name: '2', exact: true }).waitFor();
  await page.context().close();
});

test.skipIf(!browser)(
  'what staff type into a form survives a reload while the API is away, and goes when it is saved',
  async () => {
    const page = await openAs('instructor@example.org', `/assignments/${assignmentId}/edit`);
    await page.getByLabel('Title').fill('Animals or furniture');
    await page.waitForLoadState('networkidle');
    await site.endApi();
    await page.reload();
    await page.getByText(away).waitFor();
    await page.getByText('This is what you typed until').waitFor();
    expect(await page.getByLabel('Title').inputValue()).toBe('Animals or furniture');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('What you have typed stays here').first().waitFor();
    expect(await page.getByLabel('Title').inputValue()).toBe('Animals or furniture');
    await site.startApi();
    await page.getByText(back).waitFor();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Animals or furniture' }).waitFor();
    await page.goto(`/assignments/${assignmentId}/edit`);
    await page.getByLabel('Title').waitFor();
    expect(await page.getByText('This is what you typed until').count()).toBe(0);
    await page.context().close();
  },
);

test.skipIf(!browser)('what a tab kept is gone once its owner signs out', async () => {
  const page = await asStudent('/courses');
  await page.getByRole('link', { name: 'Course', exact: true }).waitFor();
  await page.reload();
  await page.getByRole('link', { name: 'Course', exact: true }).waitFor();
  expect(await page.evaluate(() => sessionStorage.getItem('downstream.answers'))).toContain('Sam Student');
  await page.getByRole('button', { name: /Sam Student/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('link', { name: 'Sign in' }).first().waitFor();
  expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain('Sam Student');
  await page.context().close();
});

async function addEpoch(epoch: number, id = runId): Promise<void> {
  await site.database.epoch.create({
    data: {
      run: { connect: { id } },
      ...{ epoch, loss: 0.1, acc: 0.9, valLoss: 0.2, valAcc: 0.8, learningRate: 0.001, seconds: 0.5 },
    },
  });
}
