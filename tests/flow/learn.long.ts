import { readFileSync } from 'node:fs';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { lessonSlugs } from '../../web/lessons/lessons.ts';
import { parseLesson } from '../../web/lessons/parseLesson.ts';
import { type FileHost, startFileHost } from '../learning/weights/fileHost.ts';
import { dataOf } from '../setup/api.ts';
import { openBrowser, patienceMs, watchForProblems } from '../setup/browser.ts';
import { type Classroom, openClassroom, password } from '../setup/classroom.ts';
import { hydrated, lookAt } from '../setup/look.ts';
import { startWholeSystem, type WholeSystem } from '../setup/wholeSystem.ts';

const browser = await openBrowser().catch((error: Error) => {
  if (process.env.CI === 'true') throw error;
  console.warn(`skipped: tests/flow/learn.long.ts, because it needs Chromium: ${error.message}.`);
});

/** Keras's host, as far as MobileNetV2 goes. */
let host: FileHost | undefined;
let system: WholeSystem;
let classroom: Classroom;

beforeAll(async () => {
  if (!browser) return;
  host = await startFileHost((request, response) =>
    response.writeHead(request.url!.includes('/mobilenet_v2/') ? 200 : 404).end(),
  );
  system = await startWholeSystem({ KERAS_WEIGHTS_URL: host.url });
  classroom = await openClassroom({ url: system.url });
  await classroom.assignment({ title: 'Lesson one' });
  await classroom.assignment({ title: 'Lesson two' });
});

afterAll(async () => {
  await browser?.close();
  await system?.stop();
  await host?.close();
});

const lessonOf = (slug: string, language: string) =>
  parseLesson(readFileSync(new URL(`../../web/lessons/texts/${slug}.${language}.md`, import.meta.url), 'utf8'));

test.skipIf(!browser)(
  'every lesson is there without an account, in both languages, and nothing on it is wrong',
  async () => {
    for (const [locale, language, colorScheme] of [
      ['en-GB', 'en', 'light'],
      ['ko-KR', 'ko', 'dark'],
    ] as const) {
      const { page, problems } = await openPage({ locale, colorScheme });
      await page.goto('/learn');
      const titles = lessonSlugs.map((slug) => lessonOf(slug, language).title);
      expect(await page.getByRole('main').getByRole('listitem').getByRole('link').allTextContents()).toEqual(titles);
      await lookAt(page, `learn-${language}`, [colorScheme]);
      for (const slug of lessonSlugs) {
        const { title } = lessonOf(slug, language);
        expect((await page.goto(`/learn/${slug}`))?.status()).toBe(200);
        expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(title);
        expect(await page.title()).toContain(title);
        expect(await page.locator('figure[data-figure]').count()).toBeGreaterThan(0);
        await page.getByRole('heading', { level: 2 }).last().waitFor();
        await lookAt(page, `learn-${slug}-${language}`, [colorScheme]);
      }
      expect(problems).toEqual([]);
      await page.context().close();
    }
    const { page } = await openPage();
    expect((await page.goto('/learn/alchemy'))?.status()).toBe(404);
    await page.context().close();
  },
);

test.skipIf(!browser)(
  'the front page opens with a live figure: moving the cut changes what the runs gave',
  async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page, problems } = await openPage({ colorScheme });
      await page.goto('/');
      await page.getByRole('heading', { level: 1 }).waitFor();
      const cut = page.getByRole('slider', { name: 'Frozen' });
      const said = page.locator('figure p[aria-live]');
      await hydrated(cut);
      expect(await cut.getAttribute('aria-valuetext')).toBe('All blocks');
      expect(await said.textContent()).toContain('1,281 parameters');
      const before = await said.textContent();
      await cut.focus();
      await page.keyboard.press('ArrowLeft');
      expect(await cut.getAttribute('aria-valuetext')).toBe('15 of 19 blocks');
      await expect.poll(() => said.textContent()).not.toBe(before);
      await page.getByText('The numbers as a table').click();
      expect(await page.getByRole('rowheader').allTextContents()).toHaveLength(7);
      await lookAt(page, 'front');
      await page.getByRole('link', { name: 'Learn', exact: true }).click();
      await page.getByRole('heading', { level: 1, name: 'Learn' }).waitFor();
      expect(problems).toEqual([]);
      await page.context().close();
    }
  },
);

