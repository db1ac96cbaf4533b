import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { parseRecipe } from '#contracts/recipe';
import { twinRecipe } from '#contracts/twinRecipe';
import { announce } from '#prisma/announce';
import { connect, type Database } from '#prisma/client';
import { openBrowser, patienceMs, watchForProblems } from '../setup/browser.ts';
import { type Classroom, openClassroom, password } from '../setup/classroom.ts';
import { lookAt } from '../setup/look.ts';
import { insertRun } from '../setup/runs.ts';
import { startWholeSystem, type WholeSystem } from '../setup/wholeSystem.ts';

const browser = await openBrowser().catch((error: Error) => {
  if (process.env.CI === 'true') throw error;
  console.warn(`skipped: tests/flow/compare.long.ts, because it needs Chromium: ${error.message}.`);
});

const _phone = { width: 360, height: 800 };
const desktop = { width: 1280, height: 900 };

let system: WholeSystem;
let database: Database;
let room: Classroom;
let assignmentId: string;
let page: Page;
let problems: string[];
const ids: Record<string, string> = {};

const pretrained = parseRecipe({ backbone: 'MobileNetV2', inputSize: 96, training: { epochs: 8 } }).recipe!;

beforeAll(async () => {
  if (!browser) return;
  system = await startWholeSystem();
  database = connect(system.databaseUrl, { poolSize: 2 });
  room = await openClassroom(system);
  assignmentId = await room.assignment({ title: 'Shapes', starterRecipe: pretrained });
  const ada = await room.student('Ada Lovelace');
  const insert = async (name: string, recipe: object, height: number, more: object = {}) => {
    const { id } = await insertRun(database, {
      assignmentId,
      studentId: ada.user.id,
      status: 'SUCCEEDED',
      recipe,
      startedAt: new Date(Date.now() - 60_000),
      finishedAt: new Date(),
      secondsUsed: 60,
      totalParams: 2_259_265,
      trainableParams: 1281,
      ...more,
    });
    await insertEpochs(id, 1, 8, height);
    ids[name] = id;
  };
  const evaluation = { publicScore: 0.5, testImages: 36, publicImages: 18, answerLow: 0.5, answerHigh: 0.56 };
  await insert('scratch', { ...twinRecipe(pretrained), seed: 1 }, 0.4);
  await insert('first', { ...pretrained, seed: 1 }, 0.8, { evaluation });
  await insert('second', { ...pretrained, seed: 2 }, 0.85);
  await insert('slow', { ...pretrained, optimizer: { name: 'sgd', learningRate: 0.0001, momentum: 0 } }, 0.6, {
    name: 'A small step',
  });
  page = await openPage('ada.lovelace@example.org');
});

afterAll(async () => {
  await browser?.close();
  await database?.$disconnect();
  await system?.stop();
});

/** Validation accuracies that rise to `height`, and losses that fall. */
async function insertEpochs(runId: string, from: number, to: number, height: number): Promise<void> {
  const { number: runNumber } = await database.run.findUniqueOrThrow({ where: { id: runId } });
  await database.epoch.createMany({
    data: Array.from({ length: to - from + 1 }, (_, index) => {
      const epoch = from + index;
      const share = 1 - 1 / (epoch + 1);
      return {
        runNumber,
        epoch,
        loss: 1.2 - share,
        acc: height * share,
        valLoss: 1.3 - share,
        valAcc: height * share * 0.95,
        learningRate: 0.001,
        seconds: 0.5,
      };
    }),
  });
}

async function openPage(email: string): Promise<Page> {
  const context = await browser!.newContext({ viewport: desktop, reducedMotion: 'reduce' });
  const opened = await context.newPage();
  opened.setDefaultTimeout(patienceMs);
  problems = watchForProblems(opened);
  await opened.goto(`${system.url}/sign-in`);
  await opened.getByLabel('E-mail').fill(email);
  await opened.getByRole('textbox', { name: 'Password' }).fill(password);
  await opened.getByRole('button', { name: 'Sign in' }).click();
  await opened.getByRole('heading', { name: 'Your courses' }).waitFor();
  return opened;
}

