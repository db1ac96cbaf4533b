import { randomUUID } from 'node:crypto';
import { rebuildStandings } from '#prisma/standings';
import { insertRun } from '../../setup/runs.ts';
import type { Pages } from './pages.ts';
import type { Measured } from './webRow.ts';

const students = 2000;

/** The board of a large course: until its first page is there, and until the next one is. */
export async function boardOfManyStudents({ site, furnished, open }: Pages): Promise<Measured[]> {
  const { database } = site;
  const { ids, classroom } = furnished;
  const assignmentId = await classroom.assignment({ title: 'Everybody' });
  const users = Array.from({ length: students }, () => randomUUID());
  await database.user.createMany({
    data: users.map((id, index) => ({ id, name: `Student ${index + 1}`, email: `${id}@example.org` })),
  });
  await database.enrollment.createMany({
    data: users.map((userId) => ({ userId, courseId: ids['/courses/']!, role: 'STUDENT' as const })),
  });
  const { id, recipe, recipeHash } = await insertRun(database, { assignmentId, studentId: users[0]! });
  await database.run.delete({ where: { id } });
  const runs = users.map((studentId) => ({
    id: randomUUID(),
    assignmentId,
    studentId,
    recipe: recipe as object,
    recipeHash,
  }));
  await database.run.createMany({ data: runs.map((run) => ({ ...run, status: 'SUCCEEDED' as const })) });
  await database.evaluation.createMany({
    data: runs.map(({ id: runId }, index) => ({
      runId,
      publicScore: (index % 97) / 100,
      privateScore: 0.5,
      testLoss: 0.5,
      testAcc: 0.5,
      testImages: 200,
      publicImages: 100,
      perClass: [],
      confusion: [],
    })),
  });
  await database.$transaction((tx) => rebuildStandings(tx, assignmentId), { timeout: 120_000 });
  const page = await open('/courses');
  await page.waitForLoadState('networkidle');
  const started = performance.now();
  await page.goto(`/assignments/${assignmentId}/leaderboard`);
  await page.getByRole('row').nth(20).waitFor();
  const first = performance.now() - started;
  const asked = performance.now();
  const before = await page.getByRole('row').nth(20).textContent();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.waitForFunction((text) => document.querySelectorAll('tr')[20]?.textContent !== text, before);
  const next = performance.now() - asked;
  const nodes = await page.locator('*').count();
  await page.context().close();
  return [
    { measure: `first page of ${students} students`, value: first / 1000, unit: 's', target: 2.5, atLeast: false },
    { measure: `next page (of ${nodes} elements)`, value: next / 1000, unit: 's', target: 1, atLeast: false },
  ];
}
