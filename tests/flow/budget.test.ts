import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RecipeInput } from '#contracts/recipe';
import { type RunningWorker, startWorker } from '../../worker/worker.ts';
import { openShapesCourse, type ShapesCourse } from '../setup/shapesCourse.ts';

const endless = (seed: number) =>
  ({
    backbone: 'CNN',
    inputSize: 46,
    seed,
    training: { epochs: 9000, batchSize: 8 },
  }) as const satisfies RecipeInput;

let course: ShapesCourse;
let worker: RunningWorker | undefined;
beforeEach(async () => {
  course = await openShapesCourse();
});
afterEach(async () => {
  await worker?.stop();
  await course.close();
});

const setBudget = (budgetSeconds: number | null) => course.database.assignment.updateMany({ data: { budgetSeconds } });

test('a run ends when its student has used the budget and a tenth more; what it has trained stays', async () => {
  await setBudget(20);
  const [first, second] = [await course.submit(endless(1)), await course.submit(endless(2))];
  worker = await startWorker(course.worker);
  const run = await course.waitFor(first);
  expect(run).toMatchObject({ status: 'FAILED', failureCode: 'BUDGET_EXCEEDED' });
  const limit = 'at most 20 s together, and a tenth more for the last one (22 s); they have used';
  expect(run.failureMessage).toContain(limit);
  expect(run.secondsUsed).toBeGreaterThan(20);
  expect(run.secondsUsed).toBeLessThan(60);
  expect(run.epochs.length).toBeGreaterThan(0);
  // The other one waited while there was a budget; now there is none left.
  const other = await course.waitFor(second);
  expect(other).toMatchObject({ status: 'FAILED', failureCode: 'BUDGET_EXCEEDED' });
  expect(other.secondsUsed).toBeLessThan(run.secondsUsed);
});

test('a run that staff had trained again has no budget, and takes nothing of it', async () => {
  await setBudget(1);
  const recipe = { ...endless(1), training: { epochs: 2, batchSize: 8 } } satisfies RecipeInput;
  const original = await course.submit(recipe);
  await course.database.run.update({ where: { id: original }, data: { status: 'CANCELLED', secondsUsed: 50 } });
  const again = await course.submit(recipe);
  await course.database.run.update({ where: { id: again }, data: { rerunOf: original } });
  worker = await startWorker(course.worker);
  expect(await course.waitFor(again)).toMatchObject({ status: 'SUCCEEDED' });
});
