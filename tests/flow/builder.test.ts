import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { blocksOf } from '#contracts/blocks';
import { layersOf } from '#contracts/layers';
import { parameterCounts, sizeInKerasWords } from '#contracts/parameters';
import { type Recipe, recipeSchema } from '#contracts/recipe';
import { parseYaml } from '#contracts/yaml';
import { decodeImage } from '../../learning/data/decodeImage.ts';
import { variedPictures } from '../../web/components/recipes/previewImages.ts';
import { type FileHost, startFileHost } from '../learning/weights/fileHost.ts';
import { dataOf, type SignedIn } from '../setup/api.ts';
import { openBrowser, patienceMs, watchForProblems } from '../setup/browser.ts';
import { type Classroom, openClassroom, password } from '../setup/classroom.ts';
import { laptop, lookAt, phone } from '../setup/look.ts';
import { shapeClasses, shapePicture } from '../setup/shapes.ts';
import type { Files } from '../setup/upload.ts';
import { startWholeSystem, type WholeSystem } from '../setup/wholeSystem.ts';

const browser = await openBrowser().catch((error: Error) => {
  if (process.env.CI === 'true') throw error;
  console.warn(`skipped: tests/flow/builder.test.ts, because it needs Chromium: ${error.message}.`);
});

/** Keras's host, as far as MobileNetV2 goes. */
let host: FileHost | undefined;
let system: WholeSystem;
let room: Classroom;
let ada: SignedIn;
let assignmentId: string;
let fewBackbonesId: string;

beforeAll(async () => {
  if (!browser) return;
  host = await startFileHost((request, response) =>
    response.writeHead(request.url!.includes('/mobilenet_v2/') ? 200 : 404).end(),
  );
  system = await startWholeSystem({ KERAS_WEIGHTS_URL: host.url });
  room = await openClassroom(system, await shapes());
  ada = await room.student('Ada');
  const starterRecipe = { backbone: 'MobileNetV2', inputSize: 96, training: { epochs: 5, batchSize: 8 } };
  assignmentId = await room.assignment({ title: 'Shapes', starterRecipe });
  const allowed = { backbones: ['CNN', 'MobileNetV2'], maxEpochs: 8, maxUnits: 64 };
  fewBackbonesId = await room.assignment({ title: 'Small ones', starterRecipe, allowed });
});

afterAll(async () => {
  await browser?.close();
  await system?.stop();
  await host?.close();
});

test.skipIf(!browser)(
  'a student moves the cut in the drawing, by mouse and by keys, and the counts follow',
  async () => {
    const { page, problems } = await openBuilder(1280);
    expect(await counts(page)).toEqual(countsOf(await recipeIn(page)));

    const slider = page.getByRole('slider', { name: /^The network: move the cut/ });
    const box = (await slider.boundingBox())!;
    const middle = box.y + box.height / 2;
    await page.mouse.move(box.x + box.width - 12, middle);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.75, middle, { steps: 4 });
    await page.mouse.move(box.x + box.width * 0.5, middle, { steps: 4 });
    await page.mouse.up();
    const dragged = await recipeIn(page);
    const blocks = blocksOf('MobileNetV2');
    const starts = blocks.map(({ firstLayer }) => ({ before: firstLayer }));
    expect(starts).toContainEqual(dragged.freeze);
    expect(await counts(page)).toEqual(countsOf(dragged));
    expect(await page.getByText('is the starter recipe').count()).toBe(0);
    // The whole drag is one step.
    await page.getByRole('button', { name: 'Undo the last change' }).click();
    expect((await recipeIn(page)).freeze).toBe('all');

    await slider.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Control+z');
    expect((await recipeIn(page)).freeze).toBe('none');
    await page.keyboard.press('Control+z');
    expect((await recipeIn(page)).freeze).toBe('all');
    await page.keyboard.press('Home');
    expect((await recipeIn(page)).freeze).toBe('none');
    await page.keyboard.press('ArrowRight');
    expect((await recipeIn(page)).freeze).toEqual({ before: blocks[1]!.firstLayer });
    await page.keyboard.press('End');
    expect((await recipeIn(page)).freeze).toBe('all');
    await page.getByText('This is the starter recipe.').waitFor();

    // A cut inside a residual block is for the layer's name, and is said.
    await yamlOf(page).fill(
      (await yamlOf(page).inputValue()).replace('freeze: all', 'freeze: {before: block_15_project}'),
    );
    await page.getByText('The cut lies inside the block').waitFor();
    expect(await counts(page)).toEqual(countsOf(await recipeIn(page)));
    await page.getByRole('button', { name: 'Move it to the start of the block' }).click();
    expect(starts).toContainEqual((await recipeIn(page)).freeze);

    await page.getByRole('button', { name: 'Show all layers' }).click();
    const lines = layersOf(await recipeIn(page), shapeClasses.length);
    const rows = page.getByRole('region', { name: 'All layers' }).getByRole('row');
    await expect.poll(() => rows.count()).toBe(lines.length + 1);
    expect(await rows.nth(2).textContent()).toMatch(/Conv1 \(Conv2D\)\s*\(None, 48, 48, 32\)\s*864\s*frozen/);
    expect(problems).toEqual([]);
  },
);

