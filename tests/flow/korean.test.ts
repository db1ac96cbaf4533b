import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { dataOf, type SignedIn, signUp } from '../setup/api.ts';
import { openBrowser, patienceMs, watchForProblems } from '../setup/browser.ts';
import { importUpload } from '../setup/imports.ts';
import { englishIn } from '../setup/languages.ts';
import { expectFits, laptop } from '../setup/look.ts';
import { shapeClasses, shapePicture } from '../setup/shapes.ts';
import { type Files, upload, zip } from '../setup/upload.ts';
import { startWholeSystem, type WholeSystem } from '../setup/wholeSystem.ts';

const browser = await openBrowser().catch((error: Error) => {
  if (process.env.CI === 'true') throw error;
  console.warn(`skipped: tests/flow/korean.test.ts, because it needs Chromium: ${error.message}.`);
});

const password = 'a long password';
const recipe = {
  backbone: 'CNN',
  inputSize: 46,
  head: { pooling: 'avg', dense: [] },
  training: { epochs: 2, batchSize: 8 },
};

let system: WholeSystem;
let teacher: SignedIn;
let course: { id: string; joinCode: string };
let assignmentId: string;
let datasetId: string;

beforeAll(async () => {
  if (!browser) return;
  system = await startWholeSystem();
  teacher = await signUp(system.url, { name: '이선생', email: 'teacher@example.org', password });
  const create = 'mutation($input: CreateCourseInput!) { createCourse(input: $input) { id joinCode } }';
  course = (await dataOf(teacher.query(create, { input: { title: '시각 지능' } }))).createCourse;
  const { datasetVersion } = await importUpload(system, teacher, {
    courseId: course.id,
    name: '도형',
    uploadId: await upload(teacher, await zip(await shapes())),
    decision: { keep: ['SIMILAR_IN_TEST', 'SIMILAR', 'SAME'] },
  });
  const set = 'mutation($input: CreateAssignmentInput!) { createAssignment(input: $input) { id } }';
  const input = {
    courseId: course.id,
    datasetVersionId: datasetVersion!.id,
    title: '원과 사각형',
    starterRecipe: recipe,
  };
  assignmentId = (await dataOf(teacher.query(set, { input }))).createAssignment.id;
  const found = await dataOf(teacher.query(`{ course(id: "${course.id}") { datasets { id } } }`));
  datasetId = found.course.datasets[0].id;
});

afterAll(async () => {
  await browser?.close();
  await system?.stop();
});

async function shapes(): Promise<Files> {
  const files: Files = {};
  for (const [offset, [split, count]] of Object.entries({ train: 12, validation: 4, test: 6 }).entries())
    for (const [label, className] of shapeClasses.entries())
      for (let index = 0; index < count; index += 1)
        files[`${split}/${className}/${index}.png`] = await shapePicture(label, offset * 1000 + index);
  return files;
}