test.skipIf(!browser)('a student names a run, finds it by its tag, and chooses runs to compare', async () => {
  onTestFailed(({ task }) => console.error(task.result?.errors?.[0]?.message, system.lines.slice(-20).join('\n')));
  await page.goto(`${system.url}/runs/${ids.first}`);
  await page.getByRole('heading', { name: 'MobileNetV2, imagenet weights: seed 1' }).waitFor();
  expect(await page.title()).toContain('seed 1');
  await page.getByText('of all images of this kind it gets').waitFor();
  await page.getByText('runs left').waitFor();
  await page.getByRole('button', { name: 'Edit' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Baseline');
  await dialog.getByRole('textbox', { name: 'Note' }).fill('Only the head.');
  await dialog.getByLabel('Tags', { exact: true }).first().pressSequentially('frozen,');
  await dialog.getByText('frozen', { exact: true }).first().waitFor();
  await lookAt(page, 'details');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('heading', { name: 'Baseline' }).waitFor();
  expect(await page.title()).toContain('Baseline');

  await page.goto(`${system.url}/assignments/${assignmentId}`);
  await page
    .getByText(/\bsgd\b/)
    .first()
    .waitFor();
  await page.getByLabel('Search').fill('frozen');
  await page.getByRole('row').nth(2).waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Baseline' }).waitFor();
  await page.getByLabel('Search').fill('');
  for (const name of ['scratch', 'first', 'second', 'slow'])
    await page.locator(`[data-run="${ids[name]}"]`).getByRole('checkbox').check();
  await lookAt(page, 'list');
  await page.getByRole('link', { name: 'Compare 4 runs' }).click();
  await page.getByRole('heading', { name: '4 runs compared' }).waitFor();
  expect(problems).toEqual([]);
});

test.skipIf(!browser)(
  'compared runs are overlaid, their differences listed and measured, and the link keeps them',
  async () => {
    onTestFailed(({ task }) => console.error(task.result?.errors?.[0]?.message, system.lines.slice(-20).join('\n')));
    await page.goto(
      `${system.url}/compare?runs=${['first', 'scratch', 'second', 'slow'].map((name) => ids[name]).join(',')}`,
    );
    await page.getByRole('heading', { name: '4 runs compared' }).waitFor();
    await page.locator('canvas').first().waitFor();
    const legend = page.getByRole('list', { name: 'Lines: show and hide' });
    // The two seeds of one recipe are one band.
    await expect.poll(() => legend.getByRole('button').count()).toBe(3);
    await page.getByRole('switch', { name: 'Seeds as a band' }).press('Space');
    await expect.poll(() => legend.getByRole('button').count()).toBe(4);

    // The fields that differ, and no others.
    const headings = page.getByRole('columnheader');
    for (const field of ['weights', 'freeze', 'optimizer', 'learningRate', 'seed'])
      await headings.getByText(field, { exact: true }).waitFor();
    expect(await headings.getByText('epochs', { exact: true }).count()).toBe(0);
    await page.getByText('twin from scratch', { exact: true }).waitFor();
    await page
      .getByRole('radio', { name: /^Draw the measures/ })
      .first()
      .check();

    // What the pointer is on is named beside its line.
    const plot = page.locator('.u-over').first();
    await plot.scrollIntoViewIfNeeded();
    const box = (await plot.boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 3);
    await page
      .locator('.u-over')
      .getByText(/^Epoch \d$/)
      .waitFor();

    await lookAt(page, 'compare');
    await legend.getByRole('button', { name: 'A small step' }).click();
    expect(await legend.getByRole('button', { name: 'A small step' }).getAttribute('aria-pressed')).toBe('false');
    await page.getByRole('button', { name: 'Leave out A small step' }).click();
    await page.getByRole('heading', { name: '3 runs compared' }).waitFor();
    expect(page.url()).not.toContain(ids.slow!);
    await page.reload();
    await page.getByRole('heading', { name: '3 runs compared' }).waitFor();
    await page.getByText('only in the first: ').first().waitFor({ state: 'attached' });
    expect(problems).toEqual([]);
  },
);

test.skipIf(!browser)('a run prints on one page, in dark ink on white', async () => {
  onTestFailed(({ task }) => console.error(task.result?.errors?.[0]?.message, system.lines.slice(-20).join('\n')));
  await page.goto(`${system.url}/runs/${ids.first}/report`);
  const sheet = page.getByTestId('report');
  await sheet.getByRole('heading', { name: 'Validation results' }).waitFor();
  await sheet.getByText('backbone: MobileNetV2').waitFor();
  await sheet.getByText('Pretrained or from scratch').waitFor();
  await lookAt(page, 'report');
  await page.emulateMedia({ colorScheme: 'dark', media: 'print' });
  expect(await sheet.evaluate((element) => getComputedStyle(element).backgroundColor)).toBe('rgb(255, 255, 255)');
  await expect.poll(() => page.locator('header').first().isVisible()).toBe(false);
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  await page.emulateMedia({ colorScheme: 'light', media: 'screen' });
  expect(problems).toEqual([]);
});

test.skipIf(!browser)('the exports of a run say how they are used, and its history leaves as files', async () => {
  onTestFailed(({ task }) => console.error(task.result?.errors?.[0]?.message, system.lines.slice(-20).join('\n')));
  await page.goto(`${system.url}/runs/${ids.first}`);
  await page.getByRole('button', { name: 'History (.csv)' }).click();
  const code = page.getByRole('group', { name: 'Code for History (.csv)' });
  expect(await code.textContent()).toContain(`pandas.read_csv("run-${ids.first}.csv"`);
  const [csv] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('region', { name: 'History (.csv)' }).getByRole('button', { name: 'Download' }).click(),
  ]);
  expect(csv.suggestedFilename()).toBe(`run-${ids.first}.csv`);
  await page.getByRole('button', { name: 'TensorBoard (.zip)' }).click();
  const [zip] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('region', { name: 'TensorBoard (.zip)' }).getByRole('button', { name: 'Download' }).click(),
  ]);
  expect(zip.suggestedFilename()).toBe(`run-${ids.first}-tensorboard.zip`);
  await lookAt(page, 'exports');
  expect(problems).toEqual([]);
});

