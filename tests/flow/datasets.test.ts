import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { firstAccountToken } from '../../server/accounts/firstAccount.ts';
import { fractions } from '../learning/backbones/formula.ts';
import { testSecret } from '../setup/api.ts';
import { openBrowser, patienceMs, watchForProblems } from '../setup/browser.ts';
import { type Files, zip } from '../setup/upload.ts';
import { startWholeSystem, type WholeSystem } from '../setup/wholeSystem.ts';

const browser = await openBrowser().catch((error: Error) => {
  if (process.env.CI === 'true') throw error;
  console.warn(`skipped: tests/flow/datasets.test.ts, because it needs Chromium: ${error.message}.`);
});

let system: WholeSystem;
let folder: string;
let page: Page;
let problems: string[];

beforeAll(async () => {
  if (!browser) return;
  folder = await mkdtemp(join(tmpdir(), 'flow-datasets-'));
  system = await startWholeSystem({ DATASET_FOLDER: join(folder, 'server') });
  const context = await browser.newContext({ baseURL: system.url, viewport: { width: 1280, height: 900 } });
  page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  problems = watchForProblems(page);
  await write(await photos(2000, { train: 12 }, 'birds and fish'), 'server');
  await page.goto(`/sign-up?token=${firstAccountToken(testSecret)}`);
  await page.getByLabel('Name').fill('Ada Teacher');
  await page.getByLabel('E-mail').fill('ada@example.org');
  await page.getByRole('textbox', { name: 'Password' }).fill('a long password');
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByRole('heading', { name: 'Your courses' }).waitFor();
  await page.getByLabel('Title').fill('Photographs');
  await page.getByRole('button', { name: 'Create course' }).click();
  await page.getByRole('button', { name: 'Import a dataset' }).waitFor();
});

afterAll(async () => {
  await browser?.close();
  await system?.stop();
  if (folder) await rm(folder, { recursive: true });
});

async function photos(first: number, counts: Record<string, number>, top = 'pets'): Promise<Files> {
  const files: Files = {};
  let number = first;
  for (const [split, count] of Object.entries(counts))
    for (const className of ['cats', 'dogs'])
      for (let index = 0; index < count; index++) {
        const pixels = Uint8Array.from(fractions(++number, 96 * 64 * 3), (fraction) => 255 * fraction);
        const image = sharp(pixels, { raw: { width: 96, height: 64, channels: 3 } });
        files[`${top}/${split}/${className}/${index}.jpg`] = await image.jpeg().toBuffer();
      }
  return files;
}

async function write(files: Files, below: string): Promise<void> {
  for (const [path, bytes] of Object.entries(files)) {
    await mkdir(dirname(join(folder, below, path)), { recursive: true });
    await writeFile(join(folder, below, path), bytes);
  }
}

async function backToCourse(): Promise<void> {
  await page.getByRole('navigation', { name: 'Where you are' }).getByRole('link', { name: 'Photographs' }).click();
  await page.getByRole('button', { name: 'Import a dataset' }).waitFor();
}

/** The cells of a row of a table that a class is in. */
const cells = (scope: { getByRole: Page['getByRole'] }, name: string) =>
  scope.getByRole('row').filter({ hasText: name }).first().getByRole('cell').allTextContents();

