import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { connect, type Database } from '#prisma/client';
import { openBrowser, patienceMs, watchForProblems } from '../setup/browser.ts';
import { openClassroom, password } from '../setup/classroom.ts';
import { lookAt } from '../setup/look.ts';
import { type Platform, startPlatform } from '../setup/platform.ts';
import { insertRun } from '../setup/runs.ts';
import { startWholeSystem, type WholeSystem } from '../setup/wholeSystem.ts';

const browser = await openBrowser().catch((error: Error) => {
  if (process.env.CI === 'true') throw error;
  console.warn(`skipped: tests/flow/grades.test.ts, because it needs Chromium: ${error.message}.`);
});

const teacher = { name: 'Instructor', email: 'instructor@example.org', password };

let system: WholeSystem;
let platform: Platform;
let database: Database;
let courseId: string;
let assignmentId: string;

beforeAll(async () => {
  if (!browser) return;
  system = await startWholeSystem({ ALLOW_INTERNAL_ADDRESSES: 'true' });
  platform = await startPlatform(system.url);
  database = connect(system.databaseUrl, { poolSize: 2 });
  const room = await openClassroom(system);
  courseId = room.courseId;
  const assignment = await database.assignment.create({
    data: {
      courseId,
      datasetVersionId: room.datasetVersionId,
      title: 'Animals or food',
      starterRecipe: { backbone: 'CNN', inputSize: 46 },
      seed: 1,
      latePenalty: 0.1,
      opensAt: new Date(Date.now() - 7_200_000),
      closesAt: new Date(Date.now() - 3_600_000),
    },
  });
  assignmentId = assignment.id;
  for (const [index, score] of [0.95, 0.8, 0.55].entries()) {
    const user = await database.user.create({
      data: { id: `student-${index}`, name: `Student ${index + 1}`, email: `student-${index}@example.org` },
    });
    await database.enrollment.create({ data: { courseId, userId: user.id, role: 'STUDENT' } });
    await stand(user.id, score, index);
  }
});

afterAll(async () => {
  await browser?.close();
  await platform?.stop();
  await database?.$disconnect();
  await system?.stop();
});

/** The run that counts of a student, as training and the boards leave it. */
async function stand(userId: string, score: number, daysLate: number): Promise<void> {
  const run = await insertRun(database, {
    assignmentId,
    studentId: userId,
    status: 'SUCCEEDED',
    daysLate,
    evaluation: { publicScore: score, privateScore: score },
  });
  const fields = { runId: run.id, revision: 1, publicScore: score, privateScore: score, daysLate };
  await database.standing.upsert({
    where: { assignmentId_participantId: { assignmentId, participantId: userId } },
    create: {
      assignmentId,
      participantId: userId,
      studentId: userId,
      place: 1,
      finalPlace: 1,
      submittedAt: new Date(),
      ...fields,
    },
    update: fields,
  });
}

