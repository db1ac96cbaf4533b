import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { parameterCounts } from '#contracts/parameters';
import { recipeSchema } from '#contracts/recipe';
import { firstAccountToken } from '../../server/accounts/firstAccount.ts';
import { signIn, testSecret } from '../setup/api.ts';
import { openBrowser, patienceMs, watchForProblems } from '../setup/browser.ts';
import { importUpload } from '../setup/imports.ts';
import { shapeClasses, shapePicture } from '../setup/shapes.ts';
import { type Files, upload, zip } from '../setup/upload.ts';
import { startWholeSystem, type WholeSystem } from '../setup/wholeSystem.ts';

const browser = await openBrowser().catch((error: Error) => {
  if (process.env.CI === 'true') throw error;
  console.warn(
    `skipped: tests/flow/browser.test.ts, because it needs Chromium: ${error.message}. Set CHROMIUM_PATH to one.`,
  );
});

const instructor = { name: 'Ada Teacher', email: 'ada@example.org', password: 'a long password' };
const student = { name: 'Sam Student', email: 'sam@example.org', password: 'another password' };
const trainingMs = 240_000;

let system: WholeSystem;

beforeAll(async () => {
  if (browser) system = await startWholeSystem();
});

afterAll(async () => {
  await browser?.close();
  await system?.stop();
});

test.skipIf(!browser)(
  'from sign-up to leaderboard: a student submits a recipe and watches it learn, the instructor sees ' +
    'the run and what is sealed',
  async () => {
    onTestFailed(() => console.error(system.lines.slice(-40).join('\n')));
    const teaching = await openPage(browser!);
    const learning = await openPage(browser!);

    await signUp(teaching.page, instructor, { firstAccount: true });
    await teaching.page.getByLabel('Title').fill('Seeing shapes');
    await teaching.page.getByRole('button', { name: 'Create course' }).click();
    const joinCode = (await teaching.page.getByTestId('join-code').textContent()) ?? '';
    await importShapes(teaching.page.url().split('/').at(-1)!);
    await teaching.page.reload();
    await setAssignment(teaching.page);

    await signUp(learning.page, student);
    await learning.page.getByLabel('Join code').fill(joinCode);
    await learning.page.getByRole('button', { name: 'Join' }).click();
    await learning.page.getByRole('link', { name: 'Discs or squares' }).click();
    await expectImages(learning.page, 6 * shapeClasses.length);
    await learning.page.getByRole('link', { name: 'New run' }).click();
    await writeRecipe(learning.page);
    await learning.page.getByRole('button', { name: 'Submit run' }).click();

    await watchRun(learning.page);
    expect(await learning.page.getByText('Sealed evaluation').count()).toBe(0);
    await learning.page.getByRole('link', { name: 'Leaderboard' }).click();
    const row = learning.page.getByRole('row').filter({ hasText: student.name });
    await row.waitFor();
    expect(await row.getByRole('cell').allTextContents()).toEqual([
      '1',
      `${student.name}You`,
      'CNN',
      'random',
      // A network that answers one class to every image is told no score.
      expect.stringMatching(/^(not shownon 6|.*\d%(at most )?\d( (or|to) \d)? of 6) images$/),
      '1',
    ]);
    // Charts are drawn when they come into view.
    await learning.page.locator('figure').first().scrollIntoViewIfNeeded();
    await learning.page.locator('figure canvas').first().waitFor();

    await teaching.page.getByRole('link', { name: 'All runs' }).click();
    await teaching.page.getByRole('row').filter({ hasText: student.name }).getByRole('link', { name: 'CNN' }).click();
    await teaching.page.getByRole('heading', { name: 'Confusion matrix' }).waitFor();
    expect(await teaching.page.getByTestId('test-accuracy').textContent()).toMatch(/^\d+\.\d%$/);

    await publishWeights(teaching.page, 'Knows shapes');
    expect(await learning.page.getByRole('button', { name: 'Publish weights' }).count()).toBe(0);
    await beginWith(learning.page, 'Knows shapes');

    expect([...teaching.problems, ...learning.problems]).toEqual([]);
  },
  trainingMs + 120_000,
);