test.skipIf(!browser)(
  'a run page that is open for 1,000 epochs keeps its zoom and stays as small as it was',
  async () => {
    onTestFailed(({ task }) => console.error(task.result?.errors?.[0]?.message, system.lines.slice(-20).join('\n')));
    const { studentId } = await database.run.findUniqueOrThrow({ where: { id: ids.first! } });
    const { id } = await insertRun(database, {
      assignmentId,
      studentId,
      status: 'TRAINING',
      recipe: { ...pretrained, seed: 9, training: { ...pretrained.training, epochs: 1000 } },
      startedAt: new Date(),
      claimedAt: new Date(),
      progress: { phase: 'TRAINING', done: 1, total: 1000, etaSeconds: 600 },
    });
    const arrive = async (from: number, to: number) => {
      await insertEpochs(id, from, to, 0.8);
      for (let epoch = from; epoch <= to; epoch++) await announce(database, { runId: id, epoch });
    };
    await arrive(1, 200);
    await page.goto(`${system.url}/runs/${id}`);
    await page.locator('[data-live=true]').waitFor();
    await page.getByText(/About (10|9) min/).waitFor();
    const plot = page.locator('.u-over').first();
    await plot.waitFor();
    const box = (await plot.boundingBox())!;
    await page.mouse.move(box.x + 40, box.y + 60);
    await page.mouse.down();
    await page.mouse.move(box.x + 120, box.y + 60, { steps: 4 });
    await page.mouse.up();
    await page.getByRole('button', { name: 'Show all epochs' }).waitFor();
    const elements = () => page.evaluate(() => document.querySelectorAll('*').length);
    const before = await elements();
    await page.evaluate(() => {
      const tasks: number[] = [];
      Object.assign(window, { longTasks: tasks });
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) tasks.push(duration);
      }).observe({ type: 'longtask' });
    });
    await arrive(201, 1000);
    await page.getByRole('rowheader', { name: '1000', exact: true }).waitFor();
    // The zoom is still there, and the table has no row more.
    await expect.poll(() => page.getByRole('button', { name: 'Show all epochs' }).isVisible()).toBe(true);
    expect((await elements()) - before).toBeLessThan(50);
    const tasks = await page.evaluate(() => (window as unknown as { longTasks: number[] }).longTasks);
    console.info(`800 epochs arrived: ${tasks.length} tasks over 50 ms, the longest ${Math.max(0, ...tasks)} ms`);
    await page.getByRole('button', { name: 'Show all epochs' }).click();
    await lookAt(page, 'live');
    await database.run.update({ where: { id }, data: { status: 'SUCCEEDED', finishedAt: new Date() } });
    await announce(database, { runId: id });
    await page.locator('[data-status=SUCCEEDED]').first().waitFor();
    expect(problems).toEqual([]);
  },
);

test.skipIf(!browser)('twenty runs of a thousand epochs are drawn at once', async () => {
  onTestFailed(({ task }) => console.error(task.result?.errors?.[0]?.message, system.lines.slice(-20).join('\n')));
  const { studentId } = await database.run.findUniqueOrThrow({ where: { id: ids.first! } });
  const many: string[] = [];
  for (let number = 1; number <= 20; number++) {
    const optimizer = { ...pretrained.optimizer, learningRate: number / 1000 };
    const run = { assignmentId, studentId, status: 'SUCCEEDED', recipe: { ...pretrained, optimizer } } as const;
    const { id } = await insertRun(database, run);
    await insertEpochs(id, 1, 1000, 0.5 + number / 50);
    many.push(id);
  }
  await page.goto(`${system.url}/compare?runs=${many.join(',')}`);
  await page.getByRole('heading', { name: '20 runs compared' }).waitFor();
  const legend = page.getByRole('list', { name: 'Lines: show and hide' });
  await legend.getByRole('button').nth(19).waitFor();
  const drawn = () =>
    page.evaluate(() => performance.getEntriesByName('curvesDrawn').map(({ duration }) => Math.round(duration)));
  await expect.poll(async () => (await drawn()).length).toBeGreaterThan(0);
  const milliseconds = Math.max(...(await drawn()));
  console.info(`20 runs of 1,000 epochs were drawn in ${milliseconds} ms`);
  // 200 ms on a quiet machine; tests share theirs.
  expect(milliseconds).toBeLessThan(1_000);
  await legend.getByRole('button').nth(3).hover();
  expect(await legend.getByRole('button').nth(3).getAttribute('data-highlighted')).toBe('true');
  await lookAt(page, 'compare-20');
  expect(problems).toEqual([]);
});
