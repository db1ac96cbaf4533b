import iconv from 'iconv-lite';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { freePort } from '#prisma/postgres';
import { firstAccountToken } from '../../server/accounts/firstAccount.ts';
import { type Client, clientOf, dataOf, signIn, testSecret } from '../setup/api.ts';
import { openBrowser, watchForProblems } from '../setup/browser.ts';
import { type IdentityProvider, startIdentityProvider, walker } from '../setup/identityProvider.ts';
import { type Platform, type PlatformPerson, startPlatform } from '../setup/platform.ts';
import { shapePicture } from '../setup/shapes.ts';
import { type Files, upload, zip } from '../setup/upload.ts';
import { startWholeSystem, type WholeSystem } from '../setup/wholeSystem.ts';

/**
 * A whole course in the browser, from an empty database to grades in the school's system. The teacher clicks; of the
 * sixty students two do too, the others use the API that the site uses.
 */

const browser = await openBrowser().catch((error: Error) => {
  if (process.env.CI === 'true') throw error;
  console.warn(`skipped: tests/flow/wholeCourse.test.ts, because it needs Chromium: ${error.message}.`);
});

const students = 60;
const teacher = { name: 'Kim Seoyeon', email: 'teacher@school.edu', password: 'a long password' };
const addressOf = (number: number) => `student${String(number).padStart(2, '0')}@school.edu`;

let system: WholeSystem;
let provider: IdentityProvider;
let platform: Platform;
let page: Page;
let problems: string[];
let context: BrowserContext;

beforeAll(async () => {
  if (!browser) return;
  const port = await freePort();
  const url = `http://localhost:${port}`;
  provider = await startIdentityProvider(url);
  const { issuer, clientId, clientSecret, name } = provider.settings;
  system = await startWholeSystem({
    WEB_PORT: String(port),
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: clientId,
    OIDC_CLIENT_SECRET: clientSecret,
    OIDC_NAME: name,
    ALLOW_INTERNAL_ADDRESSES: 'true',
    WORKER_CONCURRENCY: '2',
  });
  platform = await startPlatform(system.url);
  context = await browser.newContext({ baseURL: system.url, viewport: { width: 1280, height: 900 } });
  page = await context.newPage();
  page.setDefaultTimeout(60_000);
  problems = watchForProblems(page);
}, 600_000);

afterAll(async () => {
  await browser?.close();
  await platform?.stop();
  await system?.stop();
  await provider?.stop();
});

test.skipIf(!browser)(
  'a course runs from an empty database to grades in the school’s own system',
  async () => {
    onTestFailed(() => console.error(system.lines.slice(-60).join('\n')));
    await openTheSite();
    const courseId = await copyFromLastTerm();
    await readTheRosterTwice(courseId);
    const { clients, walkers } = await everybodySignsIn(courseId);
    await repairADataset(courseId);
    const assignmentId = await writeAnAssignment(courseId);

    // Five submit; then the metric turns out to be the wrong one, and their runs are trained again.
    await submitAll(clients.slice(0, 5), assignmentId, 1);
    await untilEnded(assignmentId);
    await reviseAndRerun(assignmentId, 5);
    await submitAll(clients.slice(5, 57), assignmentId, 6);

    const due = await moveTheDueDate(assignmentId);
    await extendOne(assignmentId, 'student60', due);
    await submitAll(clients.slice(57), assignmentId, 58);
    await untilEnded(assignmentId);
    const late = await latenessOf(assignmentId);
    expect(late).toEqual({ [addressOf(58)]: 1, [addressOf(59)]: 1, [addressOf(60)]: 0 });

    await freezeAndClose(assignmentId);
    await connectThePlatform(courseId, assignmentId, walkers);
    await gradeAndPublish(courseId, assignmentId);
    expect(problems).toEqual([]);
  },
  1_200_000,
);

