import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Recipe, recipeSchema } from '#contracts/recipe';
import { type Engine, startEngine } from '../../../learning/engine/engine.ts';
import { chooseExecutor, type ExecutorChoice } from '../../../learning/executors/chooseExecutor.ts';
import { choosePrecision } from '../../../learning/executors/choosePrecision.ts';
import { executorOf, sameExecutor } from '../../../learning/executors/executorOf.ts';
import { buildModel } from '../../../learning/network/buildModel.ts';
import type { Checkpoint } from '../../../worker/checkpoints/checkpointFile.ts';
import { earlierProvenance } from '../../../worker/child/earlierProvenance.ts';
import { fractions } from '../../learning/backbones/formula.ts';
import { asImages } from '../../setup/features.ts';
import { openShapesCourse, type ShapesCourse } from '../../setup/shapesCourse.ts';
import { smallCheckpoint } from '../checkpoints/smallCheckpoint.ts';

const input = { backbone: 'MobileNetV2', inputSize: 32 } as const;
const recipe: Recipe = recipeSchema.parse(input);
const images = asImages(
  {
    shape: [32, 32, 3],
    labels: Int32Array.from({ length: 6 }, (_, index) => index % 2),
    read: async (indices) =>
      Float32Array.from(Array.from(indices).flatMap((index) => [...fractions(index, 32 ** 2 * 3)])),
  },
  'fractions',
);
let prefix: tf.LayersModel;
let engine: Engine;
let course: ShapesCourse;
let runId: string;
/** What this machine's measurement says: TensorFlow.js was quicker. */
let measured: ExecutorChoice;
/** What was recorded elsewhere or before. */
let onnx: ExecutorChoice;

beforeAll(async () => {
  engine = await startEngine('wasm');
  prefix = buildModel(recipe, 2).prefix!;
});
beforeEach(async () => {
  course = await openShapesCourse();
  runId = await course.submit(input);
  const quickTfjs = async () => ({ onnx: 20, tfjs: 10, distance: 0 });
  measured = (await chooseExecutor(engine, recipe, course.worker.directories.cache, { measure: quickTfjs }))!;
  expect(measured.name).toBe('tfjs');
  const executors = join(course.worker.directories.cache, 'executors');
  const [file] = await readdir(executors);
  const { situation } = JSON.parse(await readFile(join(executors, file!), 'utf8'));
  onnx = { name: 'onnx', place: 'processor', version: situation.onnx, reason: 'measured before' };
});
afterEach(() => course.close());

async function choose(checkpoint: Checkpoint | null = null, wanted = recipe, part = prefix): Promise<ExecutorChoice> {
  const { directories } = course.worker;
  const before = checkpoint?.provenance ?? (await earlierProvenance(course.database, runId, engine.provenance));
  const frozen = {
    recipe: wanted,
    prefix: part,
    images,
    measured,
    cacheDirectory: directories.cache,
    before,
  };
  return (await executorOf(engine, frozen)).executor;
}

/** A run as an earlier one left it that ended well. */
async function earlierRun(environment: object, more: object = {}): Promise<void> {
  const id = await course.submit(input);
  await course.database.run.update({
    where: { id },
    data: { status: 'SUCCEEDED', environment, finishedAt: new Date(), ...more },
  });
}

test('a run that nobody has tried before has the executor that was measured to be quicker', async () => {
  expect(await choose()).toEqual(measured);
});

describe('a run that goes on from a checkpoint', () => {
  const interrupted = (executor: ExecutorChoice, more: object = {}): Checkpoint => {
    const checkpoint = smallCheckpoint({ runId, attempt: 1 });
    return { ...checkpoint, provenance: { ...checkpoint.provenance, ...more, executor } };
  };

  test('keeps its executor, whatever was measured here', async () => {
    expect(await choose(interrupted(onnx))).toEqual(onnx);
  });

  test('records the version that it goes on with', async () => {
    expect(await choose(interrupted({ ...onnx, version: 'an older one' }))).toEqual(onnx);
    const tfjs = { name: 'tfjs', version: 'an older one', reason: 'measured before' } as const;
    expect(await choose(interrupted(tfjs))).toEqual({ ...tfjs, version: engine.provenance.engineVersion });
  });

  test.each([{ engine: 'native' }, { engineVersion: 'TensorFlow.js 4, TensorFlow 2 on a GPU' }])(
    'has what is measured to be quicker where it was on TensorFlow.js, and on %o',
    async (more) => {
      const tfjs = { name: 'tfjs', version: 'of another engine', reason: 'measured there' } as const;
      expect(await choose(interrupted(tfjs, more))).toEqual(measured);
    },
  );

  test('in eight bits has the same graph again, or where that cannot be had what is chosen now', async () => {
    const int8 = recipeSchema.parse({ ...input, backbone: 'VGG16', precision: 'int8' });
    const vgg = buildModel(int8, 2).prefix!;
    const { cache: cacheDirectory } = course.worker.directories;
    const { version } = (
      await choosePrecision(engine, int8, vgg, images, measured, cacheDirectory, {
        measure: async () => ({ int8: 1, float32: 2 }),
      })
    ).executor;
    const before = { name: 'onnx-int8', place: 'processor', version, reason: 'measured before' } as const;
    expect(await choose(interrupted(before), int8, vgg)).toEqual(before);
    expect((await choose(interrupted({ ...before, version: 'another graph' }), int8, vgg)).reason).not.toBe(
      'measured before',
    );
  });

  test('has another one where that does not load', async () => {
    const start = () => Promise.reject(new Error('libonnxruntime.so.1: cannot open shared object file'));
    expect(await sameExecutor(onnx, engine.provenance, engine, { start })).toBeNull();
  });
});

describe('a run that repeats an earlier one', () => {
  test('has the executor of that, whatever was measured here meanwhile', async () => {
    await earlierRun({ ...engine.provenance, executor: onnx });
    const inherited = { ...onnx, reason: 'as in an earlier run: measured before' };
    expect(await choose()).toEqual(inherited);
    await earlierRun({ ...engine.provenance, executor: inherited });
    expect(await choose()).toEqual(inherited);
  });

  test('but not where that run had to do without ONNX Runtime', async () => {
    await earlierRun({ ...engine.provenance, executor: onnx });
    const start = () => Promise.reject(new Error('it was ended by SIGSEGV in this run'));
    const forced = (await chooseExecutor(engine, recipe, course.worker.directories.cache, { start }))!;
    await earlierRun({ ...engine.provenance, executor: forced });
    expect((await choose()).name).toBe('onnx');
  });

  test.each([
    ['it ran on another processor', { processor: 'another' }, {}],
    ['it had another number of threads', { threads: 99 }, {}],
    [
      'it went on elsewhere',
      {
        earlier: [
          {
            engine: 'native',
            engineVersion: '1',
            node: 'v1',
            platform: 'any',
            processor: 'any',
            threads: 1,
            lastEpoch: 1,
          },
        ],
      },
      {},
    ],
    ['it failed', {}, { status: 'FAILED' }],
    ['it has another recipe', {}, { recipeHash: 'another' }],
  ])('but not where %s', async (_, difference, more) => {
    await earlierRun({ ...engine.provenance, executor: onnx, ...difference }, more);
    expect(await choose()).toEqual(measured);
  });
});
