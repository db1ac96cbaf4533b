import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { dataOf } from '../setup/api.ts';
import { openBrowser, patienceMs, watchForProblems } from '../setup/browser.ts';
import { type Classroom, openClassroom, password } from '../setup/classroom.ts';
import { startWholeSystem, type WholeSystem } from '../setup/wholeSystem.ts';

const browser = await openBrowser().catch((error: Error) => {
  if (process.env.CI === 'true') throw error;
  console.warn(`skipped: tests/flow/assignments.test.ts, because it needs Chromium: ${error.message}.`);
});

let system: WholeSystem;
let room: Classroom;

beforeAll(async () => {
  if (!browser) return;
  system = await startWholeSystem();
  room = await openClassroom(system);
});

afterAll(async () => {
  await browser?.close();
  await system?.stop();
});

test.skipIf(!browser)(
  'staff write an assignment with a formula and a picture, see it as a student, publish it, correct it together and ' +
    'give one student more; a team submits and reads what is left',
  async () => {
    onTestFailed(() => console.error(system.lines.slice(-40).join('\n')));
    const ada = await room.student('Ada');
    const teaching = await openPage(browser!, room.instructor.user.email);
    const learning = await openPage(browser!, ada.user.email);
    const { page } = teaching;

    await page.goto(`/courses/${room.courseId}`);
    await page.getByRole('button', { name: 'New assignment' }).click();
    await page.getByLabel('Title').fill('Losses');
    const description = page.getByLabel('Description', { exact: true });
    // The picture comes after the last line of a table, where it must not become a cell that nobody sees.
    const table = '| a | b |\n|---|---|\n| 1 | 2 |';
    await description.fill(
      `Minimise $L = -\\log p$. <script>alert(1)</script> ![far](https://example.org/x.png)\n\n${table}`,
    );
    await page.locator('input[type=file]').setInputFiles({
      name: 'hill.png',
      mimeType: 'image/png',
      buffer: Object.values(room.files)[0] as Buffer,
    });
    await expect.poll(() => description.inputValue()).toContain(`![hill](/pictures/${room.courseId}/`);
    await page.getByText('Preview', { exact: true }).click();
    await page.locator('math').first().waitFor();
    await page.getByLabel('Due', { exact: false }).first().fill('2035-12-01T23:59');
    await page.getByLabel('Closes').fill('2035-11-01T23:59');
    await page.getByLabel('Members of a team at most').fill('2');
    await page.getByRole('button', { name: 'Save as draft' }).click();
    await page.getByText('Choose a time until it closes.').waitFor();
    // The form goes to the field and names it beside the button. There is no starter to compare a new one with.
    const due = page.getByLabel('Due', { exact: true });
    await expect.poll(() => due.evaluate((field) => field === document.activeElement)).toBe(true);
    await page.getByText('These fields need another look: Due.').waitFor();
    await page.getByRole('button', { name: 'Undo', exact: true }).waitFor();
    expect(await page.getByText(/the starter recipe\.|from the starter/).count()).toBe(0);
    await page.getByLabel('Closes').fill('2035-12-08T23:59');
    await page.getByRole('button', { name: 'Save as draft' }).click();
    await page.getByRole('heading', { name: 'Losses' }).waitFor();
    await page.getByText('A draft, which students do not see').waitFor();
    const id = page.url().split('/').at(-1)!;
    const picture = page.getByRole('img', { name: 'hill' });
    await expect.poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
    expect(await page.locator('script', { hasText: 'alert(1)' }).count()).toBe(0);
    await page.getByText('A picture from elsewhere was left out: far').waitFor();

    await page.getByRole('button', { name: 'Manage' }).click();
    await page.getByRole('menuitem', { name: 'See it as a student' }).click();
    await page.getByText('You see this page as students will').waitFor();
    await page.getByText('Dec 1, 2035, 23:59 (UTC)').first().waitFor();
    expect(await page.getByRole('button', { name: 'New run' }).isDisabled()).toBe(true);
    expect(await page.getByRole('button', { name: 'Publish' }).count()).toBe(0);
    await page.getByRole('link', { name: 'Back to the view of the staff' }).click();
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByText('Dec 1, 2035, 23:59 (UTC)').first().waitFor();

    // Somebody else saves while the form is open: both changes are there in the end.
    await page.getByRole('button', { name: 'Manage' }).click();
    await page.getByRole('menuitem', { name: 'Edit' }).click();
    await page.getByLabel('Title').fill('Losses and gains');
    const { assignment } = await dataOf(room.instructor.query(`{ assignment(id: "${id}") { edition } }`));
    await dataOf(
      room.instructor.query(
        `mutation($id: ID!, $edition: Int!) {
          updateAssignment(id: $id, edition: $edition, input: {dailyQuota: 3}) { id }
        }`,
        { id, edition: assignment.edition },
      ),
    );
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('This was saved elsewhere in between').waitFor();
    await page.getByRole('button', { name: 'Save my changes, too' }).click();
    await page.getByRole('heading', { name: 'Losses and gains' }).waitFor();
    await page.getByText('3 of 3 runs left.').waitFor();

    await page.goto(`/assignments/${id}/manage`);
    const give = page.getByRole('button', { name: 'Give the extension' });
    await give.click();
    await page.getByText('Choose a student or a section.').waitFor();
    await page.getByRole('combobox', { name: 'Student' }).first().click();
    await page.getByRole('option', { name: /Ada/ }).first().click();
    await give.click();
    await page.getByText('Give a later date, more runs or more computing time.').waitFor();
    await page.getByRole('button', { name: '3 days' }).click();
    await page.getByLabel('More runs').fill('5');
    await give.click();
    await page.getByRole('cell', { name: 'Dec 4, 2035, 23:59 (UTC)' }).waitFor();

    await learning.page.goto(`/assignments/${id}`);
    await learning.page.getByText('You have an extension.').waitFor();
    await learning.page.getByLabel('Name of a new team').fill('Owls');
    await learning.page.getByRole('button', { name: 'Create' }).click();
    await learning.page.getByTestId('team-code').waitFor();
    await learning.page.getByText('8 of 8 runs left. 5 of them are from your extension.').waitFor();
    await learning.page.getByRole('link', { name: 'New run' }).click();
    await learning.page.getByText('How long it takes: no measurement yet').waitFor();
    await learning.page.getByRole('button', { name: 'Submit run' }).click();
    await learning.page.getByText('Owls').waitFor();
    await learning.page.goto(`/assignments/${id}`);
    await learning.page.getByText(/7 of 8 runs left\. One more comes at \d\d:\d\d/).waitFor();

    if (process.env.SCREENSHOTS) {
      await page.goto(`/assignments/${id}/edit`);
      await page.getByLabel('Title').waitFor();
      for (const width of [1280, 360]) {
        for (const [name, shown] of [
          ['edit', page],
          ['student', learning.page],
        ] as const) {
          await shown.setViewportSize({ width, height: 900 });
          await shown.screenshot({ path: `${process.env.SCREENSHOTS}/${name}-${width}.png`, fullPage: true });
        }
      }
      await page.goto(`/assignments/${id}/manage`);
      await page.getByText('Give an extension').waitFor();
      for (const width of [1280, 360]) {
        await page.setViewportSize({ width, height: 900 });
        await page.screenshot({ path: `${process.env.SCREENSHOTS}/manage-${width}.png`, fullPage: true });
      }
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.goto(`/assignments/${id}`);
    }

    // From a person to their runs.
    await page.goto(`/courses/${room.courseId}/people`);
    await page.getByRole('button', { name: '1 run of Ada' }).click();
    await page.getByRole('dialog').getByRole('link', { name: 'Losses and gains' }).click();
    await expect.poll(() => page.getByRole('searchbox', { name: 'Search' }).inputValue()).toBe(ada.user.email);
    await page.getByRole('cell', { name: 'Ada' }).waitFor();

    // After the due date the form says what a run costs, by the reader's own dates: Ada has an extension.
    const past = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
    const { assignment: there } = await dataOf(room.instructor.query(`{ assignment(id: "${id}") { edition } }`));
    const moveDue = (laterRuns: unknown) =>
      room.instructor.query(
        `mutation($id: ID!, $edition: Int!, $input: AssignmentChange!, $laterRuns: Int) {
          updateAssignment(id: $id, edition: $edition, input: $input, laterRuns: $laterRuns) { id }
        }`,
        { id, edition: there.edition, input: { opensAt: past(48), dueAt: past(1), latePenalty: 0.1 }, laterRuns },
      );
    const asked = await moveDue(null);
    // Runs that were in time become late, which is asked first.
    if (asked.errors) await dataOf(moveDue(asked.errors[0]?.extensions.runs));
    await page.goto(`/assignments/${id}/submit`);
    await expect
      .poll(() => page.getByTestId('late').textContent())
      .toBe('A run that you submit now is 1 day late: it loses 10% of its points.');
    await learning.page.goto(`/assignments/${id}/submit`);
    await learning.page.getByRole('button', { name: 'Submit run' }).waitFor();
    expect(await learning.page.getByTestId('late').count()).toBe(0);

    // The gradebook sends staff here to close what has no end. Reopening moves the end.
    await page.goto(`/assignments/${id}?close`);
    await page.getByRole('dialog').getByRole('button', { name: 'Close now' }).click();
    await page.getByText('The assignment is closed.').waitFor();
    await page.getByRole('button', { name: 'Manage' }).click();
    await page.getByRole('menuitem', { name: 'Reopen' }).click();
    const end = page.getByLabel('Closes', { exact: true });
    await expect.poll(() => end.evaluate((field) => field === document.activeElement)).toBe(true);
    await page.getByLabel('Due', { exact: true }).fill('2035-12-01T23:59');
    await end.fill('2035-12-08T23:59');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.waitForURL(`**/assignments/${id}`);

    // Before it opens, everybody reads when it will be due and close.
    const { assignment: saved } = await dataOf(room.instructor.query(`{ assignment(id: "${id}") { edition } }`));
    await dataOf(
      room.instructor.query(
        `mutation($id: ID!, $edition: Int!) {
          updateAssignment(id: $id, edition: $edition, input: {opensAt: "2035-11-20T09:00:00Z"}) { id }
        }`,
        { id, edition: saved.edition },
      ),
    );
    await page.goto(`/assignments/${id}`);
    await page.getByText('Nov 20, 2035, 09:00 (UTC)').waitFor();
    await page.getByText('Dec 1, 2035, 23:59 (UTC)').first().waitFor();
    await page.getByText('Dec 8, 2035, 23:59 (UTC)').waitFor();
    await page.goto(`/courses/${room.courseId}/overview`);
    await page.getByText('Closes Dec 8, 2035').waitFor();

    await page.goto(`/assignments/${id}`);
    await page.getByRole('button', { name: 'Manage' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByText('1 run of 1 person').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.waitForURL(`**/courses/${room.courseId}`);
    // The refused save is an answer of the API with errors, not a failed request.
    expect([...teaching.problems, ...learning.problems]).toEqual([]);
  },
);

test.skipIf(!browser)('staff confirm a due date that makes runs late, and students are notified', async () => {
  onTestFailed(() => console.error(system.lines.slice(-40).join('\n')));
  const bea = await room.student('Bea');
  const id = await room.assignment({
    title: 'Dates',
    opensAt: '2026-01-01T00:00:00Z',
    dueAt: '2035-12-01T23:59:00Z',
    latePenalty: 0.1,
  });
  const submit = 'mutation($input: SubmitRunInput!) { submitRun(input: $input) { run { id } } }';
  const recipe = { backbone: 'CNN', inputSize: 46, training: { epochs: 1 } };
  await dataOf(bea.query(submit, { input: { assignmentId: id, recipe } }));
  const teaching = await openPage(browser!, room.instructor.user.email);
  const learning = await openPage(browser!, bea.user.email);
  const { page } = teaching;

  await page.goto(`/assignments/${id}/edit`);
  await page.getByLabel('Due', { exact: true }).fill('2026-01-01T12:00');
  const save = page.getByRole('button', { name: 'Save', exact: true });
  await save.click();
  const question = page.getByRole('dialog', { name: 'Runs become late' });
  await question.getByText('1 run of 1 student becomes late, or later than before').waitFor();
  await question.getByRole('button', { name: 'Go back' }).click();
  await question.waitFor({ state: 'hidden' });
  const stored = async () => (await dataOf(bea.query(`{ assignment(id: "${id}") { dueAt } }`))).assignment.dueAt;
  expect(await stored()).toBe('2035-12-01T23:59:00.000Z');
  await save.click();
  await question.getByRole('button', { name: 'Save all the same' }).click();
  await page.waitForURL(`**/assignments/${id}`);
  expect(await stored()).toBe('2026-01-01T12:00:00.000Z');

  await learning.page.goto('/notices');
  await learning.page.getByText('There is a new assignment: “Dates”').waitFor();
  await learning.page.getByText('The dates of “Dates” have changed').click();
  await learning.page.waitForURL(`**/assignments/${id}`);
  expect([...teaching.problems, ...learning.problems]).toEqual([]);
});

async function openPage(within: Browser, email: string): Promise<{ page: Page; problems: string[] }> {
  const context = await within.newContext({
    baseURL: system.url,
    viewport: { width: 1280, height: 900 },
    timezoneId: 'UTC',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Your courses' }).waitFor();
  return { page, problems: watchForProblems(page) };
}
