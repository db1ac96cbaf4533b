import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { connect, type Database } from '#prisma/client';
import { dataOf, type SignedIn } from '../setup/api.ts';
import { openBrowser, patienceMs, watchForProblems } from '../setup/browser.ts';
import { type Classroom, openClassroom, password } from '../setup/classroom.ts';
import { lookAt } from '../setup/look.ts';
import { insertRun } from '../setup/runs.ts';
import { startWholeSystem, type WholeSystem } from '../setup/wholeSystem.ts';

// What staff do on the pages that list runs, people, the queue and accounts, and on the course's settings.

const browser = await openBrowser().catch((error: Error) => {
  if (process.env.CI === 'true') throw error;
  console.warn(`skipped: tests/flow/staff.test.ts, because it needs Chromium: ${error.message}.`);
});

let system: WholeSystem;
let database: Database;
let room: Classroom;
let students: SignedIn[];
let page: Page;
let problems: string[];

beforeAll(async () => {
  if (!browser) return;
  system = await startWholeSystem();
  database = connect(system.databaseUrl, { poolSize: 2 });
  room = await openClassroom(system);
  students = [await room.student('Ada Lovelace'), await room.student('Bob Stone'), await room.student('Cyd Moor')];
  const context = await browser.newContext({ baseURL: system.url, viewport: { width: 1280, height: 900 } });
  page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  problems = watchForProblems(page);
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill('instructor@example.org');
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Your courses' }).waitFor();
});

afterAll(async () => {
  await browser?.close();
  await database?.$disconnect();
  await system?.stop();
});

/** The page is good to look at, and nothing went wrong on the way. */
async function expectGood(name: string): Promise<void> {
  await lookAt(page, `staff-${name}`);
  expect(problems).toEqual([]);
}

/** The rows of the only table but its head. */
const rows = () =>
  page
    .getByRole('table')
    .last()
    .getByRole('row')
    .filter({ has: page.getByRole('cell') });

test.skipIf(!browser)('runs are searched and narrowed by state, network and revision', async () => {
  onTestFailed(() => console.error(system.lines.slice(-40).join('\n')));
  const assignmentId = await room.assignment({ title: 'Narrow' });
  const insert = (student: number, backbone: string, status: 'SUCCEEDED' | 'FAILED', revision = 1) =>
    insertRun(database, {
      assignmentId,
      studentId: students[student]!.user.id,
      status,
      revision,
      recipe: { backbone, inputSize: 96 },
      ...(status === 'FAILED'
        ? { failureCode: 'NAN_LOSS', failureMessage: 'Expected a finite loss' }
        : { epochs: 2, evaluation: { publicScore: 0.5, testImages: 200, publicImages: 100 } }),
    });
  await insert(0, 'MobileNetV2', 'SUCCEEDED');
  await insert(0, 'VGG16', 'FAILED');
  await insert(1, 'VGG16', 'SUCCEEDED', 2);
  await insert(2, 'CNN', 'FAILED');

  await page.goto(`/assignments/${assignmentId}/runs`);
  const filters = page.getByRole('search', { name: 'Which runs' });
  await expect.poll(() => rows().count()).toBe(4);
  await filters.getByRole('searchbox').fill('lovelace vgg');
  await expect.poll(() => rows().count()).toBe(1);
  await expect.poll(() => rows().innerText()).toContain('The loss is no number any more.');
  await filters.getByRole('searchbox').fill('');
  await filters.getByLabel('Status').first().click();
  await page.getByRole('option', { name: 'Failed' }).click();
  await page.keyboard.press('Escape');
  await expect.poll(() => rows().count()).toBe(2);
  await filters.getByLabel('Backbone').first().click();
  await page.getByRole('option', { name: 'CNN', exact: true }).click();
  await page.keyboard.press('Escape');
  await expect.poll(() => rows().count()).toBe(1);
  await expect.poll(() => rows().innerText()).toContain('Cyd Moor');
  await filters.getByLabel('Revision').fill('2');
  await page.getByText('No runs found').waitFor();
  await expectGood('runs');
});

