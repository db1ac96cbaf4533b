import iconv from 'iconv-lite';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { dataOf, type SignedIn, signUp } from '../setup/api.ts';
import { openBrowser, patienceMs, watchForProblems } from '../setup/browser.ts';
import { lookAt } from '../setup/look.ts';
import { startWholeSystem, type WholeSystem } from '../setup/wholeSystem.ts';

const browser = await openBrowser().catch((error: Error) => {
  if (process.env.CI === 'true') throw error;
  console.warn(`skipped: tests/flow/people.test.ts, because it needs Chromium: ${error.message}.`);
});

const teacher = { name: 'Ada Teacher', email: 'ada@example.org', password: 'a long password' };
const student = { name: 'Sam Student', email: 'sam@example.org', password: 'another password' };

let system: WholeSystem;
let teaching: SignedIn;
let courseId: string;

beforeAll(async () => {
  if (!browser) return;
  system = await startWholeSystem();
  teaching = await signUp(system.url, teacher);
  await signUp(system.url, student);
  const create = 'mutation { createCourse(input: {title: "Seeing", timeZone: "Asia/Seoul"}) { id } }';
  courseId = (await dataOf(teaching.query(create))).createCourse.id;
});

afterAll(async () => {
  await browser?.close();
  await system?.stop();
});

const roster = (lines: string[]) => iconv.encode(['이름,이메일,학번,분반', ...lines].join('\r\n'), 'euc-kr');

