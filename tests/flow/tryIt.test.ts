import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, onTestFailed, test, vi } from 'vitest';
import { dataOf, type SignedIn, signUp } from '../setup/api.ts';
import { openBrowser, patienceMs, signedInContext, watchForProblems } from '../setup/browser.ts';
import { importUpload } from '../setup/imports.ts';
import { lookAt } from '../setup/look.ts';
import { shapeClasses, shapePicture } from '../setup/shapes.ts';
import { type Files, upload, zip } from '../setup/upload.ts';
import { startWholeSystem, type WholeSystem } from '../setup/wholeSystem.ts';

const browser = await openBrowser([
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  // A small folder of shared memory is no limit then.
  '--disable-dev-shm-usage',
]).catch((error: Error) => {
  if (process.env.CI === 'true') throw error;
  console.warn(`skipped: tests/flow/tryIt.test.ts, because it needs Chromium: ${error.message}.`);
});

const instructor = { name: 'Ada Teacher', email: 'ada@example.org', password: 'a long password' };
const student = { name: 'Sam Student', email: 'sam@example.org', password: 'another password' };

let system: WholeSystem;
let learner: SignedIn;
let runId: string;
let mine: { context: BrowserContext; page: Page; problems: string[] };

beforeAll(async () => {
  if (!browser) return;
  system = await startWholeSystem();
  runId = await trainedRun();
  mine = await openPage(browser, student);
});

afterAll(async () => {
  await browser?.close();
  await system?.stop();
});

test.skipIf(!browser)(
  'a student tries the network in the browser: on files, before the camera, and nothing is uploaded',
  async () => {
    onTestFailed(() => console.error(system.lines.slice(-40).join('\n')));
    const { page, problems } = mine;
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') sent.push(`${request.url()} ${request.postData()?.slice(0, 2000)}`);
    });
    await page.goto(`/runs/${runId}`);
    await page.getByRole('link', { name: 'Try it' }).click();
    await page.getByText('discs', { exact: true }).waitFor();
    const known = await page.getByRole('list', { name: 'Classes' }).getByRole('listitem').allTextContents();
    expect(known).toEqual([...shapeClasses].sort());
    expect(await page.getByTestId('what-is-kept').textContent()).toContain('nothing is uploaded');
    await lookAt(page, 'try-empty');

    const png = await shapePicture(0, 5000);
    const other = await shapePicture(1, 5001);
    const jpeg = await photograph();
    const answers: number[] = [];
    for (const [name, file, tolerance] of [
      // The same pixels: the shown percentages are rounded to a tenth.
      ['drawn.png', png, 0.001 + 0.0005],
      ['other.png', other, 0.001 + 0.0005],
      ['photo.jpg', jpeg, 0.02],
    ] as const) {
      await page.locator('input[type=file][multiple]').setInputFiles({ name, mimeType: 'image/*', buffer: file });
      const shown = await shares(page, name);
      const expected = await answerOfWorker(file);
      const off = Math.max(
        ...Object.entries(expected).map(([className, share]) => Math.abs(share - shown[className]!)),
      );
      console.info(`${name}: the browser is ${off.toFixed(5)} from the worker`);
      expect(off, name).toBeLessThanOrEqual(tolerance);
      answers.push(expected.discs!);
    }
    expect(Math.max(...answers) - Math.min(...answers)).toBeGreaterThan(0.1);
    await page.getByText('It computes on the processor (WebAssembly)').waitFor();

    await page.getByRole('button', { name: 'Use the camera' }).click();
    await page.getByRole('button', { name: 'Take this picture' }).waitFor();
    await page.waitForFunction(() => (document.querySelector('video')?.videoWidth ?? 0) > 0);
    await page.getByRole('button', { name: 'Take this picture' }).click();
    await shares(page, 'From the camera');
    await page.getByRole('switch', { name: 'Answer all the time' }).check();
    await page
      .getByRole('status')
      .filter({ hasText: new RegExp(`^(${shapeClasses.join('|')})$`) })
      .waitFor();
    await lookAt(page, 'try-live');
    await page.getByRole('button', { name: 'Stop the camera' }).click();

    await page
      .locator('input[type=file][multiple]')
      .setInputFiles({ name: 'letter.txt', mimeType: 'text/plain', buffer: Buffer.from('Dear Sir') });
    await page.getByText('This browser cannot read the file as a picture').waitFor();
    const letter = page.getByRole('article', { name: 'letter.txt' });
    expect(await letter.getByRole('img').count()).toBe(0);
    expect(await letter.getByRole('button').allTextContents()).toEqual(['Remove']);
    expect(sent.filter((request) => /predictPicture|uploads/i.test(request))).toEqual([]);
    expect(problems).toEqual([]);
  },
);