test.skipIf(!browser)(
  'a folder is looked at before it counts: what is wrong is seen, mended, and imported',
  async () => {
    onTestFailed(() => console.error(system.lines.slice(-40).join('\n')));
    const files = await photos(100, { train: 5, validation: 2, test: 2 });
    files['pets/test/cats/copy.jpg'] = files['pets/train/cats/0.jpg']!;
    files['pets/train/dogs/copy.jpg'] = files['pets/train/dogs/1.jpg']!;
    files['pets/train/dogs/smaller.png'] = await sharp(files['pets/train/dogs/2.jpg'] as Buffer)
      .resize(72, 48)
      .png()
      .toBuffer();
    files['pets/train/dogs/broken.jpg'] = 'not a picture';
    await write(files, 'local');

    await page.getByRole('button', { name: 'Import a dataset' }).click();
    const form = page.getByRole('dialog');
    await form.getByText('Folder', { exact: true }).click();
    await form.getByRole('button', { name: 'Upload and check' }).click();
    await form.getByText('Choose a folder.').waitFor();
    await form.locator('input[webkitdirectory]').setInputFiles(join(folder, 'local/pets'));
    expect(await form.getByLabel('Name', { exact: false }).first().inputValue()).toBe('pets');
    await form.getByLabel('Licence').fill('CC-BY-4.0');
    await form.getByRole('button', { name: 'Upload and check' }).click();

    await page.getByText('Nothing is imported yet').waitFor();
    await page.getByRole('row').filter({ hasText: 'dogs' }).waitFor();
    await expect.poll(() => cells(page, 'dogs')).toEqual(['7', '2', '2', expect.stringMatching(/^0\.\d\d$/)]);
    await page.getByText('64 or more').waitFor();
    const inTest = page.getByRole('region', { name: '1 file is in the test set too' });
    const same = page.getByRole('region', { name: '1 file is the same as another one' });
    const similar = page.getByRole('region', { name: '1 image looks like another one' });
    await page.getByRole('region', { name: '1 file is no whole image' }).getByText('broken.jpg').waitFor();
    for (const section of [inTest, same, similar]) {
      const pictures = section.locator('img');
      await pictures.nth(1).scrollIntoViewIfNeeded();
      await expect
        .poll(() => pictures.evaluateAll((all) => all.map((image) => (image as HTMLImageElement).naturalWidth)), {
          timeout: patienceMs,
        })
        .toEqual([160, 160]);
    }
    await page.getByText('3 images will be left out.').waitFor();
    // Of the two that look alike, the larger one is to go.
    await similar.getByRole('combobox').selectOption({ label: 'Leave the second out' });
    await page.getByText('4 images will be left out.').waitFor();
    await similar.getByText('They are imported unless you leave them out.').waitFor();
    const refused: string[] = [];
    page.on('response', (response) => {
      if (response.status() === 404) refused.push(response.url());
    });
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    const imported = page.getByRole('link', { name: 'Imported into pets' });
    await imported.waitFor({ timeout: 120_000 });
    // The numbers of the report and of the dataset agree, and no picture was asked for that is gone.
    await page.getByText('3 of these images were left out; 18 were imported.').waitFor();
    expect(await similar.getByText('They are imported unless you leave them out.').count()).toBe(0);
    expect(refused).toEqual([]);
    await imported.click();

    const version = page.getByRole('article', { name: 'Version 1' });
    await expect.poll(() => cells(version, 'dogs')).toEqual(['5', '2', '2']);
    await expect.poll(() => cells(version, 'cats')).toEqual(['4', '2', '3']);
    await page.getByRole('definition').filter({ hasText: 'CC-BY-4.0' }).waitFor();
    const downloading = page.waitForEvent('download');
    await version.getByRole('link', { name: 'Dataset card (Croissant)' }).click();
    const card = JSON.parse(readFileSync(await (await downloading).path(), 'utf8'));
    expect(card).toMatchObject({ name: 'pets', license: 'https://spdx.org/licenses/CC-BY-4.0.html' });
  },
);