/** The first account, single sign-on of a second person. */
async function openTheSite(): Promise<void> {
  await page.goto(`/sign-up?token=${firstAccountToken(testSecret)}`);
  await page.getByLabel('Name').fill(teacher.name);
  await page.getByLabel('E-mail').fill(teacher.email);
  await page.getByRole('textbox', { name: 'Password' }).fill(teacher.password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByRole('heading', { name: 'Your courses' }).waitFor();

  const other = await browser!.newContext({ baseURL: system.url });
  const visiting = await other.newPage();
  await visiting.goto('/sign-in');
  await visiting.getByRole('button', { name: 'Sign in with Example University' }).click();
  await visiting.locator('input[name=login]').fill(addressOf(1));
  await visiting.locator('input[name=password]').fill('any');
  await visiting.locator('button[type=submit]').click();
  const consent = visiting.locator('button[type=submit]');
  await consent
    .or(visiting.getByRole('heading', { name: 'Your courses' }))
    .first()
    .waitFor();
  if (new URL(visiting.url()).origin !== system.url) await consent.click();
  await visiting.getByRole('heading', { name: 'Your courses' }).waitFor();
  await other.close();
}

/** Last term's course is there through the API; the teacher copies it. */
async function copyFromLastTerm(): Promise<string> {
  const client = await signIn(system.url, teacher);
  const { createCourse } = await dataOf(
    client.query('mutation { createCourse(input: {title: "Seeing, spring", timeZone: "Asia/Seoul"}) { id } }'),
  );
  const { importDataset } = await dataOf(
    client.query('mutation($input: ImportDatasetInput!) { importDataset(input: $input) { id } }', {
      input: {
        courseId: createCourse.id,
        name: 'Old shapes',
        uploadId: await upload(client, await zip(await shapes(0, { train: 6, validation: 2, test: 4 }))),
      },
    }),
  );
  const state = 'query($id: ID!) { datasetImport(id: $id) { status datasetVersion { id } } }';
  const read = async () => (await dataOf(client.query(state, { id: importDataset.id }))).datasetImport;
  await expect.poll(async () => (await read()).status, { timeout: 120_000 }).toBe('SUCCEEDED');
  await dataOf(
    client.query('mutation($input: CreateAssignmentInput!) { createAssignment(input: $input) { id } }', {
      input: {
        courseId: createCourse.id,
        datasetVersionId: (await read()).datasetVersion.id,
        title: 'Last term’s shapes',
        starterRecipe: { backbone: 'CNN', inputSize: 46 },
      },
    }),
  );
  await page.goto(`/courses/${createCourse.id}/settings`);
  await page.getByLabel('Title of the new course').fill('Seeing, autumn');
  await page.getByRole('button', { name: 'Copy course' }).click();
  await page.getByRole('heading', { level: 1, name: 'Seeing, autumn' }).waitFor();
  await page.getByText('Last term’s shapes').first().waitFor();
  await page.getByText('Draft').first().waitFor();
  return new URL(page.url()).pathname.split('/')[2]!;
}

async function readTheRosterTwice(courseId: string): Promise<void> {
  const names = Array.from({ length: students }, (_, index) => `학생${index + 1}`);
  const lines = names.map((name, index) => `${name},${addressOf(index + 1)},2026${100 + index},${(index % 2) + 1}반`);
  const buffer = iconv.encode(['이름,이메일,학번,분반', ...lines].join('\r\n'), 'euc-kr');
  await page.goto(`/courses/${courseId}/roster`);
  const choose = async () => {
    await page.locator('input[type=file]').setInputFiles({ name: 'class.csv', mimeType: 'text/csv', buffer });
    await page.getByRole('heading', { name: 'What would change' }).waitFor();
  };
  const counts = () =>
    page
      .getByTestId('roster-counts')
      .locator('[data-kind]')
      .evaluateAll((all) =>
        all.map((badge) => [badge.getAttribute('data-kind'), Number(badge.getAttribute('data-count'))]),
      );
  await choose();
  await expect.poll(counts).toEqual([['ADDED', students]]);
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.getByText('The roster is applied').waitFor();
  await choose();
  await expect.poll(counts).toEqual([['UNCHANGED', students]]);
  await page.getByText('Nothing changes.').waitFor();
}

/** Everybody signs in by the school's provider, and is in the course. */
async function everybodySignsIn(courseId: string) {
  const clients: Client[] = [];
  const walkers: ReturnType<typeof walker>[] = [];
  for (let number = 1; number <= students; number++) {
    const person = walker();
    await person.signInAs(addressOf(number), system.url);
    walkers.push(person);
    const client = clientOf(system.url, { cookie: person.cookiesOf(system.url) });
    // The first page after signing in asks for one's courses: whom the roster names is in the course then.
    await dataOf(client.query('{ courses { id } }'));
    clients.push(client);
  }
  const { course } = await dataOf(
    clients.at(-1)!.query('query($id: ID!) { course(id: $id) { title role } }', { id: courseId }),
  );
  expect(course).toEqual({ title: 'Seeing, autumn', role: 'STUDENT' });
  return { clients, walkers };
}

async function shapes(offset: number, counts: Record<string, number>): Promise<Files> {
  const files: Files = {};
  for (const [place, [split, count]] of Object.entries(counts).entries())
    for (const [label, className] of ['discs', 'squares'].entries())
      for (let index = 0; index < count; index++)
        files[`${split}/${className}/${index}.png`] = await shapePicture(label, offset + place * 1000 + index);
  return files;
}

/** One test image lies among the training images too. The teacher sees it, and leaves the copy out. */
async function repairADataset(courseId: string): Promise<void> {
  const files = await shapes(20_000, { train: 12, validation: 4, test: 10 });
  files['train/discs/copy.png'] = files['test/discs/3.png']!;
  await page.goto(`/courses/${courseId}`);
  await page.getByRole('button', { name: 'Import a dataset' }).click();
  const form = page.getByRole('dialog');
  const file = form.locator('input[type=file]').first();
  await file.setInputFiles({ name: 'shapes.zip', mimeType: 'application/zip', buffer: await zip(files) });
  await form.getByLabel('Name', { exact: false }).first().fill('Shapes');
  await form.getByRole('button', { name: 'Upload and check' }).click();
  await page.getByText('Nothing is imported yet').waitFor({ timeout: 120_000 });
  await page.getByRole('region', { name: '1 file is in the test set too' }).waitFor();
  // Shapes are alike: all that only look so are kept.
  for (const choice of await page.getByRole('combobox').all())
    if ((await choice.locator('option', { hasText: 'Keep' }).count()) > 0) {
      const region = await choice.evaluate((element) => element.closest('section')?.textContent ?? '');
      if (region.includes('look')) await choice.selectOption({ label: 'Keep all' });
    }
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByRole('link', { name: 'Imported into Shapes' }).waitFor({ timeout: 120_000 });
}

async function writeAnAssignment(courseId: string): Promise<string> {
  await page.goto(`/courses/${courseId}/new-assignment`);
  await page.getByRole('textbox', { name: 'Title' }).fill('Discs or squares');
  await page.getByRole('textbox', { name: 'Description' }).fill('Is it a disc? Minimise $-\\sum_i y_i \\log p_i$.');
  await page.getByRole('combobox', { name: 'Dataset' }).click();
  await page.getByRole('option', { name: /^Shapes/ }).click();
  await page
    .getByRole('textbox', { name: 'YAML' })
    .fill('backbone: CNN\ninputSize: 46\nhead: {pooling: avg, dense: []}\ntraining: {epochs: 1}\n');
  await page.getByLabel('Runs in 24 hours').fill('20');
  await page.getByLabel('Due').fill(wallTime(Date.now() + 3_600_000));
  await page.getByLabel('Closes').fill(wallTime(Date.now() + 7_200_000));
  await page.getByRole('button', { name: 'Save as draft' }).click();
  await page.getByRole('heading', { level: 1, name: 'Discs or squares' }).waitFor();
  await page.locator('.katex').first().waitFor();
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByText('Students see it now.').waitFor();
  return new URL(page.url()).pathname.split('/')[2]!;
}

/** A moment as a form of the course, whose clock is that of Seoul, takes it. */
function wallTime(time: number): string {
  return new Date(time + 9 * 3_600_000).toISOString().slice(0, 16);
}

/** Each student submits the recipe with a seed of their own. */
async function submitAll(clients: Client[], assignmentId: string, firstNumber: number): Promise<void> {
  const submit = 'mutation($input: SubmitRunInput!) { submitRun(input: $input) { run { id } } }';
  for (const [index, client] of clients.entries()) {
    const recipe = {
      backbone: 'CNN',
      inputSize: 46,
      head: { pooling: 'avg', dense: [] },
      training: { epochs: 1 },
      seed: firstNumber + index,
    };
    await dataOf(client.query(submit, { input: { assignmentId, recipe } }));
  }
}

/** Waits until no run of the assignment is open, and expects all to have succeeded. */
async function untilEnded(assignmentId: string): Promise<void> {
  const staff = await signIn(system.url, teacher);
  const count = async (statuses: string[]): Promise<number> => {
    const read = `query($id: ID!, $statuses: [RunStatus!]) {
      assignment(id: $id) { runs(filter: {statuses: $statuses}, first: 1) { totalCount } }
    }`;
    return (await dataOf(staff.query(read, { id: assignmentId, statuses }))).assignment.runs.totalCount;
  };
  const open = ['QUEUED', 'PREPARING', 'TRAINING', 'EVALUATING'];
  await expect.poll(() => count(open), { timeout: 900_000, interval: 2000 }).toBe(0);
  expect(await count(['FAILED', 'CANCELLED'])).toBe(0);
}

/** A change of the metric begins a revision, and one button trains again what counts. */
async function reviseAndRerun(assignmentId: string, runs: number): Promise<void> {
  await page.goto(`/assignments/${assignmentId}/edit`);
  await page.getByRole('combobox', { name: 'Leaderboard ranks by' }).click();
  await page.getByRole('option', { name: 'Macro F1' }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('Classes count alike');
  await dialog.getByRole('button', { name: 'Begin a new revision' }).click();
  await page.getByText('Saved').first().waitFor();
  await page.goto(`/assignments/${assignmentId}/manage`);
  await page.getByText('Classes count alike').waitFor();
  await page.getByText(`${runs} counted runs can be trained again`).waitFor();
  await page.getByRole('button', { name: 'Train counted runs again' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Train counted runs again' }).click();
  await page.getByText(`${runs} runs are queued.`).waitFor();
}

/** The due date is the minute that has just begun: what is submitted from now on is late. Answers it. */
async function moveTheDueDate(assignmentId: string): Promise<number> {
  const minute = 60_000;
  const due = Math.ceil(Date.now() / minute) * minute;
  await page.goto(`/assignments/${assignmentId}/edit`);
  await page.getByLabel('Due').fill(wallTime(due));
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Saved').first().waitFor();
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - Date.now()) + 500));
  return due;
}

async function extendOne(assignmentId: string, name: string, due: number): Promise<void> {
  await page.goto(`/assignments/${assignmentId}/manage`);
  await page.getByRole('combobox', { name: 'Student', exact: true }).click();
  await page.getByRole('combobox', { name: 'Student', exact: true }).fill(name);
  await page.getByRole('option', { name: new RegExp(name) }).click();
  await page.getByLabel('New due date').fill(wallTime(due + 180_000));
  await page.getByLabel('Reason').fill('was ill');
  await page.getByRole('button', { name: 'Give the extension' }).click();
  await page.getByText('The extension is given').waitFor();
}

/** Days late of the last three students, by their address. */
async function latenessOf(assignmentId: string): Promise<Record<string, number>> {
  const staff = await signIn(system.url, teacher);
  const read = `query($id: ID!) {
    assignment(id: $id) { runs(first: 3) { nodes { daysLate student { email } } } }
  }`;
  const { assignment } = await dataOf(staff.query(read, { id: assignmentId }));
  const rows = assignment.runs.nodes as { daysLate: number; student: { email: string } }[];
  return Object.fromEntries(rows.map(({ daysLate, student }) => [student.email, daysLate]));
}

async function freezeAndClose(assignmentId: string): Promise<void> {
  await page.goto(`/assignments/${assignmentId}/leaderboard`);
  await page.getByRole('button', { name: 'Freeze now' }).click();
  await page.getByRole('button', { name: 'End the freeze' }).waitFor();
  await page.goto(`/assignments/${assignmentId}`);
  await page.getByRole('button', { name: 'Manage' }).click();
  await page.getByRole('menuitem', { name: 'Close now' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Close now' }).click();
  await page.getByText('The assignment is closed.').waitFor();
}

/** The administrator invites the platform; the teacher connects the course; two students come from there. */
async function connectThePlatform(
  courseId: string,
  assignmentId: string,
  walkers: ReturnType<typeof walker>[],
): Promise<void> {
  const instructor: PlatformPerson = { id: 'p-teacher', name: teacher.name, email: teacher.email, role: 'Instructor' };
  const learners = [1, 60].map(
    (number): PlatformPerson => ({
      id: `p-${number}`,
      name: `Student ${number}`,
      email: addressOf(number),
      role: 'Learner',
    }),
  );
  platform.people.push(instructor, ...learners);
  await page.goto('/platforms');
  await page.getByRole('button', { name: 'Make an address' }).click();
  const address = new URL((await page.getByTestId('invitation').textContent()) ?? '');
  address.searchParams.set('openid_configuration', `${platform.url}/configuration`);
  address.searchParams.set('registration_token', 'registration');
  expect((await fetch(address)).status).toBe(200);

  platform.next = { person: instructor, deepLinking: true };
  await page.goto(platform.initiation({ person: instructor }));
  await page.getByRole('button', { name: `Use my account here (${teacher.name})` }).click();
  await page.getByRole('heading', { name: /Which course is/ }).waitFor();
  await page.getByRole('combobox', { name: 'Course here' }).click();
  await page.getByRole('option', { name: 'Seeing, autumn' }).click();
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByRole('button', { name: 'Choose' }).first().click();
  await page.getByRole('heading', { name: 'Added to the course' }).waitFor();
  expect(platform.chosen).toHaveLength(1);

  for (const [index, person] of learners.entries()) {
    const theirs = await browser!.newContext({ baseURL: system.url });
    const cookies = walkers[index === 0 ? 0 : students - 1]!.cookiesOf(system.url).split('; ');
    await theirs.addCookies(
      cookies.map((pair) => {
        const at = pair.indexOf('=');
        return { name: pair.slice(0, at), value: decodeURIComponent(pair.slice(at + 1)), url: system.url };
      }),
    );
    const tab = await theirs.newPage();
    platform.next = { person, assignmentId };
    await tab.goto(platform.initiation({ person }));
    await tab.getByRole('button', { name: /Use my account here/ }).click();
    await tab.getByRole('heading', { name: 'Discs or squares' }).waitFor();
    await theirs.close();
  }
  await page.goto(`/courses/${courseId}`);
}

async function gradeAndPublish(courseId: string, assignmentId: string): Promise<void> {
  await page.goto(`/assignments/${assignmentId}/grading`);
  await page.getByLabel('Points for completion').fill('4');
  await page.getByRole('button', { name: 'Save rule' }).click();
  await page.getByText('The rule is saved.').waitFor();

  await page.goto(`/courses/${courseId}/grades`);
  const publish = page
    .getByRole('row')
    .filter({ hasText: 'Discs or squares' })
    .getByRole('button', { name: 'Publish' });
  // The extension has to end first.
  await expect
    .poll(
      async () => {
        if ((await publish.count()) > 0) return true;
        await page.reload();
        return false;
      },
      { timeout: 300_000, interval: 5000 },
    )
    .toBe(true);
  await publish.click();
  await page.getByRole('dialog').getByRole('button', { name: 'Publish grades' }).click();
  await page.getByText(`${students} grades are published.`).waitFor();

  await expect.poll(() => platform.results.size, { timeout: 60_000 }).toBe(2);
  for (const { scoreGiven } of platform.results.values()) expect(scoreGiven).toBeGreaterThanOrEqual(4);

  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as CSV' }).click();
  await page.getByRole('menuitem', { name: 'Moodle' }).click();
  const stream = await (await downloading).createReadStream();
  let text = '';
  for await (const chunk of stream) text += chunk;
  expect(text.trim().split('\n')).toHaveLength(students + 1);
}