test.skipIf(!browser)(
  'the site answers, too, says what it keeps and how many are left, and shows where the network looked',
  async () => {
    onTestFailed(() => console.error(system.lines.slice(-40).join('\n')));
    const { page, problems } = mine;
    await page.goto(`/runs/${runId}/try`);
    await page.getByText('On the site', { exact: true }).click();
    expect(await page.getByTestId('what-is-kept').textContent()).toContain('The site removes it as soon as');
    await page.getByText(/\d+ pictures are left of 60 in an hour/).waitFor();
    const file = await shapePicture(1, 6000);
    await page
      .locator('input[type=file][multiple]')
      .setInputFiles({ name: 'mine.png', mimeType: 'image/png', buffer: file });
    const shown = await shares(page, 'mine.png');
    for (const [className, share] of Object.entries(await answerOfWorker(file)))
      expect(Math.abs(share - shown[className]!)).toBeLessThanOrEqual(0.0006);
    await page.getByRole('article', { name: 'mine.png' }).locator('canvas').waitFor();
    await lookAt(page, 'try-site');
    expect(problems).toEqual([]);
  },
);

test.skipIf(!browser)(
  'a student sees why the network is wrong: cells, mistakes, one image, the map; staff see doubtful labels',
  async () => {
    onTestFailed(() => console.error(system.lines.slice(-40).join('\n')));
    const { page, problems } = mine;
    await page.goto(`/runs/${runId}/why`);
    await page.getByRole('button', { name: 'Look into it' }).click();
    await page.getByRole('heading', { name: 'What it takes for what' }).waitFor();
    await page.getByText(/nearest training image of [\d.]+% of the validation images/).waitFor();
    await page
      .getByRole('button', { name: /: show$/ })
      .first()
      .click();
    const cell = page.getByTestId('cell-images');
    await cell
      .getByRole('button', { name: /: open$/ })
      .first()
      .waitFor();
    expect(await cell.evaluate((element) => element === document.activeElement)).toBe(true);
    await lookAt(page, 'why');
    await page.getByText('UMAP', { exact: true }).click();
    await page.getByText('Before training', { exact: true }).click();
    expect(await page.getByTestId('map-reading').textContent()).toMatch(/\d%/);

    await cell
      .getByRole('button', { name: /: open$/ })
      .first()
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('table', { name: 'Probabilities' }).waitFor();
    // The heat of one class may be there already; that of the other one a worker has yet to compute.
    for (const className of shapeClasses) {
      await dialog.getByLabel('Evidence for').selectOption(className);
      await dialog.locator('canvas').waitFor();
    }
    await lookAt(page, 'why-image');
    await dialog
      .getByRole('button', { name: /^A training image of/ })
      .first()
      .click();
    await dialog.getByText(/^A training image of (discs|squares)\.$/).waitFor();
    await page.keyboard.press('Escape');
    expect(await page.getByRole('heading', { name: 'Labels to look at' }).count()).toBe(0);

    const teaching = await openPage(browser!, instructor);
    await teaching.page.goto(`/runs/${runId}/why`);
    await teaching.page.getByRole('heading', { name: 'Labels to look at' }).waitFor();
    await lookAt(teaching.page, 'why-staff');
    expect([...problems, ...teaching.problems]).toEqual([]);
  },
);