test.skipIf(!browser)('the queue shows who waits where, and is searched', async () => {
  onTestFailed(() => console.error(system.lines.slice(-40).join('\n')));
  const assignmentId = await room.assignment({ title: 'Queue' });
  // Without a job: no worker takes them.
  for (const [index, backbone] of ['VGG19', 'ResNet50'].entries())
    await insertRun(database, {
      assignmentId,
      studentId: students[index]!.user.id,
      status: 'QUEUED',
      recipe: { backbone, inputSize: 96 },
    });
  await page.goto('/workers');
  const table = page.getByRole('table').filter({ hasText: 'VGG19' });
  await table.getByRole('cell', { name: 'Ada Lovelace' }).waitFor();
  await table.getByRole('cell', { name: 'ResNet50' }).waitFor();
  await expectGood('queue');
  await page.getByRole('search').getByRole('searchbox').fill('bob');
  await page.getByRole('cell', { name: 'VGG19' }).waitFor({ state: 'detached' });
  await page.getByRole('cell', { name: 'ResNet50' }).waitFor();
  await page.getByRole('search').getByRole('searchbox').fill('');
  await page.getByRole('checkbox', { name: 'Only mine' }).check();
  await page.getByRole('cell', { name: 'ResNet50' }).waitFor({ state: 'detached' });
  await database.run.updateMany({ where: { assignmentId }, data: { status: 'CANCELLED' } });
  expect(problems).toEqual([]);
});