test.skipIf(!browser)(
  'a dataset is corrected, gets a second version, whose differences are shown, and loses it',
  async () => {
    onTestFailed(() => console.error(system.lines.slice(-40).join('\n')));
    await page.getByRole('button', { name: 'Edit' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('Source').fill('nowhere');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByText('Enter an address that begins with http').waitFor();
    await form.getByLabel('Source').fill('https://example.org/pets');
    await form.getByLabel('Name', { exact: false }).first().fill('Cats and dogs');
    await form.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Cats and dogs' }).waitFor();
    await backToCourse();

    const files = await photos(100, { train: 4, validation: 2, test: 2 });
    files['pets/train/cats/new.jpg'] = (await photos(900, { train: 1 }))['pets/train/cats/0.jpg']!;
    await importZip('Cats and dogs', await zip(files), false);
    await page.getByRole('article', { name: 'Import of Cats and dogs' }).locator('[data-status=SUCCEEDED]').waitFor();
    await page.getByRole('link', { name: 'Cats and dogs' }).last().click();
    const compared = page.getByRole('region', { name: 'Compare two versions' });
    await compared.getByRole('row').nth(2).waitFor();
    await page.getByRole('article', { name: 'Version 2' }).getByRole('button', { name: 'Delete version' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete version' }).click();
    await page.getByText('Version 2 was deleted.').waitFor();
    await expect.poll(() => page.getByRole('article', { name: /^Version/ }).count()).toBe(1);
    await backToCourse();
  },
);

test.skipIf(!browser)(
  'a folder of the server without splits gets them, and others when somebody draws again',
  async () => {
    onTestFailed(() => console.error(system.lines.slice(-40).join('\n')));
    await page.getByRole('button', { name: 'Import a dataset' }).click();
    const form = page.getByRole('dialog');
    await form.getByText('Folder on the server', { exact: true }).click();
    await form.getByRole('combobox', { name: 'Folder or zip on the server' }).click();
    await page.getByRole('option', { name: 'birds and fish', exact: true }).click();
    await form.getByRole('button', { name: 'Check', exact: true }).click();
    await page.getByText('Nothing is imported yet').waitFor();
    await expect.poll(async () => (await cells(page, 'cats')).slice(0, 3)).toEqual(['8', '2', '2']);
    await page.getByLabel('Validation').fill('25');
    await page.getByRole('button', { name: 'Draw again' }).click();
    await expect.poll(() => cells(page, 'cats')).toEqual(['7', '3', '2', expect.any(String)]);
    await page.getByRole('button', { name: 'Cancel import' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel import' }).click();
    await page.locator('[data-status=CANCELLED]').waitFor();
    await backToCourse();
  },
);

test.skipIf(!browser)('a file of weights is uploaded, refused at its field, or published', async () => {
  onTestFailed(() => console.error(system.lines.slice(-40).join('\n')));
  const golden = new URL('../keras/golden/weightFiles/whole.keras.gz.gz', import.meta.url);
  const whole = gunzipSync(gunzipSync(readFileSync(golden)));
  await page.getByRole('button', { name: 'Upload weights' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Name', { exact: false }).first().fill('From Keras');
  const file = form.locator('input[type=file]');
  await file.setInputFiles({ name: 'x.h5', mimeType: 'application/octet-stream', buffer: Buffer.from('no weights') });
  await form.getByRole('button', { name: 'Upload and publish' }).click();
  await form
    .getByText(/^expected |^Expected /i)
    .first()
    .waitFor();
  await file.setInputFiles({ name: 'whole.keras', mimeType: 'application/octet-stream', buffer: whole });
  await form.getByLabel('Input size').fill('96');
  await form.getByRole('button', { name: 'Upload and publish' }).click();
  await page.getByRole('listitem').filter({ hasText: 'MobileNetV2, 96 pixels' }).waitFor();
  expect(problems).toEqual([]);
});

async function importZip(name: string, buffer: Buffer, review: boolean): Promise<void> {
  await page.getByRole('button', { name: 'Import a dataset' }).click();
  const form = page.getByRole('dialog');
  const file = form.locator('input[type=file]').first();
  await file.setInputFiles({ name: 'more.zip', mimeType: 'application/zip', buffer });
  await form.getByLabel('Name', { exact: false }).first().fill(name);
  await form.getByLabel('Show me what was found').setChecked(review);
  await form.getByRole('button', { name: review ? 'Upload and check' : 'Upload and import' }).click();
  await form.waitFor({ state: 'hidden' });
}