test.skipIf(!browser)('the figures answer: steps, overfitting, augmentation, scores', async () => {
  const { page, problems } = await openPage();
  await page.goto('/learn/steps-per-epoch');
  const epoch = page.getByRole('slider', { name: 'Look at' });
  await page.getByText('Epoch 1 belongs to pass 1. It takes 5 steps and draws 100 of 240 images.').waitFor();
  await hydrated(epoch);
  await epoch.fill('3');
  await page.getByText('It takes 2 steps and draws 40 of 240 images. The pass ends here').waitFor();

  await page.goto('/learn/overfitting');
  const findings = page.locator('figure [aria-live]');
  await expect.poll(() => findings.textContent()).toContain('Overfitting from epoch');
  const until = page.getByRole('slider', { name: 'Train until' });
  await hydrated(until);
  await until.fill('5');
  await expect.poll(() => findings.textContent()).not.toContain('Overfitting from epoch');

  await page.goto('/learn/augmentation');
  await hydrated(page.getByRole('button', { name: 'Next pass' }));
  const drawn = page.locator('figure svg g[transform]');
  const places = () => drawn.evaluateAll((all) => all.map((one) => one.getAttribute('transform')));
  expect(new Set(await places()).size).toBe(8);
  const first = await places();
  await page.getByRole('button', { name: 'Next pass' }).click();
  await expect.poll(async () => (await places())[0]).not.toBe(first[0]);
  for (const name of ['rotationRange', 'widthShiftRange', 'zoomRange'])
    await page.getByRole('slider', { name }).fill('0');
  await page.getByRole('checkbox', { name: 'horizontalFlip' }).uncheck();
  await expect.poll(async () => new Set(await places()).size).toBe(1);

  await page.goto('/learn/public-scores');
  const best = async () =>
    Number(/scores ([\d.]+)%/.exec((await page.locator('figure [aria-live]').textContent())!)?.[1]);
  const networks = page.getByRole('slider', { name: 'Equally good networks' });
  await hydrated(networks);
  await networks.fill('200');
  const lucky = await best();
  expect(lucky).toBeGreaterThan(88);
  await page.getByRole('slider', { name: 'Public test images' }).fill('1000');
  await expect.poll(best).toBeLessThan(lucky);
  expect(problems).toEqual([]);
  await page.context().close();
});

test.skipIf(!browser)(
  'a student runs what they have read: the recipe opens in the assignment that they choose',
  async () => {
    onTestFailed(() => console.error(system.lines.slice(-40).join('\n')));
    const student = await classroom.student('Ada');
    expect(student).toBeDefined();
    const { page, problems } = await openPage();
    await page.goto('/learn/augmentation');
    await page.getByRole('link', { name: 'Sign in to run it' }).click();
    await page.getByLabel('E-mail').fill('ada@example.org');
    await page.getByRole('textbox', { name: 'Password' }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByLabel('Assignment').selectOption({ label: 'Lesson two (Course)' });
    await page.getByRole('link', { name: 'Open in the builder' }).click();
    await page.waitForURL(/\/submit\?recipe=/);
    await expect
      .poll(() => page.getByRole('textbox', { name: 'Recipe in YAML' }).inputValue())
      .toBe(lessonOf('augmentation', 'en').recipe);
    await expect.poll(() => page.getByRole('link', { name: 'Lesson two' }).count()).toBe(1);
    expect(problems).toEqual([]);
    await page.context().close();
  },
);

test.skipIf(!browser)(
  'the recipe of every lesson can be submitted as it opens, in both languages, with weights that the site can get',
  async () => {
    onTestFailed(() => console.error(system.lines.slice(-40).join('\n')));
    const student = await classroom.student('Bea');
    const missing = async () => (await dataOf(student.query('{ missingWeights { backbone } }'))).missingWeights;
    await expect.poll(missing).toContainEqual({ backbone: 'ResNet50' });
    const { page, problems } = await openPage();
    await page.goto('/sign-in');
    await page.getByLabel('E-mail').fill('bea@example.org');
    await page.getByRole('textbox', { name: 'Password' }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL('**/courses');
    for (const [language, open, submit] of [
      ['en', 'Open in the builder', 'Submit run'],
      ['ko', '레시피 작성 화면에서 열기', '실행 제출'],
    ] as const) {
      if (language === 'ko') await page.getByRole('button', { name: '한국어' }).click();
      for (const slug of lessonSlugs) {
        const { recipe } = lessonOf(slug, language);
        await page.goto(`/learn/${slug}`);
        await page.getByRole('link', { name: open }).click();
        await page.waitForURL(/\/submit\?recipe=/);
        const written = () => page.locator('textarea').first().inputValue();
        await expect
          .poll(() => page.getByRole('button', { name: submit, exact: true }).isEnabled(), { message: slug })
          .toBe(true);
        expect(await page.getByTestId('weights-missing').count()).toBe(0);
        const isReplaced = recipe.includes('ResNet50');
        expect(await page.getByTestId('weights-replaced').count()).toBe(isReplaced ? 1 : 0);
        if (isReplaced) expect(await written()).toContain('backbone: MobileNetV2');
        else expect(await written()).toBe(recipe);
      }
    }
    expect(problems).toEqual([]);
    await page.context().close();
  },
);

async function openPage(options: BrowserContextOptions = {}): Promise<{ page: Page; problems: string[] }> {
  const viewport = { width: 1280, height: 900 };
  const context = await browser!.newContext({ baseURL: system.url, viewport, locale: 'en-GB', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  return { page, problems: watchForProblems(page) };
}