test.skipIf(!browser)(
  'students are put into sections together: selected in the table, and from a pasted list',
  async () => {
    onTestFailed(() => console.error(system.lines.slice(-40).join('\n')));
    await page.goto(`/courses/${room.courseId}/people`);
    await page.getByLabel('New section').fill('Friday');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('checkbox', { name: 'Select Ada Lovelace' }).check();
    await page.getByRole('checkbox', { name: 'Select Cyd Moor' }).check();
    const selection = page.getByRole('region', { name: 'Selected students' });
    await selection.getByText('2 students are selected.').waitFor();
    await selection.getByLabel('Section').first().click();
    await page.getByRole('option', { name: 'Friday' }).click();
    await expectGood('selection');
    await selection.getByRole('button', { name: 'Put into the section' }).click();
    await page.getByText('2 people have another section now.').waitFor();
    await selection.waitFor({ state: 'detached' });
    await expect.poll(() => page.getByRole('cell', { name: 'Friday' }).count()).toBe(2);

    await page.getByRole('button', { name: 'Put a list into a section' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('People').fill('Bob Stone <bob.stone@example.org>, nobody@example.org');
    await dialog.getByLabel('Section').first().click();
    await page.getByRole('option', { name: 'Friday' }).click();
    await dialog.getByRole('button', { name: 'Put into the section' }).click();
    await dialog.getByText('nobody@example.org').first().waitFor();
    // The refusal is a 200 of GraphQL, and the list is still there.
    expect(await dialog.getByLabel('People').inputValue()).toContain('nobody@example.org');
    await expectGood('list');
    await dialog.getByLabel('People').fill('Bob Stone <bob.stone@example.org>');
    await dialog.getByRole('button', { name: 'Put into the section' }).click();
    await expect.poll(() => page.getByRole('cell', { name: 'Friday' }).count()).toBe(3);
    expect(problems).toEqual([]);
  },
);

test.skipIf(!browser)('a loss is ranked and graded from below, and a student is excused', async () => {
  onTestFailed(() => console.error(system.lines.slice(-40).join('\n')));
  const assignmentId = await room.assignment({ title: 'Loss', metric: 'LOG_LOSS', scoreStep: 0.1 });
  for (const [index, loss] of [0.4321, 1.25].entries())
    await insertRun(database, {
      assignmentId,
      studentId: students[index]!.user.id,
      status: 'SUCCEEDED',
      epochs: 2,
      evaluation: { publicScore: loss, privateScore: loss, testImages: 200, publicImages: 100 },
    });
  await page.goto(`/assignments/${assignmentId}/leaderboard`);
  await page.getByRole('columnheader', { name: 'Log loss (lower is better)' }).waitFor();
  await page.getByText('0.4321').first().waitFor();
  await expectGood('loss-board');

  await page.goto(`/assignments/${assignmentId}/grading`);
  await page.getByText('Up to this score, these points').waitFor();
  await page.getByLabel('Score of threshold 1').fill('1.5');
  await page.getByLabel('Score of threshold 2').fill('0.5');
  await page.getByText('Students with a run that counts').waitFor();
  await expectGood('loss-rule');
  await page.getByRole('button', { name: 'Save rule' }).click();
  await page.getByText('The rule is saved.').waitFor();

  await page.goto(`/courses/${room.courseId}/grades`);
  await page.getByRole('button', { name: '10 points of Ada Lovelace for Loss: change' }).waitFor();
  await page.getByRole('button', { name: 'points of Bob Stone for Loss: change' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox', { name: 'Excused' }).check();
  await dialog.getByRole('button', { name: 'Save grade' }).click();
  await dialog.getByText('Say why the student is excused.').waitFor();
  await dialog.getByLabel('Reason for the excuse').fill('In hospital');
  await expectGood('excuse');
  await dialog.getByRole('button', { name: 'Save grade' }).click();
  await page.getByRole('button', { name: 'Excused points of Bob Stone for Loss: change' }).waitFor();
  await expectGood('gradebook');
  const { assignment } = await dataOf(
    students[1]!.query('query($id: ID!) { assignment(id: $id) { isExcused } }', { id: assignmentId }),
  );
  expect(assignment.isExcused).toBe(true);
});

test.skipIf(!browser)('an administrator gives an account another address', async () => {
  onTestFailed(() => console.error(system.lines.slice(-40).join('\n')));
  await page.goto('/administration');
  await page.getByRole('button', { name: 'Change address of Cyd Moor' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('New e-mail address').fill('nothing');
  await dialog.getByRole('button', { name: 'Change the address' }).click();
  await dialog.getByText('Enter an e-mail address.').waitFor();
  await dialog.getByLabel('New e-mail address').fill('ada.lovelace@example.org');
  await dialog.getByRole('button', { name: 'Change the address' }).click();
  await dialog.getByText('Another account has this address.').waitFor();
  await dialog.getByLabel('New e-mail address').fill('cyd@new.example.org');
  await expectGood('address');
  await dialog.getByRole('button', { name: 'Change the address' }).click();
  await page.getByText('cyd@new.example.org', { exact: true }).waitFor();
  await expectGood('accounts');
});

test.skipIf(!browser)('a course is renamed, exported, archived, copied and deleted on its settings page', async () => {
  onTestFailed(() => console.error(system.lines.slice(-40).join('\n')));
  await page.goto(`/courses/${room.courseId}/settings`);
  await page.getByLabel('Title', { exact: true }).fill('Seeing, autumn');
  await page.getByRole('button', { name: 'Save' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Seeing, autumn' }).waitFor();
  await expectGood('settings');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download people, runs and grades' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/\.zip$/);
  await page.getByLabel('Title of the new course').fill('Seeing, spring');
  await page.getByRole('button', { name: 'Copy course' }).click();
  await page.getByRole('heading', { level: 1, name: 'Seeing, spring' }).waitFor();
  const copy = await database.course.findFirstOrThrow({ where: { title: 'Seeing, spring' } });
  expect(await database.assignment.count({ where: { courseId: copy.id } })).toBe(3);

  await page.goto(`/courses/${copy.id}/settings`);
  await page.getByRole('button', { name: 'Archive course' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Archive course' }).click();
  await page.getByRole('button', { name: 'Open again' }).first().waitFor();
  await expectGood('archived');
  // Nor is anything offered on the pages of its assignments.
  const inCopy = await database.assignment.findFirstOrThrow({ where: { courseId: copy.id } });
  for (const path of ['/leaderboard', '/grading', '/manage', '']) {
    await page.goto(`/assignments/${inCopy.id}${path}`);
    await page.getByText('This course is archived').waitFor();
    for (const name of ['Save', 'Save rule', 'Freeze now', 'Give the extension', 'Publish', 'Manage', 'New run'])
      expect(await page.getByRole('button', { name, exact: true }).count(), `${path}: ${name}`).toBe(0);
    if (path === '/leaderboard') await expectGood('archived-board');
  }
  await page.goto(`/courses/${copy.id}/settings`);
  await page.getByRole('button', { name: 'Delete course' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('Seeing');
  await dialog.getByRole('button', { name: 'Delete for good' }).click();
  await dialog.getByText('This is not the title of the course.').waitFor();
  await expectGood('delete');
  await dialog.getByRole('textbox').fill('Seeing, spring');
  await dialog.getByRole('button', { name: 'Delete for good' }).click();
  await page.getByRole('heading', { name: 'Your courses' }).waitFor();
  expect(await database.course.count({ where: { id: copy.id } })).toBe(0);
  expect(problems).toEqual([]);
});
