import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Recipe, recipeSchema } from '#contracts/recipe';
import { type Engine, startEngine } from '../../../worker/engine/engine.ts';
import { chooseExecutor } from '../../../worker/features/chooseExecutor.ts';
import { type ExecutorMeasurement, measureExecutors } from '../../../worker/features/measureExecutors.ts';

const small = recipeSchema.parse({ backbone: 'MobileNetV2', inputSize: 32 });
const quickOnnx: ExecutorMeasurement = { onnx: 2, tfjs: 10, distance: 1e-6 };

let engine: Engine;
let cache: string;
beforeAll(async () => {
  engine = await startEngine('wasm');
});
beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'downstream-executors-'));
});
afterEach(() => rm(cache, { recursive: true, force: true }));

/** Chooses for a recipe with measurements that are given, and counts them. */
function choosing(recipe: Recipe = small) {
  let asked = 0;
  return {
    asked: () => asked,
    choose: (measurement: ExecutorMeasurement | Error, directory = cache) =>
      chooseExecutor(engine, recipe, directory, {
        async measure() {
          asked++;
          if (measurement instanceof Error) throw measurement;
          return measurement;
        },
      }),
  };
}

describe('the executor of a frozen part', () => {
  test('is the one that is measured to be quicker, and says by how much', async () => {
    expect(await choosing().choose(quickOnnx)).toEqual({
      name: 'onnx',
      version: expect.stringMatching(/^ONNX Runtime \d+\.\d+\.\d+ on the CPU, threads: \d+, Winograd convolutions$/),
      reason: '2.0 ms an image on ONNX Runtime, 10.0 ms on TensorFlow.js',
    });
    const other = choosing(recipeSchema.parse({ backbone: 'MobileNetV2', inputSize: 33 }));
    expect(await other.choose({ onnx: 10, tfjs: 2, distance: 0 })).toMatchObject({
      name: 'tfjs',
      version: engine.environment.engineVersion,
    });
  });

  test('is not ONNX Runtime where that answers something else, however quick it is', async () => {
    const choice = await choosing().choose({ ...quickOnnx, distance: 2e-2 });
    expect(choice).toMatchObject({ name: 'tfjs', reason: expect.stringContaining('its answers are off by 2.0e-2') });
  });

  test('is TensorFlow.js where ONNX Runtime does not load, with the reason', async () => {
    const start = async () => {
      throw new Error('libonnxruntime.so.1: cannot open shared object file');
    };
    expect(await chooseExecutor(engine, small, cache, { start })).toEqual({
      name: 'tfjs',
      version: engine.environment.engineVersion,
      reason: 'ONNX Runtime is ruled out: libonnxruntime.so.1: cannot open shared object file',
    });
  });

  test('is measured once, by one of two that ask together', async () => {
    const { choose, asked } = choosing();
    const [one, other] = await Promise.all([choose(quickOnnx), choose({ ...quickOnnx, onnx: 20 })]);
    expect(one).toEqual(other);
    expect(await choose(new Error('asked again'))).toEqual(one);
    expect(asked()).toBe(1);
  });

  test('is the quicker one also where the measurement cannot be kept', async () => {
    await writeFile(join(cache, 'executors'), 'no directory');
    const { choose, asked } = choosing();
    expect(await choose(quickOnnx)).toMatchObject({ name: 'onnx', reason: expect.stringMatching(/^2\.0 ms/) });
    expect(await choose({ ...quickOnnx, onnx: 20 })).toMatchObject({ name: 'tfjs', reason: expect.stringMatching(/^20\.0 ms/) });
    expect(asked()).toBe(2);
  });

  test('is measured anew where what was kept is broken, or the measurement failed', async () => {
    const { choose } = choosing();
    expect(await choose(new Error('it was ended by SIGILL'))).toMatchObject({ name: 'tfjs', reason: expect.stringContaining('SIGILL') });
    expect(await choose(quickOnnx)).toMatchObject({ name: 'onnx' });
    const [file] = await readdir(join(cache, 'executors'));
    await writeFile(join(cache, 'executors', file!), '{"measurement": {"onnx": -');
    expect(await choose({ ...quickOnnx, onnx: 20 })).toMatchObject({ name: 'tfjs' });
    expect(await choose(new Error('asked again'))).toMatchObject({ name: 'tfjs' });
    expect(await readdir(join(cache, 'executors'))).toEqual([file]);
  });

  test('is measured for each cut apart', async () => {
    await choosing().choose(quickOnnx);
    const cut = choosing(recipeSchema.parse({ backbone: 'MobileNetV2', inputSize: 32, freeze: { before: 'Conv_1' } }));
    expect(await cut.choose({ ...quickOnnx, onnx: 20 })).toMatchObject({ name: 'tfjs' });
  });
});

test('a recipe none of whose stages freezes anything has no executor', async () => {
  const { choose } = choosing(recipeSchema.parse({ ...small, freeze: 'none' }));
  expect(await choose(new Error('asked'))).toBeNull();
});

test('a real measurement finds both to answer alike', async () => {
  const { onnx, tfjs, distance } = await measureExecutors('wasm', small);
  expect(onnx).toBeGreaterThan(0);
  expect(tfjs).toBeGreaterThan(0);
  expect(distance).toBeGreaterThan(0);
  expect(distance).toBeLessThan(1e-4);
});

test('a measurement that cannot be done says why', async () => {
  await expect(measureExecutors('wasm', recipeSchema.parse({ ...small, freeze: 'none' }))).rejects.toThrow(
    'expected a recipe with a frozen part',
  );
});