test.skipIf(!browser)(
  'a fault stands at its field with a remedy, blanks nothing else, and goes with its cause; comments stay',
  async () => {
    const { page, problems } = await openBuilder(1280);
    const text = yamlOf(page);
    await text.fill(`# my first try\n${await text.inputValue()}# the end\n`);
    await page.getByLabel('Epochs').fill('0');
    await page.getByText('At least 1; you wrote 0.').first().waitFor();
    expect(await page.getByRole('combobox', { name: 'Backbone' }).inputValue()).toBe('MobileNetV2');
    await expect.poll(() => page.getByRole('slider').count()).toBe(1);
    await expect.poll(() => page.getByRole('button', { name: 'Submit run' }).isDisabled()).toBe(true);
    await lookAt(page, 'builder');
    await page.getByRole('button', { name: 'Use 1', exact: true }).first().click();
    await page.getByText('At least 1; you wrote 0.').first().waitFor({ state: 'detached' });
    expect(await text.inputValue()).toMatch(/^# my first try\n.*epochs: 1.*# the end\n$/s);

    await text.fill((await text.inputValue()).replace('MobileNetV2', 'MobilenetV2').replace('batchSize', 'batchsize'));
    await page.getByText('MobilenetV2: did you mean MobileNetV2?').first().waitFor();
    await page.getByText('batchsize: did you mean batchSize?').waitFor();
    expect(await page.getByLabel('Epochs').inputValue()).toBe('1');
    await page.getByRole('button', { name: 'Use MobileNetV2' }).first().click();
    await page.getByRole('button', { name: 'Call it batchSize' }).click();
    await page.getByText('did you mean').first().waitFor({ state: 'detached' });

    const right = await text.inputValue();
    await text.fill(`${right}training: {epochs: 3\n`);
    await page
      .getByText(/^Line \d+ /)
      .first()
      .waitFor();
    await page.getByText('The form shows what it said before').waitFor();
    expect(await page.getByLabel('Epochs').inputValue()).toBe('1');
    await expect.poll(() => page.getByLabel('Epochs').isDisabled()).toBe(true);
    await lookAt(page, 'builder-errors');
    await page.getByRole('button', { name: 'Back to the last YAML that could be read' }).click();
    expect(await text.inputValue()).toBe(right);
    await expect.poll(() => page.getByLabel('Epochs').isDisabled()).toBe(false);

    // What differs from the starter is listed and taken back, one by one.
    await page.getByRole('button', { name: '1 difference from the starter' }).click();
    const listed = page.getByTestId('differences').getByRole('listitem');
    expect(await listed.allTextContents()).toEqual([expect.stringContaining('training.epochs: 5 → 1')]);
    await listed.getByRole('button').click();
    await page.getByText('This is the starter recipe.').waitFor();
    expect(await text.inputValue()).toContain('# my first try');
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    expect(await page.getByLabel('Epochs').inputValue()).toBe('1');
    expect(problems).toEqual([]);
  },
);

test.skipIf(!browser)(
  'a student sees what augmentation makes of the training images, pixel for pixel as training makes it',
  async () => {
    const { page, problems } = await openBuilder(1280);
    await page.getByText('Without augmentation every epoch sees the same images.').scrollIntoViewIfNeeded();
    await page.getByRole('switch', { name: 'Vary the training images' }).press('Space');
    await expectPreview(page, 1);
    for (const column of ['As it is', 'Epoch 1', 'Epoch 3'])
      await page.getByTestId('preview').getByText(column, { exact: true }).waitFor();
    await page.getByLabel('Rotation (degrees)').fill('90');
    await page.getByRole('combobox', { name: 'What lies outside' }).click();
    await page.getByRole('option', { name: /^wrap/ }).click();
    await page.getByLabel('Zoom').fill('[0.5, 1.5]');
    await expectPreview(page, 1);
    expect((await recipeIn(page)).augmentation).toMatchObject({
      rotationRange: 90,
      zoomRange: [0.5, 1.5],
      fillMode: 'wrap',
    });
    await page.getByRole('button', { name: 'Draw other variations' }).click();
    await expectPreview(page, 4);
    await page.getByLabel('Input size').fill('64');
    await expectPreview(page, 4);
    await lookAt(page, 'builder-drawing');
    expect(problems).toEqual([]);
  },
);

test.skipIf(!browser)(
  'on a phone, by keys: the head first, then the last block with a small rate; the draft survives a reload, and the ' +
    'run begins another one',
  async () => {
    onTestFailed(() => console.error(system.lines.slice(-40).join('\n')));
    const { page, problems } = await openBuilder(360);
    await page.getByRole('button', { name: 'Add a stage' }).press('Enter');
    const slider = page.getByRole('slider', { name: /stage 2/ });
    await slider.press('ArrowLeft');
    const rates = page.getByLabel('Learning rate', { exact: true });
    await rates.last().fill('0.0001');
    await page.getByLabel('Epochs').last().fill('2');
    const staged = await recipeIn(page);
    const blocks = blocksOf('MobileNetV2');
    expect(staged.stages).toMatchObject([
      { freeze: { before: blocks.at(-2)!.firstLayer }, optimizer: { name: 'adam', learningRate: 0.0001 }, epochs: 2 },
    ]);
    await page.getByRole('switch', { name: 'Stop early' }).press('Space');
    await page.getByLabel('Patience (epochs)').fill('3');
    await page.getByRole('switch', { name: 'Weights of the classes' }).press('Space');
    await page.getByLabel('squares', { exact: true }).fill('1.5');
    await page.getByRole('button', { name: 'Add a dense layer' }).press('Enter');
    await page.getByLabel('Units').fill('32');
    const written = await yamlOf(page).inputValue();
    expect((await recipeIn(page)).training).toMatchObject({
      earlyStopping: { patience: 3, restoreBestWeights: true },
      classWeight: { discs: 2, squares: 1.5 },
    });
    await lookAt(page, 'builder-form');

    await page.reload();
    await page.getByText('This is your draft of').waitFor();
    expect(await yamlOf(page).inputValue()).toBe(written);
    await page.getByRole('button', { name: 'Submit run' }).press('Enter');
    await page.waitForURL('**/runs/*');
    const runId = page.url().split('/').at(-1)!;
    const { run } = await dataOf(ada.query('query($id: ID!) { run(id: $id) { recipe } }', { id: runId }));
    expect(run.recipe).toEqual(recipeSchema.parse(parseYaml(written).toJS()));

    await page.goto(`/assignments/${assignmentId}/submit?from=${runId}`);
    await yamlOf(page).waitFor();
    expect(await recipeIn(page)).toEqual(run.recipe);
    // The submitted draft is gone: a new run begins with the starter.
    await page.goto(`/assignments/${assignmentId}/submit`);
    await page.getByText('This is the starter recipe.').waitFor();
    expect(problems).toEqual([]);
  },
);

test.skipIf(!browser)(
  'presets begin a recipe, what the assignment does not allow says so, and nobody is shut out in either scheme',
  async () => {
    const { page, problems } = await openBuilder(1280, fewBackbonesId);
    await page.getByRole('button', { name: 'Begin with …' }).click();
    const courseRecipe = page.getByRole('menuitem', { name: /^VGG19 with augmentation/ });
    await expect.poll(() => courseRecipe.isDisabled()).toBe(true);
    expect(await courseRecipe.textContent()).toContain(
      'This assignment does not allow VGG19. It allows: CNN, MobileNetV2.',
    );
    await lookAt(page, 'builder-presets');
    await page.getByRole('menuitem', { name: /^Fine-tuning in two stages/ }).click();
    const tuned = await recipeIn(page);
    expect(tuned.training.epochs + tuned.stages[0]!.epochs).toBe(8);
    expect(tuned).toMatchObject({ backbone: 'MobileNetV2', weights: 'imagenet', freeze: 'all' });
    await page.getByRole('combobox', { name: 'Backbone' }).click();
    expect(
      await page.getByRole('option', { name: 'VGG16 (not allowed here)' }).getAttribute('data-combobox-disabled'),
    ).toBe('true');
    await page.keyboard.press('Escape');
    await page.getByLabel('Epochs').first().fill('30');
    await page.getByText('allows at most 8 epochs in all stages together').first().waitFor();
    await page.getByRole('button', { name: 'Begin with …' }).click();
    await page.getByRole('menuitem', { name: /^From scratch/ }).click();
    expect(await recipeIn(page)).toMatchObject({ backbone: 'CNN', freeze: 'none', head: { dense: [{ units: 64 }] } });
    expect(await page.getByRole('slider').getAttribute('aria-disabled')).toBe('true');
    await page.getByRole('switch', { name: 'Vary the training images' }).press('Space');
    await page.getByRole('button', { name: /differences from the starter/ }).click();
    await page.getByRole('button', { name: 'Show all layers' }).click();
    await page.getByRole('region', { name: 'All layers' }).waitFor();
    await lookAt(page, 'builder-layers');
    await page.setViewportSize(phone);
    await lookAt(page, 'builder-layers-phone');
    await page.setViewportSize(laptop);
    await page.goto(`/assignments/${fewBackbonesId}/submit?recipe=${encodeURIComponent('# linked\nbackbone: CNN\n')}`);
    await yamlOf(page).waitFor();
    expect(await yamlOf(page).inputValue()).toBe('# linked\nbackbone: CNN\n');
    expect(problems).toEqual([]);
  },
);

test.skipIf(!browser)(
  'a linked recipe opens with weights that the site can get, and says so; one that asks for others is warned of',
  async () => {
    onTestFailed(() => console.error(system.lines.slice(-40).join('\n')));
    const missing = async () => (await dataOf(ada.query('{ missingWeights { backbone weights } }'))).missingWeights;
    await expect.poll(missing).toContainEqual({ backbone: 'ResNet50', weights: 'imagenet' });
    const { page, problems } = await openBuilder(1280);
    const linked = '# from a lesson\nbackbone: ResNet50\nweights: imagenet\nfreeze: all\nseed: 7\n';
    await page.goto(`/assignments/${assignmentId}/submit?recipe=${encodeURIComponent(linked)}`);
    const replaced = page.getByTestId('weights-replaced');
    await replaced.waitFor();
    expect(await replaced.textContent()).toContain(
      'says imagenet of ResNet50, which this site cannot fetch. It stands here with imagenet of MobileNetV2, as the ' +
        'starter recipe has it.',
    );
    expect(await yamlOf(page).inputValue()).toBe(linked.replace('ResNet50', 'MobileNetV2'));
    await lookAt(page, 'builder-replaced');
    await replaced.getByRole('button', { name: 'Show it as linked' }).click();
    expect(await yamlOf(page).inputValue()).toBe(linked);
    const warning = page.getByTestId('weights-missing');
    expect(await warning.textContent()).toContain('does not have the weights imagenet of ResNet50');
    expect(await replaced.count()).toBe(0);
    await lookAt(page, 'builder-missing');

    // Nobody's own words are changed but by a press of the button.
    await yamlOf(page).fill('backbone: VGG16\n# mine\nseed: 9\n');
    await warning.getByText('of VGG16').waitFor();
    expect(await yamlOf(page).inputValue()).toBe('backbone: VGG16\n# mine\nseed: 9\n');
    await warning.getByRole('button', { name: 'Take imagenet of MobileNetV2, as the starter recipe does' }).click();
    expect(await recipeIn(page)).toMatchObject({ backbone: 'MobileNetV2', weights: 'imagenet', seed: 9 });
    expect(await yamlOf(page).inputValue()).toContain('# mine');
    expect(await warning.count()).toBe(0);
    expect(problems).toEqual([]);
  },
);

/** A dataset of shapes: PNG, so that every decoder makes the same of it. */
async function shapes(): Promise<Files> {
  const files: Files = {};
  for (const [offset, split] of ['train', 'validation', 'test'].entries())
    for (const [label, className] of shapeClasses.entries())
      for (let index = 0; index < 4; index++)
        files[`${split}/${className}/${index}.png`] = await shapePicture(label, 100 * offset + index);
  return files;
}

async function openBuilder(width: number, id = assignmentId): Promise<{ page: Page; problems: string[] }> {
  const context = await browser!.newContext({ baseURL: system.url, viewport: { width, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  const problems = watchForProblems(page);
  const path = `/assignments/${id}/submit`;
  await page.goto(path);
  await page.getByLabel('E-mail').fill(ada.user.email);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await yamlOf(page).waitFor();
  return { page, problems };
}

function yamlOf(page: Page) {
  return page.getByLabel('Recipe in YAML');
}

/** The recipe that the page's YAML says. */
async function recipeIn(page: Page): Promise<Recipe> {
  return recipeSchema.parse(parseYaml(await yamlOf(page).inputValue()).toJS());
}

/** The numbers of parameters that the page prints. */
async function counts(page: Page): Promise<string[]> {
  return page.getByTestId('parameters').getByRole('definition').allTextContents();
}

function countsOf(recipe: Recipe): string[] {
  const { total, trainable, head } = parameterCounts(recipe, shapeClasses.length);
  return [total, trainable, total - trainable, head].map(sizeInKerasWords);
}

/** Waits until the preview shows the recipe's augmentation from this pass on, and compares every pixel. */
async function expectPreview(page: Page, firstPass: number): Promise<void> {
  const recipe = await recipeIn(page);
  const frame = page.getByTestId('preview');
  const drawn = JSON.stringify([recipe.augmentation, recipe.seed, firstPass]);
  const { datasetVersion } = await dataOf(
    ada.query('query($id: ID!) { datasetVersion(id: $id) { sampleImages(perClass: 3) { className url } } }', {
      id: room.datasetVersionId,
    }),
  );
  const urls = shapeClasses.map(
    (name) => datasetVersion.sampleImages.find((image: { className: string }) => image.className === name).url,
  );
  const files = await Promise.all(
    urls.map(async (url: string) => Buffer.from(await (await ada.fetch(url)).arrayBuffer())),
  );
  const pictures = await Promise.all(files.map((file) => decodeImage(file, recipe)));
  const passes = [0, 1, 2].map((pass) =>
    variedPictures(pictures, recipe.augmentation!, recipe, firstPass + pass).map((vary) => vary()),
  );
  const expected = pictures.flatMap((picture, index) => [picture, ...passes.map((varied) => varied[index]!)]);
  await expect.poll(() => frame.getAttribute('data-drawn')).toBe(drawn);
  await expect
    .poll(() => frame.locator('canvas').evaluateAll((all) => all.map((canvas) => (canvas as HTMLCanvasElement).width)))
    .toEqual(expected.map(() => recipe.inputSize));
  const shown = await frame.locator('canvas').evaluateAll((all) =>
    all.map((element) => {
      const canvas = element as HTMLCanvasElement;
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      return [...data].filter((_, index) => index % 4 < 3);
    }),
  );
  expect(shown.length).toBe(expected.length);
  for (const [index, pixels] of shown.entries())
    expect(pixels, `picture ${index}`).toEqual([...new Uint8ClampedArray(expected[index]!)]);
}