test.skipIf(!browser)(
  'a student takes the network home, and the history, each with the lines that use it',
  async () => {
    const { page, problems } = mine;
    await page.goto(`/runs/${runId}`);
    const card = page.getByRole('region', { name: 'Take the model home' });
    const save = async (format: string, submit: boolean) => {
      await card.getByRole('button', { name: format, exact: true }).click();
      if (submit) await card.getByRole('button', { name: 'Prepare the download' }).click();
      const download = card.getByRole(submit ? 'link' : 'button', { name: 'Download' });
      const [file] = await Promise.all([page.waitForEvent('download'), download.click()]);
      const code = await card.getByRole('group', { name: `Code for ${format}` }).textContent();
      await card.getByRole('button', { name: format, exact: true }).click();
      return { name: file.suggestedFilename(), bytes: await readFile(await file.path()), code };
    };
    const keras = await save('Keras (.keras)', true);
    expect(keras.name).toBe(`run-${runId}.keras`);
    expect(keras.bytes.toString('latin1', 0, 2)).toBe('PK');
    expect(keras.code).toContain(`load_model("${keras.name}")`);
    const history = await save('History (.csv)', false);
    expect(history.bytes.toString('utf8').trim().split('\n')).toHaveLength(26);
    expect(history.code).toContain(history.name);
    await lookAt(page, 'run');
    expect(problems).toEqual([]);
  },
);