test.skipIf(!browser)(
  'from a rule to the school: a teacher grades, overrides, publishes, and the platform and a student have the grade',
  async () => {
    onTestFailed(() => console.error(system.lines.slice(-40).join('\n')));
    const { page, problems } = await openPage();
    await page.goto('/sign-in');
    await page.getByLabel('E-mail').fill(teacher.email);
    await page.getByRole('textbox', { name: 'Password' }).fill(teacher.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Your courses' }).waitFor();

    await writeRule(page);
    await overrideGrade(page);
    await registerPlatform(page);
    await connectCourse(page);

    const learning = await openPage();
    platform.next = {
      person: { id: 'sam', name: 'Sam Student', email: 'sam@school.example', role: 'Learner' },
      assignmentId,
    };
    await learning.page.goto(platform.initiation(platform.next));
    await learning.page.getByRole('heading', { name: 'Animals or food' }).waitFor();
    await learning.page.getByText('It appears here when your instructor publishes it.').waitFor();
    const sam = await database.user.findUniqueOrThrow({ where: { email: 'sam@school.example' } });
    await stand(sam.id, 0.9, 0);

    await publish(page);
    await expect
      .poll(() => [...platform.results.values()].map(({ userId, scoreGiven }) => [userId, scoreGiven]), {
        timeout: patienceMs,
      })
      .toEqual([['sam', 10]]);
    expect([...platform.lineItems.values()]).toMatchObject([{ label: 'Animals or food', scoreMaximum: 10 }]);
    await page.getByText('1 sent, 0 on the way, 0 failed').waitFor();
    await learning.page.reload();
    await learning.page.getByText('10 of 10').waitFor();

    await goAndLook(page, `/courses/${courseId}/grades`, 'gradebook');
    await goAndLook(page, `/assignments/${assignmentId}/grading`, 'grading');
    await goAndLook(page, '/platforms', 'platforms');
    expect([...problems, ...learning.problems]).toEqual([]);
  },
);

async function openPage(): Promise<{ page: Page; problems: string[] }> {
  const context = await browser!.newContext({ baseURL: system.url, viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  return { page, problems: watchForProblems(page) };
}

/** Thresholds that cross are refused where they were typed; a good rule shows what the class would get. */
async function writeRule(page: Page): Promise<void> {
  await page.goto(`/courses/${courseId}/grades`);
  await page.getByText('Nothing is graded yet').waitFor();
  await page.getByRole('link', { name: 'Animals or food' }).click();
  await page.getByLabel('Score of threshold 1').fill('50');
  await page.getByLabel('Points of threshold 1').fill('12');
  await page.getByLabel('Points of threshold 2').fill('10');
  await page.getByRole('button', { name: 'Save rule' }).click();
  await page.getByText('Expected at most 10, the most points of this rule, received 12.').waitFor();
  await page.getByLabel('Points of threshold 1').fill('8');
  await page.getByLabel('Points of threshold 2').fill('6');
  await page.getByRole('button', { name: 'Save rule' }).click();
  await page.getByText(/the thresholds cross/).waitFor();
  await page.getByLabel('Points of threshold 1').fill('5');
  await page.getByLabel('Points of threshold 2').fill('10');
  await page.getByText('3 of 3').waitFor();
  await page.getByRole('button', { name: 'Save rule' }).click();
  await page.getByText('The rule is saved.').waitFor();
}

async function overrideGrade(page: Page): Promise<void> {
  await page.goto(`/courses/${courseId}/grades`);
  const row = page.getByRole('row').filter({ hasText: 'Student 3' });
  // 55 % are 5.625 points, less a tenth for each of two days.
  await row.getByText('4.5', { exact: true }).waitFor();
  await row.getByRole('button', { name: /change$/ }).click();
  await page.getByRole('textbox', { name: 'Override', exact: true }).fill('7');
  // The rule has no points by hand, and the assignment no teams.
  expect(await page.getByLabel('Points by hand').count()).toBe(0);
  expect(await page.getByLabel('The same for the whole team').count()).toBe(0);
  await page.getByRole('button', { name: 'Save grade' }).click();
  await page.getByText('Say why this grade is overridden.').waitFor();
  await page.getByLabel('Reason for the override').fill('Was ill; a certificate is there.');
  await page.getByLabel('Feedback').fill('Well done.');
  await page.getByRole('button', { name: 'Save grade' }).click();
  await page.getByText('The grade of Student 3 is saved.').waitFor();
  await row.getByText('Override').waitFor();
}

async function registerPlatform(page: Page): Promise<void> {
  await page.getByRole('button', { name: `Account of ${teacher.name}` }).click();
  await page.getByRole('menuitem', { name: 'Learning platforms' }).click();
  await page.getByRole('button', { name: 'Make an address' }).click();
  const address = new URL((await page.getByTestId('invitation').textContent()) ?? '');
  address.searchParams.set('openid_configuration', `${platform.url}/configuration`);
  address.searchParams.set('registration_token', 'registration');
  await page.goto(address.href);
  await page.getByRole('heading', { name: 'Downstream is registered' }).waitFor();
}

/** The teacher comes from the platform, says which account and course are theirs, and adds a link to the assignment. */
async function connectCourse(page: Page): Promise<void> {
  const person = { id: 'teacher', name: teacher.name, email: teacher.email, role: 'Instructor' } as const;
  platform.next = { person, deepLinking: true };
  await page.goto(platform.initiation({ person }));
  await page.getByRole('button', { name: `Use my account here (${teacher.name})` }).click();
  await page.getByRole('combobox', { name: 'Course here' }).click();
  await page.getByRole('option', { name: 'Course', exact: true }).click();
  await page.getByRole('button', { name: 'Connect' }).click();
  await page.getByRole('button', { name: 'Choose Animals or food' }).click();
  await page.getByRole('heading', { name: 'Added to the course' }).waitFor();
  expect(platform.chosen).toMatchObject([{ custom: { assignment_id: assignmentId } }]);
}

async function publish(page: Page): Promise<void> {
  await page.goto(`/courses/${courseId}/grades`);
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByText('4 students get a new or changed grade').waitFor();
  await page.getByRole('button', { name: 'Publish grades' }).click();
  await page.getByText('4 grades are published.').waitFor();
  await page.getByRole('button', { name: 'Save as CSV' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Canvas' }).click(),
  ]);
  const text = await readFile(await download.path(), 'utf8');
  expect(text.split('\r\n').slice(0, 3)).toEqual([
    '\uFEFFStudent,ID,SIS User ID,SIS Login ID,Section,Animals or food',
    '    Points Possible,,,,,10',
    'Sam Student,,,sam@school.example,,10',
  ]);
}

async function goAndLook(page: Page, path: string, name: string): Promise<void> {
  await page.goto(path);
  await page.getByRole('heading', { level: 2 }).first().waitFor();
  await lookAt(page, name);
}
