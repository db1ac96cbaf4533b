import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { connect, type Database } from '#prisma/client';
import { dataOf, signIn } from '../setup/api.ts';
import { openBrowser, watchForProblems } from '../setup/browser.ts';
import { openClassroom, password } from '../setup/classroom.ts';
import { expectFits, lookAt } from '../setup/look.ts';
import { insertRun } from '../setup/runs.ts';
import { startWholeSystem, type WholeSystem } from '../setup/wholeSystem.ts';

const browser = await openBrowser().catch((error: Error) => {
  if (process.env.CI === 'true') throw error;
  console.warn(`skipped: tests/flow/boards.test.ts, because it needs Chromium: ${error.message}.`);
});

let system: WholeSystem;
let database: Database;

beforeAll(async () => {
  if (!browser) return;
  system = await startWholeSystem();
  database = connect(system.databaseUrl, { poolSize: 2 });
});

afterAll(async () => {
  await browser?.close();
  await database?.$disconnect();
  await system?.stop();
});

test.skipIf(!browser)(
  'a teacher shows the board without names and freezes it; a student finds their place and what transfer brought',
  async () => {
    onTestFailed(() => console.error(system.lines.slice(-40).join('\n')));
    const room = await openClassroom(system);
    const assignmentId = await room.assignment({ scoreStep: 0.1 });
    const students = [await room.student('Ada Lovelace'), await room.student('Bob Stone')];
    const runs = [];
    for (const [index, { user }] of students.entries())
      runs.push(
        await insertRun(database, {
          assignmentId,
          studentId: user.id,
          status: 'SUCCEEDED',
          epochs: 5,
          recipe: { backbone: 'MobileNetV2', inputSize: 96 },
          submittedAt: new Date(Date.now() - 3_600_000 + index),
          evaluation: { publicScore: index === 0 ? 0.9 : 0.5, testImages: 200, publicImages: 100 },
        }),
      );

    const open = async (email: string) => {
      const context = await browser!.newContext({ viewport: { width: 1280, height: 900 } });
      const page = await context.newPage();
      const problems = watchForProblems(page);
      await page.goto(`${system.url}/sign-in`);
      await page.getByLabel('E-mail').fill(email);
      await page.getByRole('textbox', { name: 'Password' }).fill(password);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('heading', { name: 'Your courses' }).waitFor();
      return { page, problems };
    };

    const teacher = await open('instructor@example.org');
    await teacher.page.goto(`${system.url}/assignments/${assignmentId}/leaderboard`);
    await teacher.page.getByRole('link', { name: 'Ada Lovelace' }).waitFor();
    await teacher.page.getByRole('combobox', { name: 'Board' }).click();
    await teacher.page.getByRole('option', { name: 'Everybody under pseudonyms' }).click();
    await teacher.page.getByRole('button', { name: 'Save' }).click();
    await teacher.page.getByText('Students now see the board like this.').waitFor();
    await teacher.page.getByRole('link', { name: 'Projector' }).click();
    await teacher.page.getByText('Without names').waitFor();
    await teacher.page.getByRole('cell', { name: 'MobileNetV2' }).first().waitFor();
    expect(await teacher.page.locator('main').innerText()).not.toMatch(/Ada|Bob/);
    // The wall says how places come about, and has no ways through the site.
    await teacher.page.getByText('A place is one more than').waitFor();
    expect(await teacher.page.getByRole('banner').count()).toBe(0);
    await lookAt(teacher.page, 'projector');
    await teacher.page.goto(`${system.url}/courses/${room.courseId}/overview`);
    await teacher.page.getByRole('link', { name: 'What the class did' }).click();
    const statistics = teacher.page.getByRole('heading', { name: 'What the class did' });
    await expect.poll(() => isInView(statistics)).toBe(true);
    await teacher.page.goto(`${system.url}/assignments/${assignmentId}/leaderboard`);
    await teacher.page.getByRole('button', { name: 'Freeze now' }).click();
    await teacher.page.getByRole('button', { name: 'End the freeze' }).waitFor();

    const student = await open('bob.stone@example.org');
    await student.page.goto(`${system.url}/assignments/${assignmentId}/leaderboard`);
    await student.page.getByText('The board is frozen').waitFor();
    await student.page.getByText('Place 2').waitFor();
    await student.page.getByText('50.0% to 59.0%').first().waitFor();
    await student.page.getByText('50 to 59 of 100 images').first().waitFor();
    expect(await student.page.locator('main').innerText()).not.toContain('Ada');
    await student.page.goto(`${system.url}/runs/${runs[1]!.id}`);
    await student.page.getByRole('button', { name: 'Train the twin from scratch' }).click();
    const asked = student.page.getByRole('dialog');
    await asked.getByText('How long it takes: no measurement yet').waitFor();
    await asked.getByRole('button', { name: 'Train the twin from scratch' }).click();
    await student.page.getByRole('link', { name: 'Open the twin' }).waitFor();
    const client = await signIn(system.url, { email: 'bob.stone@example.org', password });
    const { run } = await dataOf(
      client.query('query($id: ID!) { run(id: $id) { transfer { twin { recipe } } } }', { id: runs[1]!.id }),
    );
    expect(run.transfer.twin.recipe).toMatchObject({ weights: 'random', freeze: 'none' });
    await teacher.page.goto(`${system.url}/assignments/${assignmentId}/runs`);
    await teacher.page.getByRole('button', { name: 'Train all counted runs again' }).click();
    const again = teacher.page.getByRole('dialog').getByRole('button', { name: 'Train all counted runs again' });
    await again.click();
    await teacher.page.getByText('2 runs wait to be trained again.').waitFor();
    await expect.poll(() => teacher.page.getByText('Trained again', { exact: true }).count()).toBe(2);

    for (const { page, problems } of [teacher, student]) {
      await expectFits(page, page.url());
      expect(problems).toEqual([]);
    }
  },
);

function isInView(element: Locator): Promise<boolean> {
  return element.evaluate((one) => {
    const { top, bottom } = one.getBoundingClientRect();
    return top >= 0 && bottom <= window.innerHeight;
  });
}