async function openPage(within: Browser): Promise<{ page: Page; problems: string[] }> {
  const context = await within.newContext({ baseURL: system.url, viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  return { page, problems: watchForProblems(page) };
}

async function signUp(page: Page, person: typeof student, { firstAccount = false } = {}): Promise<void> {
  await page.goto('/');
  await page.getByRole('link', { name: 'Create an account' }).click();
  if (firstAccount) await page.goto(`/sign-up?token=${firstAccountToken(testSecret)}`);
  await page.getByLabel('Name').fill(person.name);
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByRole('textbox', { name: 'Password' }).fill(person.password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByRole('heading', { name: 'Your courses' }).waitFor();
}

async function importShapes(courseId: string): Promise<void> {
  const files: Files = {};
  for (const [offset, [split, count]] of Object.entries({ train: 12, validation: 4, test: 6 }).entries())
    for (const [label, className] of shapeClasses.entries())
      for (let index = 0; index < count; index += 1)
        files[`${split}/${className}/${index}.png`] = await shapePicture(label, offset * 1000 + index);
  const client = await signIn(system.url, instructor);
  const uploadId = await upload(client, await zip(files));
  const input = { courseId, name: 'Shapes', uploadId, attribution: 'Drawn by this test' };
  await importUpload(system, client, { ...input, decision: { keep: ['SIMILAR_IN_TEST', 'SIMILAR', 'SAME'] } });
}

async function setAssignment(page: Page): Promise<void> {
  await page.getByText('Drawn by this test').waitFor();
  await page.getByRole('button', { name: 'New assignment' }).click();
  await page.getByLabel('Title').fill('Discs or squares');
  await page.getByRole('button', { name: 'Create and publish' }).click();
  await page.getByRole('heading', { name: 'Discs or squares' }).waitFor();
}

async function expectImages(page: Page, count: number): Promise<void> {
  const images = page.getByRole('img', { name: /Training example/ });
  await images.nth(count - 1).scrollIntoViewIfNeeded();
  await expect
    .poll(() => images.evaluateAll((all) => all.filter((image) => (image as HTMLImageElement).naturalWidth > 0).length))
    .toBe(count);
}

/** Chooses a small CNN in the form, and its seed in the YAML: the two are the same recipe. */
async function writeRecipe(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: 'Backbone' }).click();
  await page.getByRole('option', { name: 'CNN' }).click();
  await page.getByLabel('Input size').fill('20');
  await page.getByText('CNN needs an input of at least 46 pixels; you wrote 20.').first().waitFor();
  await expect.poll(() => page.getByRole('button', { name: 'Submit run' }).isDisabled()).toBe(true);
  await page.getByLabel('Input size').fill('46');
  await page.getByLabel('Epochs').fill('3');
  await page.getByLabel('Batch size').fill('8');
  const text = page.getByLabel('Recipe in YAML');
  const yaml = await text.inputValue();
  expect(yaml).toContain('inputSize: 46');
  await text.fill(yaml.replace('seed: 42', 'seed: 7'));
  expect(await page.getByLabel('Seed').inputValue()).toBe('7');
  const { total } = parameterCounts(recipeSchema.parse({ backbone: 'CNN', inputSize: 46 }), shapeClasses.length);
  expect(await page.getByTestId('parameters').textContent()).toContain(total.toLocaleString('en'));
}

/**
 * Waits on the page, which is never loaded again, until the run has ended; its charts must be the ones drawn at the
 * first epoch.
 */
async function watchRun(page: Page): Promise<void> {
  const chart = page.locator('figure canvas').first();
  await chart.waitFor({ timeout: trainingMs });
  await chart.evaluate((element) => element.setAttribute('data-first-drawn', 'true'));
  await page.locator('[data-status=SUCCEEDED]').waitFor({ timeout: trainingMs });
  await page.getByRole('heading', { name: 'Test score' }).waitFor();
  expect(await chart.getAttribute('data-first-drawn')).toBe('true');
  for (const figure of await page.locator('figure').all()) {
    const described = await figure.getByRole('img').getAttribute('aria-label');
    expect(described).toMatch(/over 3 epochs: training from [\d.]+%? to [\d.]+%?, validation at last [\d.]+/);
  }
  expect(await page.getByRole('table').last().getByRole('rowheader').allTextContents()).toEqual(['3', '2', '1']);
}

/** On a run's page: names what its backbone has learned. A name that is taken is said at the field. */
async function publishWeights(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Publish weights' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('random');
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByText('The site’s own weights have this name.').waitFor();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByRole('definition').filter({ hasText: name }).waitFor();
}

/** Chooses published weights for a new run, by their name, and finds it on the run's page. */
async function beginWith(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name: 'Discs or squares' }).click();
  await page.getByRole('link', { name: 'New run' }).click();
  await page.getByRole('combobox', { name: 'Backbone' }).click();
  await page.getByRole('option', { name: 'CNN' }).click();
  await page.getByLabel('Input size').fill('46');
  await page.getByRole('combobox', { name: 'Weights' }).click();
  await page.getByRole('option', { name }).click();
  await page.getByText('Published by the course. They learned on 46 pixels; preprocessing: rescale.').waitFor();
  await page.getByRole('button', { name: 'Submit run' }).click();
  await page.getByRole('heading', { name: `CNN, ${name} weights` }).waitFor();
}
