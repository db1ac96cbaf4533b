import { insertRun } from '../../setup/runs.ts';
import type { Pages } from './pages.ts';
import type { Measured } from './webRow.ts';

const runs = 20;
const epochs = 1000;

/** Twenty long runs beside each other: the browser's work from the answer of the API to the drawn curves. */
export async function comparisonOfRuns({ site, furnished, open }: Pages): Promise<Measured[]> {
  const ids: string[] = [];
  for (let seed = 200; seed < 200 + runs; seed++) {
    const run = await insertRun(site.database, {
      assignmentId: furnished.ids['/assignments/']!,
      studentId: furnished.student.user.id,
      recipe: { training: { epochs }, seed },
      status: 'SUCCEEDED',
      finishedAt: new Date(),
      epochs,
    });
    ids.push(run.id);
  }
  const page = await open(`/compare?runs=${ids.join(',')}`);
  await page.locator('main canvas').first().waitFor();
  await page.waitForLoadState('networkidle').catch(() => undefined);
  // The second time everything is loaded: what is left is the drawing.
  const drawn = await page.evaluate(async () => {
    const canvas = document.querySelector<HTMLCanvasElement>('main canvas');
    const frame = canvas?.closest<HTMLElement>('[role=img]') ?? canvas?.parentElement;
    if (!frame) throw new Error('expected curves, received none');
    const start = performance.now();
    frame.style.width = `${frame.clientWidth - 40}px`;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    return performance.now() - start;
  });
  await page.context().close();
  return [{ measure: `${runs} runs of ${epochs} epochs drawn`, value: drawn, unit: 'ms', target: 200, atLeast: false }];
}
