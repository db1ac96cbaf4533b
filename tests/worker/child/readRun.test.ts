import { afterAll, beforeAll, expect, test } from 'vitest';
import { recipeSchema } from '#contracts/recipe';
import { readRun } from '../../../worker/child/readRun.ts';
import { openShapesCourse, type ShapesCourse } from '../../setup/shapesCourse.ts';

let course: ShapesCourse;
beforeAll(async () => {
  course = await openShapesCourse();
});
afterAll(() => course.close());

test('a run’s inputs are its whole recipe, the addresses of its images, and its scoring', async () => {
  const recipe = { backbone: 'CNN', inputSize: 46 } as const;
  const inputs = await readRun(course.database, await course.submit(recipe));
  expect(inputs.recipe).toEqual(recipeSchema.parse(recipe));
  expect(inputs.weights).toBe('random');
  expect(inputs.scoring).toEqual({ metric: 'ACCURACY', publicShare: 0.5, seed: 11 });
  expect(inputs.manifest).toMatch(/^[0-9a-f]{64}$/);
  expect(inputs.sealedManifest).not.toBe(inputs.manifest);
});

test('a run of an earlier revision that waited is scored by what its revision said', async () => {
  const { database } = course;
  const runId = await course.submit({ backbone: 'CNN', inputSize: 46, seed: 2 });
  const { assignmentId } = await database.run.findUniqueOrThrow({ where: { id: runId } });
  const { revision, datasetVersionId, metric, publicShare, scoreStep, seed } =
    await database.assignment.findUniqueOrThrow({ where: { id: assignmentId } });
  const before = await readRun(database, runId);
  await database.assignmentRevision.create({
    data: { assignmentId, revision, datasetVersionId, metric, publicShare, scoreStep, seed },
  });
  const now = { revision: revision + 1, metric: 'MACRO_F1', publicShare: 0.25, seed: seed + 1 };
  await database.assignment.update({ where: { id: assignmentId }, data: now });
  expect(await readRun(database, runId)).toEqual(before);
  await database.run.update({ where: { id: runId }, data: { revision: now.revision } });
  expect((await readRun(database, runId)).scoring).toEqual({ metric: 'MACRO_F1', publicShare: 0.25, seed: now.seed });
});

test('a recipe that this worker does not know is refused, and the message names the field', async () => {
  const runId = await course.submit({ backbone: 'CNN', inputSize: 46 });
  await course.database.run.update({ where: { id: runId }, data: { recipe: { backbone: 'CNN', distillation: true } } });
  await expect(readRun(course.database, runId)).rejects.toMatchObject({
    code: 'RECIPE_UNSUPPORTED',
    message: expect.stringContaining('distillation'),
  });
});

test('the id of published weights gives their address; an id that the course has not published fails', async () => {
  const { database } = course;
  const { id: courseId } = await database.course.findFirstOrThrow();
  const other = await database.course.create({ data: { title: 'Elsewhere', joinCode: 'ELSEWHERE' } });
  const fields = { name: 'ours', backbone: 'CNN', inputSize: 46, preprocessing: 'rescale', hash: 'an address' };
  const ours = await database.weights.create({ data: { ...fields, courseId } });
  const theirs = await database.weights.create({ data: { ...fields, courseId: other.id } });
  const inputsOf = async (weights: string) =>
    readRun(database, await course.submit({ backbone: 'CNN', inputSize: 46, weights }));
  expect((await inputsOf(ours.id)).weights).toEqual({ name: 'ours', address: 'an address' });
  await expect(inputsOf(theirs.id)).rejects.toMatchObject({
    code: 'WEIGHTS_UNAVAILABLE',
    message: `Expected the id of weights that the course published, received ${theirs.id}`,
  });
});
