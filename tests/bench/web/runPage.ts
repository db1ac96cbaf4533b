import { announce } from '#prisma/announce';
import { insertRun } from '../../setup/runs.ts';
import type { Pages } from './pages.ts';
import type { Measured } from './webRow.ts';

const epochs = 1000;
const updates = 60;

/** A run page that stays open: what each further epoch costs the browser, and what stays in its memory. */
export async function longRunPage({ site, furnished, open }: Pages): Promise<Measured[]> {
  const { database } = site;
  const run = await insertRun(database, {
    assignmentId: furnished.ids['/assignments/']!,
    studentId: furnished.student.user.id,
    recipe: { training: { epochs: epochs + updates }, seed: 100 },
    status: 'TRAINING',
    epochs,
  });
  const page = await open(`/runs/${run.id}`);
  await page.locator('main canvas').first().waitFor();
  await page.waitForLoadState('networkidle').catch(() => undefined);
  const session = await page.context().newCDPSession(page);
  const heap = async () => {
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    return usedSize / 1e6;
  };
  const update = async (epoch: number) => {
    await database.epoch.create({
      data: {
        ...{ runNumber: run.number, epoch, loss: 0.1, acc: 0.9, valLoss: 0.2, valAcc: 0.8 },
        ...{ learningRate: 0.001, seconds: 0.5 },
      },
    });
    await announce(database, { runId: run.id, epoch });
    await new Promise((resolve) => setTimeout(resolve, 250));
  };
  // The first ones fill caches.
  for (let epoch = epochs + 1; epoch <= epochs + 10; epoch++) await update(epoch);
  const before = await heap();
  await page.evaluate(() => {
    const tasks: number[] = [];
    Object.assign(globalThis, { longTasks: tasks });
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: 'longtask',
    });
  });
  for (let epoch = epochs + 11; epoch <= epochs + updates; epoch++) await update(epoch);
  const tasks = await page.evaluate(() => (globalThis as unknown as { longTasks: number[] }).longTasks);
  const growth = (await heap()) - before;
  await page.context().close();
  return [
    { measure: 'longest task of an update', value: Math.max(0, ...tasks), unit: 'ms', target: 50, atLeast: false },
    { measure: `heap after ${updates - 10} updates`, value: growth, unit: 'MB', target: 1, atLeast: false },
  ];
}
