import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { dataOf } from '../setup/api.ts';
import { openBrowser, patienceMs, watchForProblems } from '../setup/browser.ts';
import { type Classroom, openClassroom, password } from '../setup/classroom.ts';
import { hydrated, lookAt } from '../setup/look.ts';
import { startWeightsHost } from '../setup/weightsHost.ts';
import { startWholeSystem, type WholeSystem } from '../setup/wholeSystem.ts';

const browser = await openBrowser().catch((error: Error) => {
  if (process.env.CI === 'true') throw error;
  console.warn(`skipped: tests/flow/lecture.test.ts, because it needs Chromium: ${error.message}.`);
});

let system: WholeSystem;
let room: Classroom;
let assignmentId: string;
let host: Awaited<ReturnType<typeof startWeightsHost>>;

beforeAll(async () => {
  if (!browser) return;
  host = await startWeightsHost();
  system = await startWholeSystem({ KERAS_WEIGHTS_URL: host.url, WORKER_CONCURRENCY: '2' });
  room = await openClassroom(system);
  assignmentId = await room.assignment();
});

afterAll(async () => {
  await browser?.close();
  await system?.stop();
  await host?.close();
});

async function open(width: number, locale = 'en-US'): Promise<{ page: Page; problems: string[] }> {
  const context = await browser!.newContext({ baseURL: system.url, viewport: { width, height: 800 }, locale });
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  return { page, problems: watchForProblems(page) };
}

/** All of it is on the screen, and nothing is beside the screen. */
async function fits(page: Page, part: Locator, height: number): Promise<void> {
  const box = (await part.boundingBox())!;
  expect(box.y + box.height).toBeLessThanOrEqual(height);
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(height);
}