async function openPage(within: Browser, locale: string): Promise<{ page: Page; problems: string[] }> {
  const context = await within.newContext({ baseURL: system.url, locale, viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  return { page, problems: watchForProblems(page) };
}

async function signUpOnPage(page: Page, name: string, email: string): Promise<void> {
  await page.goto('/sign-up');
  await page.getByLabel('이름').fill(name);
  await page.getByLabel('이메일').fill(email);
  await page.getByRole('textbox', { name: '비밀번호' }).fill(password);
  await page.getByRole('button', { name: '계정 만들기' }).click();
  await page.getByRole('heading', { name: '내 강좌' }).waitFor();
}

const language = (page: Page) => page.locator('html').getAttribute('lang');

/** Nothing of the English catalogue is on the page, and it does not scroll sideways on a phone. */
async function expectKorean(page: Page, name: string): Promise<void> {
  await page.locator('.mantine-Skeleton-root').first().waitFor({ state: 'detached' });
  expect(await language(page), name).toBe('ko');
  expect(await englishIn(page), name).toEqual([]);
  await expectFits(page, name);
  await page.setViewportSize(laptop);
}

test.skipIf(!browser)(
  'a student with a Korean browser goes the whole way in Korean, from sign-up to the leaderboard',
  async () => {
    onTestFailed(() => console.error(system.lines.slice(-40).join('\n')));
    const { page, problems } = await openPage(browser!, 'ko-KR');
    await page.goto('/');
    await expectKorean(page, 'front page');
    await page.goto('/sign-up');
    await expectKorean(page, 'sign-up');
    await signUpOnPage(page, '김하늘', 'sky@example.org');
    await expectKorean(page, 'courses');
    await page.getByLabel('참여 코드').fill('틀린코드');
    await page.getByRole('button', { name: '참여' }).click();
    await page.getByText('이 코드의 강좌가 없습니다. 코드를 다시 확인하세요.').waitFor();
    await page.getByLabel('참여 코드').fill(course.joinCode);
    await page.getByRole('button', { name: '참여' }).click();
    await page.getByRole('link', { name: '원과 사각형' }).waitFor();
    await expectKorean(page, 'course');
    await page.getByRole('link', { name: '원과 사각형' }).click();
    await page.getByRole('link', { name: '새 실행' }).waitFor();
    await expectKorean(page, 'assignment');
    await page.getByRole('link', { name: '새 실행' }).click();
    await page.getByRole('button', { name: '실행 제출' }).waitFor();
    await expectKorean(page, 'new run');
    await page.getByRole('button', { name: '실행 제출' }).click();
    await page.locator('[data-status=SUCCEEDED]').waitFor({ timeout: 240_000 });
    await page.getByRole('heading', { name: '테스트 점수' }).waitFor();
    await expectKorean(page, 'run');
    await page.getByRole('link', { name: '리더보드' }).click();
    await page.getByRole('row').filter({ hasText: '김하늘' }).first().waitFor();
    await expectKorean(page, 'leaderboard');
    const fonts = await page.evaluate(() =>
      [...document.fonts].filter(({ status }) => status === 'loaded').map(({ family }) => family),
    );
    expect(fonts.join()).toContain('Noto Sans KR Variable');
    // The wrong code was refused.
    expect(problems.filter((problem) => !/status of 400|^400 for POST/.test(problem))).toEqual([]);
  },
);

test.skipIf(!browser)('every page of the staff and of the site is in Korean', async () => {
  const { page, problems } = await openPage(browser!, 'ko-KR');
  await page.goto('/sign-in');
  await expectKorean(page, 'sign-in');
  await page.getByLabel('이메일').fill('teacher@example.org');
  await page.getByRole('textbox', { name: '비밀번호' }).fill(password);
  await page.getByRole('main').getByRole('button', { name: '로그인' }).click();
  await page.getByRole('heading', { name: '내 강좌' }).waitFor();
  const ofCourse = [
    '',
    '/overview',
    '/people',
    '/roster',
    '/settings',
    '/log',
    '/webhooks',
    '/grades',
    '/new-assignment',
  ];
  const ofAssignment = [
    '',
    '/edit',
    '/manage',
    '/grading',
    '/runs',
    '/leaderboard',
    '/leaderboard/projector',
    '/submit',
  ];
  const paths = [
    ...ofCourse.map((path) => `/courses/${course.id}${path}`),
    ...ofAssignment.map((path) => `/assignments/${assignmentId}${path}`),
    `/datasets/${datasetId}`,
    ...[
      '/settings',
      '/notices',
      '/workers',
      '/calendar',
      '/administration',
      '/platforms',
      '/log',
      '/zoo',
      '/zoo/VGG16',
    ],
    ...['/forgot-password', '/privacy', '/nowhere'],
  ];
  for (const path of paths) {
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page.waitForLoadState('networkidle');
    await expectKorean(page, path);
  }
  expect(problems.filter((problem) => !problem.includes('/nowhere'))).toEqual([]);
});

test.skipIf(!browser)(
  'the switch in the header changes the language in place, and the account keeps it everywhere',
  async () => {
    const { page } = await openPage(browser!, 'ko-KR');
    await signUpOnPage(page, '박바다', 'sea@example.org');
    await page.getByLabel('참여 코드').fill('ABC');
    const header = page.getByRole('banner');
    for (const scheme of ['light', 'dark'] as const)
      for (const width of [1280, 360]) {
        await page.emulateMedia({ colorScheme: scheme });
        await page.setViewportSize({ width, height: 900 });
        const { violations } = await new AxeBuilder({ page }).include('header').analyze();
        expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
      }
    await page.setViewportSize({ width: 1280, height: 900 });
    await header.getByRole('button', { name: 'English' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Your courses' }).waitFor();
    expect(await language(page)).toBe('en');
    expect(await page.getByLabel('Join code').inputValue()).toBe('ABC');
    // What finds English on Korean pages finds it here.
    expect(await englishIn(page)).not.toEqual([]);
    await page.reload();
    await page.getByRole('heading', { name: 'Your courses' }).waitFor();

    const { page: elsewhere } = await openPage(browser!, 'ko-KR');
    await elsewhere.goto('/sign-in');
    await elsewhere.getByLabel('이메일').fill('sea@example.org');
    await elsewhere.getByRole('textbox', { name: '비밀번호' }).fill(password);
    await elsewhere.getByRole('main').getByRole('button', { name: '로그인' }).click();
    await elsewhere.getByRole('heading', { name: 'Your courses' }).waitFor();
    await elsewhere.goto('/settings');
    await elsewhere.getByRole('combobox', { name: 'Language of pages and e-mails' }).click();
    await elsewhere.getByRole('option', { name: '한국어' }).click();
    await elsewhere.getByRole('heading', { name: '설정', exact: true }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: '내 강좌' }).waitFor();
  },
);

test.skipIf(!browser)(
  'without an account the browser keeps the choice, and without a choice the course’s language counts',
  async () => {
    const { page } = await openPage(browser!, 'en-US');
    await page.goto('/sign-in');
    expect(await language(page)).toBe('en');
    await page.getByRole('banner').getByRole('button', { name: '한국어' }).click();
    await page.getByRole('main').getByRole('button', { name: '로그인' }).waitFor();
    await page.goto('/zoo');
    expect(await language(page)).toBe('ko');

    const set = 'mutation($input: UpdateCourseInput!) { updateCourse(input: $input) { language } }';
    await dataOf(teacher.query(set, { input: { courseId: course.id, language: 'ko' } }));
    const { page: foreign } = await openPage(browser!, 'en-US');
    await foreign.goto('/sign-up');
    await foreign.getByLabel('Name').fill('Ada');
    await foreign.getByLabel('E-mail').fill('ada@example.org');
    await foreign.getByRole('textbox', { name: 'Password' }).fill(password);
    await foreign.getByRole('button', { name: 'Create account' }).click();
    await foreign.getByLabel('Join code').fill(course.joinCode);
    await foreign.getByRole('button', { name: 'Join' }).click();
    await foreign.getByRole('link', { name: '원과 사각형' }).waitFor();
    await expect.poll(() => language(foreign)).toBe('ko');
    await foreign.goto('/courses');
    await foreign.getByRole('heading', { name: '내 강좌' }).waitFor();
  },
);
