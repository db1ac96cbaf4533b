import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { dataOf, type SignedIn, signUp } from '../setup/api.ts';
import { openBrowser, patienceMs, signedInContext, watchForProblems } from '../setup/browser.ts';
import { importUpload } from '../setup/imports.ts';
import { lookAt } from '../setup/look.ts';
import { datasetFiles, upload, zip } from '../setup/upload.ts';
import { startWholeSystem, type WholeSystem } from '../setup/wholeSystem.ts';

const browser = await openBrowser().catch((error: Error) => {
  if (process.env.CI === 'true') throw error;
  console.warn(`skipped: tests/flow/records.long.ts, because it needs Chromium: ${error.message}.`);
});

const instructor = { name: 'Ada Teacher', email: 'ada@example.org', password: 'a long password' };
const student = { name: 'Sam Student', email: 'sam@example.org', password: 'another password' };

let system: WholeSystem;

beforeAll(async () => {
  if (browser) system = await startWholeSystem();
});

afterAll(async () => {
  await browser?.close();
  await system?.stop();
});

test.skipIf(!browser)(
  'staff have a run trained again and reserve a lab hour, the student is told, and the log says who did it',
  async () => {
    onTestFailed(() => console.error(system.lines.slice(-40).join('\n')));
    const { courseId, assignmentId, runId } = await openRoom();
    const teaching = await openPage(browser!, instructor);
    const learning = await openPage(browser!, student);

    await learning.page.goto('/notices');
    await learning.page.getByRole('link', { name: 'Your run for “Animals or food” has ended: Cancelled' }).waitFor({
      timeout: patienceMs,
    });
    await lookAt(learning.page, 'notices');
    await learning.page.getByRole('button', { name: 'Mark all as read' }).click();
    await learning.page.getByRole('link', { name: 'Notices, none unread' }).waitFor();
    const mail = learning.page.getByRole('checkbox', { name: 'A run of yours has ended: By e-mail' });
    await mail.uncheck();
    await learning.page.reload();
    await learning.page
      .getByRole('checkbox', { name: 'A run of yours has ended: By e-mail', checked: false })
      .waitFor();

    await teaching.page.goto(`/runs/${runId}`);
    await teaching.page.getByRole('button', { name: 'Train again' }).click();
    await teaching.page.getByRole('dialog').getByRole('button', { name: 'Train again' }).click();
    await teaching.page.getByText('Staff had another run trained again by this one').waitFor();
    expect(teaching.page.url()).not.toContain(runId);
    await teaching.page.locator('[data-status=SUCCEEDED]').waitFor({ timeout: 200_000 });
    await teaching.page.goto(`/assignments/${assignmentId}/runs`);
    await teaching.page.getByRole('button', { name: 'Train all counted runs again' }).waitFor();

    await reserveLab(teaching.page);
    await lookAt(teaching.page, 'calendar');
    await learning.page.goto('/calendar');
    await learning.page.getByRole('cell', { name: 'Lab 3' }).first().waitFor();
    expect(await learning.page.getByRole('button', { name: 'Remove' }).count()).toBe(0);

    await teaching.page.goto(`/courses/${courseId}/log`);
    await teaching.page.getByRole('cell', { name: 'run.rerun' }).waitFor();
    await teaching.page.getByRole('cell', { name: 'reservation.create' }).waitFor();
    await lookAt(teaching.page, 'log');

    await teaching.page.goto(`/courses/${courseId}/webhooks`);
    await teaching.page.getByLabel('Address').fill('https://10.0.0.1/hook');
    await teaching.page.getByRole('button', { name: 'Add webhook' }).click();
    await teaching.page.getByText('addresses inside its own network, and 10.0.0.1 is one').waitFor();
    await lookAt(teaching.page, 'webhooks');

    await teaching.page.goto('/administration');
    await teaching.page.getByRole('link', { name: 'Log of the site' }).click();
    await teaching.page.getByRole('cell', { name: 'Seeing' }).first().waitFor();
    expect([...teaching.problems, ...learning.problems]).toEqual([]);
  },
);

/** A course with an assignment, and a run of a student that was cancelled by the teacher. */
async function openRoom(): Promise<{ courseId: string; assignmentId: string; runId: string }> {
  const teacher = await signUp(system.url, instructor);
  const ask = (client: SignedIn, document: string, input: object) => dataOf(client.query(document, { input }));
  const { createCourse } = await ask(
    teacher,
    'mutation($input: CreateCourseInput!) { createCourse(input: $input) { id joinCode } }',
    { title: 'Seeing' },
  );
  const courseId = createCourse.id;
  const { datasetVersion } = await importUpload(system, teacher, {
    courseId,
    name: 'Pictures',
    uploadId: await upload(teacher, await zip(await datasetFiles())),
    decision: { keep: ['SAME_IN_TEST', 'SIMILAR_IN_TEST', 'SAME', 'SIMILAR'] },
  });
  const recipe = { backbone: 'CNN', inputSize: 46, training: { epochs: 1, batchSize: 8 } };
  const { createAssignment } = await ask(
    teacher,
    'mutation($input: CreateAssignmentInput!) { createAssignment(input: $input) { id } }',
    { courseId, datasetVersionId: datasetVersion!.id, title: 'Animals or food', starterRecipe: recipe },
  );
  const learner = await signUp(system.url, student);
  await dataOf(
    learner.query('mutation($code: String!) { joinCourse(code: $code) { id } }', { code: createCourse.joinCode }),
  );
  const { submitRun } = await ask(
    learner,
    'mutation($input: SubmitRunInput!) { submitRun(input: $input) { run { id } } }',
    { assignmentId: createAssignment.id, recipe },
  );
  const runId = submitRun.run.id;
  await dataOf(teacher.query('mutation($id: ID!) { cancelRun(id: $id) { id } }', { id: runId }));
  return { courseId, assignmentId: createAssignment.id, runId };
}

async function openPage(within: Browser, person: typeof student): Promise<{ page: Page; problems: string[] }> {
  const context = await signedInContext(within, system.url, person);
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  return { page, problems: watchForProblems(page) };
}

/** From the queue, which one would look at first, to a weekly lab hour. A day that is over is said at its field. */
async function reserveLab(page: Page): Promise<void> {
  await page.goto('/workers');
  await page.getByRole('link', { name: 'Lab hours and use' }).click();
  await page.getByRole('button', { name: 'Reserve workers' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Day').fill('2020-01-02');
  await dialog.getByLabel('What for').fill('Lab 3');
  await dialog.getByRole('button', { name: 'Reserve workers' }).click();
  await dialog.getByText('These hours are over already.').waitFor();
  const week = page.getByRole('status').filter({ hasText: ' to ' });
  const thisWeek = await week.textContent();
  const nextWeek = new Date(Date.now() + 8 * 24 * 3600_000).toISOString().slice(0, 10);
  await dialog.getByLabel('Day').fill(nextWeek);
  await dialog.getByRole('button', { name: 'Reserve workers' }).click();
  await page.getByRole('cell', { name: 'Lab 3' }).first().waitFor();
  // The calendar turns to the week that was reserved.
  await expect.poll(() => week.textContent()).not.toBe(thisWeek);
  await page.getByRole('button', { name: 'By student' }).first().click();
  await page.getByRole('dialog').getByRole('cell', { name: 'No limit' }).first().waitFor();
  await lookAt(page, 'time by student');
  await page.keyboard.press('Escape');
}