test.skipIf(!browser)(
  'a teacher prepares a lecture and opens it; phones join by a nickname, train, and see their curves on the wall',
  async () => {
    onTestFailed(() => console.error(system.lines.slice(-40).join('\n')));
    const teacher = await open(1280);
    const { page } = teacher;
    await page.goto(`/courses/${room.courseId}/settings`);
    await page.getByLabel('E-mail').fill('instructor@example.org');
    await page.getByRole('textbox', { name: 'Password' }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByLabel('Guests in lectures').check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The settings are saved.').waitFor();

    await page.goto(`/assignments/${assignmentId}/lectures`);
    await page.getByText('No lecture yet').waitFor();
    await page.getByRole('button', { name: 'Create lecture' }).click();
    await page.getByText('Give the lecture a title.').waitFor();
    await page.getByLabel('Title').fill('Frozen or not?');
    await page.getByLabel('Pixels of an image').fill('96');
    await page.getByLabel('Epochs of every run').fill('4');
    await page.getByRole('combobox', { name: 'From scratch' }).click();
    await page.getByRole('option', { name: 'CNN' }).click();
    await page.keyboard.press('Escape');
    await lookAt(page, 'lecture-form');
    await page.getByRole('button', { name: 'Create lecture' }).click();

    await page.getByRole('heading', { name: 'Frozen or not?' }).waitFor();
    await page.getByRole('button', { name: 'Prepare' }).click();
    await page.getByText('2 of 2 runs are done').waitFor({ timeout: 180_000 });
    await page.getByText('The combination is prepared.').waitFor();
    await page.getByRole('button', { name: 'Open for phones' }).click();
    await page.getByText('Open until').waitFor();
    await page.getByText('SITE_HOST=0.0.0.0').first().waitFor();
    await lookAt(page, 'lecture-manage');
    const list = 'query($id: ID!) { assignment(id: $id) { lectures { code } } }';
    const { assignment } = await dataOf(room.instructor.query(list, { id: assignmentId }));
    const { code } = assignment.lectures[0];
    const [wall] = await Promise.all([
      page.context().waitForEvent('page'),
      page.getByRole('link', { name: 'Projector page' }).click(),
    ]);
    wall.setDefaultTimeout(patienceMs);
    const wallProblems = watchForProblems(wall);
    await wall.setViewportSize({ width: 1280, height: 900 });
    await wall.getByText('No run has ended yet').waitFor();
    await wall.getByRole('img', { name: 'Scan to join' }).waitFor();
    await wall.getByText(`/go/${code}`).waitFor();
    await wall.getByText(`Code: ${code}`).waitFor();

    const phones = await Promise.all(
      ['Kim', 'Lee', '박'].map(async (name, index) => {
        const phone = await open(360);
        // One has a former address, misread; one types the code on the front page, one types the address without it.
        if (index === 0) {
          await phone.page.goto(`/I/${code.toLowerCase()}`);
          expect(new URL(phone.page.url()).pathname).toBe(`/go/${code.toLowerCase()}`);
        } else {
          await phone.page.goto(index === 1 ? '/' : '/go');
          await hydrated(phone.page.getByLabel('Code of a lecture'));
          await phone.page.getByRole('button', { name: 'Join', exact: true }).click();
          await phone.page.getByText('Type the code of a lecture, which stands on the wall').waitFor();
          if (index === 1) await lookAt(phone.page, 'lecture-front');
          await phone.page.getByLabel('Code of a lecture').fill(`${code.slice(0, 3)} ${code.slice(3).toLowerCase()}`);
          await phone.page.getByRole('button', { name: 'Join', exact: true }).click();
        }
        await hydrated(phone.page.getByLabel('Nickname'));
        await phone.page.getByRole('button', { name: 'Join', exact: true }).click();
        await phone.page.getByText('Choose a nickname.').waitFor();
        if (index === 0) await lookAt(phone.page, 'lecture-phone-joined');
        await phone.page.getByLabel('Nickname').fill(name);
        await phone.page.getByRole('button', { name: 'Join', exact: true }).click();
        await phone.page.getByText(`You are ${name}`).waitFor();
        await phone.page.getByText('A network learns to tell which of these an image shows').waitFor();
        await phone.page.locator('figure img').first().waitFor();
        if (index === 1) await phone.page.getByLabel('Head').selectOption('One dense layer of 256, dropout');
        await phone.page.getByRole('button', { name: 'Train it' }).click();
        await phone.page.getByText('Done:').waitFor();
        return phone;
      }),
    );
    const [first] = phones;
    // A page that is loaded again goes on, and the phone tries another recipe.
    await first!.page.reload();
    await first!.page.getByText('You are Kim').waitFor();
    await first!.page.getByLabel('Head').selectOption('One dense layer of 256, dropout');
    await first!.page.getByRole('button', { name: 'Train it' }).click();
    await first!.page.getByRole('heading', { name: 'Your curves' }).waitFor();
    // Both curves, with what was chosen.
    await first!.page.getByRole('img', { name: 'Validation accuracy of your 2 runs' }).waitFor();
    for (const head of ['Last layer alone', 'One dense layer of 256, dropout'])
      await first!.page.getByRole('listitem').filter({ hasText: head }).waitFor();
    await first!.page.getByText('Done:').waitFor();
    await lookAt(first!.page, 'lecture-phone');

    await wall.getByText('3 people').waitFor();
    await wall.getByText('4 runs', { exact: true }).waitFor();
    for (const name of ['Kim', 'Lee', '박']) await wall.getByRole('listitem').filter({ hasText: name }).waitFor();
    const lastRow = wall.getByRole('row', { name: 'CNN from scratch' });
    await lastRow.waitFor();
    // Nobody scrolls on a projector, whose sizes these are.
    const board = wall.getByRole('region', { name: 'Best epochs so far' });
    for (const size of [
      { width: 1280, height: 900 },
      { width: 1280, height: 720 },
      { width: 1024, height: 768 },
    ]) {
      await wall.setViewportSize(size);
      for (const part of [lastRow, board, wall.getByRole('listitem').filter({ hasText: 'Lee' })])
        await fits(wall, part, size.height);
      const chart = (await wall.locator('canvas').boundingBox())!;
      expect(chart.height, `the chart at ${size.width}×${size.height}`).toBeGreaterThan(220);
      if (process.env.PICTURES)
        await wall.screenshot({ path: `${process.env.PICTURES}/wall-${size.width}x${size.height}.png` });
    }
    await wall.setViewportSize({ width: 1280, height: 900 });
    await lookAt(wall, 'lecture-wall');
    await wall.setViewportSize({ width: 1280, height: 900 });
    await wall.getByText('Map', { exact: true }).click();
    await fits(wall, wall.getByRole('img', { name: 'Map of' }), 900);
    await lookAt(wall, 'lecture-map');
    await wall.setViewportSize({ width: 1280, height: 720 });
    await fits(wall, wall.getByRole('img', { name: 'Map of' }), 720);
    await wall.getByLabel('Show nicknames').uncheck();
    expect(await wall.locator('main').innerText()).not.toMatch(/Kim|Lee|박/);
    // Another window keeps it so.
    const window = await wall.context().newPage();
    await window.goto(wall.url());
    await window.getByText('Guest 1').waitFor();
    expect(await window.locator('main').innerText()).not.toMatch(/Kim|Lee|박/);
    await window.close();
    expect(wallProblems).toEqual([]);
    await wall.close();

    const guest = page.getByRole('listitem').filter({ hasText: 'Lee' });
    await guest.getByRole('button', { name: 'Send away' }).click();
    await lookAt(page, 'lecture-left');
    await page.getByRole('dialog').getByRole('button', { name: 'Send away' }).click();
    await guest.waitFor({ state: 'detached' });
    await phones[1]!.page.getByText('The teacher has removed your nickname').waitFor();
    await phones[1]!.page.getByRole('heading', { name: 'Your curve' }).waitFor();
    await lookAt(phones[1]!.page, 'lecture-removed');
    await page.getByRole('button', { name: 'End lecture' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'End lecture' }).click();
    await page.getByText('2 people submitted runs.').waitFor();
    await first!.page.getByText('This lecture is over').waitFor();
    // Its curves stay, also when the page is loaded again.
    const kept = first!.page.getByRole('img', { name: 'Validation accuracy of your 2 runs' });
    await kept.waitFor();
    await first!.page.reload();
    await kept.waitFor();
    await lookAt(first!.page, 'lecture-over');
    await page.setViewportSize({ width: 360, height: 800 });
    await lookAt(page, 'lecture-back');

    const korean = await open(360, 'ko-KR');
    await korean.page.goto(`/go/${code}`);
    await korean.page.getByText('끝난 강의입니다').waitFor();
    await korean.page.goto('/go/NOCODE');
    await korean.page.getByText('이 코드의 강의가 없습니다').waitFor();
    // What is typed may be the join code of a course: one signs in, and finds it in its field.
    await korean.page.getByLabel('강의 또는 강좌 코드').fill(room.joinCode.toLowerCase());
    await korean.page.getByRole('button', { name: '참여', exact: true }).click();
    await korean.page.getByText(`${room.joinCode}: 강좌의 참여 코드입니다`).waitFor();
    await lookAt(korean.page, 'lecture-course-code');
    await page.goto(`/courses?code=${room.joinCode}`);
    await expect.poll(() => page.getByLabel('Join code').inputValue()).toBe(room.joinCode);
    for (const { problems } of [teacher, ...phones]) expect(problems).toEqual([]);
  },
);