test.skipIf(!browser)('anybody compares the networks: finds, sorts and draws them, and reads about one', async () => {
  const context = await browser!.newContext({ baseURL: system.url, viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const problems = watchForProblems(page);
  await page.goto('/zoo');
  const table = page.getByRole('region', { name: "Keras's table: table" });
  const names = () => table.getByRole('rowheader').allTextContents();
  await table.getByRole('button', { name: 'Top-1' }).click();
  await table.getByRole('button', { name: 'Top-1' }).click();
  expect((await names())[0]).toBe('InceptionResNetV2');
  expect(await names()).toHaveLength(17);
  await page.getByRole('combobox', { name: 'Size' }).selectOption('25');
  expect((await names()).sort()).toEqual(['MobileNet', 'MobileNetV2', 'NASNetMobile']);
  expect(await page.getByRole('button', { name: 'Measure here' }).count()).toBe(0);
  await page.getByLabel('Name').fill('nothing like it');
  await page.getByText('No network has this name').waitFor();
  await page.getByLabel('Name').fill('');
  await page.getByRole('combobox', { name: 'Size' }).selectOption('');
  await lookAt(page, 'zoo');
  await page.setViewportSize({ width: 360, height: 900 });
  const name = table.getByRole('rowheader').first();
  const before = await name.boundingBox();
  await table.evaluate((element) => {
    element.scrollLeft = 300;
  });
  expect((await name.boundingBox())!.x).toBeCloseTo(before!.x, 0);

  await table.getByRole('link', { name: 'MobileNetV2' }).click();
  await page.getByRole('heading', { name: 'MobileNetV2' }).waitFor();
  expect(await page.getByRole('heading', { name: 'Runs with this network' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Show in the drawing' }).nth(2).click();
  expect(await page.getByTestId('cut').textContent()).toContain('freeze: before');
  await lookAt(page, 'network');
  await mine.page.goto('/zoo/MobileNetV2');
  await mine.page.getByText('No run with this network yet').waitFor();
  expect([...problems, ...mine.problems]).toEqual([]);
});

/** The percentages that the page shows for a picture, as shares by class. */
async function shares(page: Page, name: string): Promise<Record<string, number>> {
  const rows = page.getByRole('article', { name }).first().getByRole('table').getByRole('row');
  await rows.first().waitFor();
  const texts = await rows.evaluateAll((all) =>
    all.map((row) => [
      row.querySelector('th')?.textContent ?? '',
      row.querySelector('td:last-child')?.textContent ?? '',
    ]),
  );
  return Object.fromEntries(texts.map(([className, percent]) => [className, Number.parseFloat(percent!) / 100]));
}

/** What a worker answers for the same file. */
async function answerOfWorker(file: Buffer): Promise<Record<string, number>> {
  const { predictPicture } = await dataOf(
    learner.query('mutation($input: PredictPictureInput!) { predictPicture(input: $input) { id classNames } }', {
      input: { runId, picture: file.toString('base64') },
    }),
  );
  const read = async () =>
    (
      await dataOf(
        learner.query('query($id: ID!) { prediction(id: $id) { probabilities finishedAt failure } }', {
          id: predictPicture.id,
        }),
      )
    ).prediction;
  await expect.poll(async () => (await read()).finishedAt, { interval: 500 }).not.toBeNull();
  const { probabilities, failure } = await read();
  expect(failure).toBeNull();
  return Object.fromEntries(
    predictPicture.classNames.map((name: string, index: number) => [name, probabilities[index]]),
  );
}

/** A JPEG as a camera's: larger than the network's input, with colours that run into each other. */
function photograph(): Promise<Buffer> {
  const [width, height] = [640, 480];
  const rgb = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      rgb.set(
        [128 + 100 * Math.sin(x / 37), 128 + 100 * Math.cos(y / 23), 128 + 90 * Math.sin((x + y) / 51)],
        3 * (y * width + x),
      );
  return sharp(rgb, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 85 })
    .toBuffer();
}

/** A student's run that has trained a small network on shapes. Answers its id. */
async function trainedRun(): Promise<string> {
  const teacher = await signUp(system.url, instructor);
  const ask = (client: SignedIn, document: string, input: object) => dataOf(client.query(document, { input }));
  const { createCourse } = await ask(
    teacher,
    'mutation($input: CreateCourseInput!) { createCourse(input: $input) { id joinCode } }',
    { title: 'Seeing' },
  );
  const files: Files = {};
  for (const [offset, [split, count]] of Object.entries({ train: 12, validation: 8, test: 6 }).entries())
    for (const [label, className] of shapeClasses.entries())
      for (let index = 0; index < count; index += 1)
        files[`${split}/${className}/${index}.png`] = await shapePicture(label, offset * 1000 + index);
  const { datasetVersion } = await importUpload(system, teacher, {
    courseId: createCourse.id,
    name: 'Shapes',
    uploadId: await upload(teacher, await zip(files)),
    decision: { keep: ['SIMILAR_IN_TEST', 'SIMILAR', 'SAME'] },
  });
  const recipe = {
    backbone: 'CNN',
    inputSize: 46,
    interpolation: 'bilinear',
    head: { pooling: 'flatten', dense: [] },
    optimizer: { name: 'adam', learningRate: 0.002 },
    // Until it is sure of some pictures: one that answers a half to all would hide what a browser does otherwise.
    training: { epochs: 25, batchSize: 8 },
  };
  const { createAssignment } = await ask(
    teacher,
    'mutation($input: CreateAssignmentInput!) { createAssignment(input: $input) { id } }',
    {
      courseId: createCourse.id,
      datasetVersionId: datasetVersion!.id,
      title: 'Discs or squares',
      starterRecipe: recipe,
    },
  );
  learner = await signUp(system.url, student);
  await dataOf(
    learner.query('mutation($code: String!) { joinCourse(code: $code) { id } }', { code: createCourse.joinCode }),
  );
  const { submitRun } = await ask(
    learner,
    'mutation($input: SubmitRunInput!) { submitRun(input: $input) { run { id } } }',
    { assignmentId: createAssignment.id, recipe },
  );
  const { id } = submitRun.run;
  const status = async () =>
    (await dataOf(learner.query('query($id: ID!) { run(id: $id) { status } }', { id }))).run.status;
  await vi.waitUntil(async () => (await status()) === 'SUCCEEDED', { timeout: 240_000, interval: 1000 });
  return id;
}

async function openPage(
  within: Browser,
  person: typeof student,
): Promise<{ context: BrowserContext; page: Page; problems: string[] }> {
  const context = await signedInContext(within, system.url, person);
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  return { context, page, problems: watchForProblems(page) };
}