test.skipIf(!browser)(
  'a teacher brings in a class list twice, invites, moves and removes people, and ends the course',
  async () => {
    onTestFailed(() => console.error(system.lines.slice(-40).join('\n')));
    const { page, problems } = await openPage();
    await signIn(page, teacher, `/courses/${courseId}`);

    await page.getByRole('link', { name: 'Roster' }).click();
    const first = [
      '김민준,minjun@example.org,2026001,월요일',
      '이서연,seoyeon@example.org,2026002,화요일',
      ',broken,,',
    ];
    expect(await chooseRoster(page, roster(first))).toEqual({ ADDED: 2, BROKEN: 1 });
    await page.getByText('New sections: 월요일, 화요일').waitFor();
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.getByText('The roster is applied').waitFor();
    expect(await chooseRoster(page, roster(first.slice(0, 2)))).toEqual({ UNCHANGED: 2 });
    await page.getByText('Nothing changes.').waitFor();
    const next = ['김민준,minjun@example.org,2026001,화요일', '박지우,jiwoo@example.org,2026003,화요일'];
    expect(await chooseRoster(page, roster(next))).toEqual({ ADDED: 1, CHANGED: 1, MISSING: 1 });
    await page.getByLabel('Remove the student who is not in the file').check();
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.getByText('The roster is applied').waitFor();

    await page.getByRole('link', { name: 'People' }).click();
    await page.getByRole('heading', { name: 'In the roster, not in the course: 2' }).waitFor();
    await page.getByText('0 of 2 have signed up.').waitFor();
    await signUp(system.url, { ...student, name: '박지우', email: 'jiwoo@example.org' });
    await page.reload();
    await page.getByText('1 of 2 have signed up.').waitFor();
    await page.getByText('has signed up', { exact: true }).waitFor();
    await lookAt(page, 'people-pending');
    await page.getByRole('button', { name: 'Admit this one' }).click();
    await page.getByRole('heading', { name: 'In the roster, not in the course: 1' }).waitFor();
    await page.getByText('0 of 1 have signed up.').waitFor();
    const path = await invite(page);
    const { page: learning, problems: others } = await openPage();
    await learning.goto(path);
    await learning.getByText('You are invited to the course “Seeing”. Your role there: Student.').waitFor();
    await signIn(learning, student, path);
    await learning.getByText('화요일').waitFor();
    await learning.getByRole('button', { name: 'Join this course' }).click();
    await learning.getByRole('heading', { name: 'Seeing' }).waitFor();
    expect(await learning.getByRole('link', { name: 'Roster' }).count()).toBe(0);

    await page.reload();
    await page.getByLabel('Search').first().fill('sam@');
    const row = page.getByRole('row').filter({ hasText: student.name });
    await row.waitFor();
    expect(await row.textContent()).toContain('화요일');
    await lookAt(page, 'people-roster');
    await row.getByRole('button', { name: 'Edit Sam Student' }).click();
    await page.getByRole('dialog').getByLabel('Student number').fill('2026-9');
    await page.getByRole('dialog').getByRole('combobox', { name: 'Role' }).click();
    await page.getByRole('option', { name: 'Assistant' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await row.getByText('2026-9').waitFor();
    await row.getByText('Assistant').waitFor();
    await row.getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByText('Nobody is found').waitFor();
    expect((await learning.reload())?.ok()).toBe(true);
    await learning.getByText('You are not in this course').first().waitFor();
    expect(others.filter((problem) => !problem.includes('400') && !problem.includes('403'))).toEqual([]);

    await page.getByLabel('New section').fill('Friday');
    await page.getByRole('button', { name: 'Add' }).click();
    const section = page.getByRole('listitem').filter({ hasText: 'Friday' });
    await section.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await section.waitFor({ state: 'detached' });

    await page.getByRole('link', { name: 'Overview' }).click();
    await page.getByText('No assignments yet').waitFor();
    await page.getByRole('link', { name: /1 person of the roster is not in the course yet/ }).waitFor();
    await page.getByRole('link', { name: 'Settings', exact: true }).click();
    await settle(page);
    expect(problems).toEqual([]);
  },
);

/** Renames, copies, exports, archives, opens again and deletes. */
async function settle(page: Page): Promise<void> {
  await page.getByLabel('Title', { exact: true }).fill('Seeing, spring');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { level: 1, name: 'Seeing, spring' }).waitFor();
  await lookAt(page, 'people-page');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download people, runs and grades' }).click();
  expect((await download).suggestedFilename()).toBe('Seeing spring.zip');
  expect(await (await download).failure()).toBeNull();

  await page.getByRole('button', { name: 'Archive course' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Archive course' }).click();
  await page.getByText('This course is archived').waitFor();
  await expect.poll(() => page.getByLabel('Title', { exact: true }).isDisabled()).toBe(true);

  await page.getByLabel('Title of the new course').fill('Seeing, autumn');
  await page.getByRole('button', { name: 'Copy course' }).click();
  await page.getByRole('heading', { level: 1, name: 'Seeing, autumn' }).waitFor();
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await page.getByRole('button', { name: 'Delete course' }).click();
  await page.getByText('the membership of 1 person').waitFor();
  await page.getByLabel('Type its title').fill('Seeing');
  await page.getByRole('button', { name: 'Delete for good' }).click();
  await page.getByText('This is not the title of the course.').waitFor();
  await page.getByLabel('Type its title').fill('Seeing, autumn');
  await page.getByRole('button', { name: 'Delete for good' }).click();
  await page.getByRole('heading', { name: 'Your courses' }).waitFor();
  await page.getByRole('link', { name: 'Seeing, spring' }).waitFor();
  await page.getByRole('link', { name: 'Seeing, autumn' }).waitFor({ state: 'detached' });
}

async function openPage(): Promise<{ page: Page; problems: string[] }> {
  const context = await browser!.newContext({ baseURL: system.url, viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  return { page, problems: watchForProblems(page) };
}

/** Opens a page, is sent to sign in, and comes back. */
async function signIn(page: Page, person: typeof student, path: string): Promise<void> {
  await page.goto(path);
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByRole('textbox', { name: 'Password' }).fill(person.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`**${path}`);
}

/** Chooses a file and answers how many lines are of each kind. */
async function chooseRoster(page: Page, buffer: Buffer): Promise<Record<string, number>> {
  await page.locator('input[type=file]').setInputFiles({ name: 'class.csv', mimeType: 'text/csv', buffer });
  await page.getByRole('heading', { name: 'What would change' }).waitFor();
  await page.getByText('Read as Korean (EUC-KR, CP949), with commas.').waitFor();
  const badges = page.getByTestId('roster-counts').locator('[data-kind]');
  const counts = await badges.evaluateAll((all) =>
    all.map((badge) => [badge.getAttribute('data-kind'), Number(badge.getAttribute('data-count'))]),
  );
  return Object.fromEntries(counts);
}

/** Makes a link into a section and answers its path. */
async function invite(page: Page): Promise<string> {
  await page.getByLabel('For whom').fill('late ones');
  await page.getByRole('combobox', { name: 'Their section' }).click();
  await page.getByRole('option', { name: '화요일' }).last().click();
  await page.getByRole('button', { name: 'Make a link' }).click();
  const item = page.getByRole('listitem').filter({ hasText: 'late ones' });
  return (await item.getByRole('button', { name: 'Copy link' }).getAttribute('data-path')) ?? '';
}
