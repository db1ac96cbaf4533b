import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ExecutorPlace } from '#contracts/provenance';
import { type Recipe, recipeSchema } from '#contracts/recipe';
import { type Engine, startEngine } from '../../../learning/engine/engine.ts';
import { chooseExecutor } from '../../../learning/executors/chooseExecutor.ts';
import { type ExecutorMeasurement, measureExecutors } from '../../../learning/executors/measureExecutors.ts';
import type { PlaceMeasurement } from '../../../learning/executors/measurePlace.ts';

const small = recipeSchema.parse({ backbone: 'MobileNetV2', inputSize: 32 });
const fastOnnx: ExecutorMeasurement = { onnx: 2, tfjs: 10, distance: 1e-6 };

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

/** Chooses among GPUs, too, whose measurements are given, and counts these. */
function choosingAmong(gpus: Partial<Record<ExecutorPlace, PlaceMeasurement>>, inputSize = 32) {
  const asked: Record<string, number> = {};
  const works = (Object.keys(gpus) as ExecutorPlace[]).map((place) => ({
    place,
    version: `ONNX Runtime on ${place}`,
  }));
  return {
    asked: () => asked,
    choose: (measurement: ExecutorMeasurement) =>
      chooseExecutor(engine, recipeSchema.parse({ ...small, inputSize }), cache, {
        places: async () => ({ works, whyNot: [] }),
        measure: async () => measurement,
        async measureOn(_engine, _recipe, { place }) {
          asked[place] = (asked[place] ?? 0) + 1;
          return gpus[place]!;
        },
      }),
  };
}

describe('the executor of a frozen prefix', () => {
  test('is the one that was measured to be faster, and says by how much', async () => {
    expect(await choosing().choose(fastOnnx)).toEqual({
      name: 'onnx',
      place: 'processor',
      version: expect.stringMatching(/^ONNX Runtime \d+\.\d+\.\d+ on the CPU, threads: \d+, Winograd convolutions$/),
      reason: '2.0 ms an image on ONNX Runtime, 10.0 ms on TensorFlow.js',
    });
    const other = choosing(recipeSchema.parse({ backbone: 'MobileNetV2', inputSize: 33 }));
    expect(await other.choose({ onnx: 10, tfjs: 2, distance: 0 })).toMatchObject({
      name: 'tfjs',
      version: engine.provenance.engineVersion,
    });
  });

  test('is not ONNX Runtime where its output differs, however fast it is', async () => {
    const choice = await choosing().choose({ ...fastOnnx, distance: 2e-2 });
    expect(choice).toMatchObject({ name: 'tfjs', reason: expect.stringContaining('its answers are off by 2.0e-2') });
  });

  test('is ONNX Runtime on a GPU where that was measured to be the fastest', async () => {
    const { choose } = choosingAmong({ webgpu: { there: 1, processor: 2, distance: 1e-6 } });
    expect(await choose(fastOnnx)).toEqual({
      name: 'onnx',
      place: 'webgpu',
      version: 'ONNX Runtime on webgpu',
      reason: '2.0 ms an image on ONNX Runtime, 1.0 ms on WebGPU, 10.0 ms on TensorFlow.js',
    });
    // A difference this small may be noise.
    const other = choosingAmong({ webgpu: { there: 1.9, processor: 2, distance: 1e-6 } }, 33);
    expect(await other.choose(fastOnnx)).toMatchObject({ name: 'onnx', place: 'processor' });
    const third = choosingAmong({ webgpu: { there: 1, processor: 2, distance: 1e-6 } }, 34);
    expect(await third.choose({ ...fastOnnx, tfjs: 0.5 })).toMatchObject({ name: 'tfjs' });
  });

  test('on a GPU may be off by as much as TF32 is on CUDA, by no more than float32 on WebGPU', async () => {
    const far = { there: 1, processor: 2, distance: 1e-3 };
    expect(await choosingAmong({ cuda: far, webgpu: far }).choose(fastOnnx)).toMatchObject({
      place: 'cuda',
      reason: expect.stringMatching(/; not on WebGPU: its answers are off by 1\.0e-3$/),
    });
    const tooFar = choosingAmong({ cuda: { ...far, distance: 2e-2 } }, 33);
    expect(await tooFar.choose(fastOnnx)).toMatchObject({ place: 'processor' });
    const alone = choosing(recipeSchema.parse({ ...small, inputSize: 34 }));
    expect(await alone.choose({ ...fastOnnx, distance: 1e-3 })).toMatchObject({ name: 'tfjs' });
  });

  test('is not a GPU that refuses the network, and says why, also the next time', async () => {
    const { choose, asked } = choosingAmong({ webgpu: { why: 'expected tensors of at most 134 MB' } });
    for (const _ of [1, 2])
      expect(await choose(fastOnnx)).toMatchObject({
        place: 'processor',
        reason: expect.stringMatching(/; not on WebGPU: expected tensors of at most 134 MB$/),
      });
    expect(asked()).toEqual({ webgpu: 1 });
  });

  test('says why an installed CUDA provider does not work', async () => {
    const places = async () => ({ works: [], whyNot: ['not on CUDA: libcudnn.so.9 is not there'] });
    const choice = await chooseExecutor(engine, small, cache, { places, measure: async () => fastOnnx });
    expect(choice).toMatchObject({
      name: 'onnx',
      place: 'processor',
      reason: '2.0 ms an image on ONNX Runtime, 10.0 ms on TensorFlow.js; not on CUDA: libcudnn.so.9 is not there',
    });
  });

  test('is ONNX Runtime where TensorFlow.js takes too long, and that is stored', async () => {
    const { choose, asked } = choosing();
    const choice = await choose({ onnx: 9000 });
    expect(choice).toMatchObject({
      name: 'onnx',
      reason: '9000.0 ms an image on ONNX Runtime, no answer of TensorFlow.js in time',
    });
    expect(await choose(new Error('asked again'))).toEqual(choice);
    expect(asked()).toBe(1);
  });

  test('is TensorFlow.js where ONNX Runtime does not load, with the reason', async () => {
    const start = async () => {
      throw new Error('libonnxruntime.so.1: cannot open shared object file');
    };
    expect(await chooseExecutor(engine, small, cache, { start })).toEqual({
      name: 'tfjs',
      version: engine.provenance.engineVersion,
      reason: 'ONNX Runtime is ruled out: libonnxruntime.so.1: cannot open shared object file',
    });
  });

  test('is measured once where two ask at the same time', async () => {
    const { choose, asked } = choosing();
    const [one, other] = await Promise.all([choose(fastOnnx), choose({ ...fastOnnx, onnx: 20 })]);
    expect(one).toEqual(other);
    expect(await choose(new Error('asked again'))).toEqual(one);
    expect(asked()).toBe(1);
  });

  test('is the faster one also where the measurement cannot be stored', async () => {
    await writeFile(join(cache, 'executors'), 'no directory');
    const { choose, asked } = choosing();
    expect(await choose(fastOnnx)).toMatchObject({ name: 'onnx', reason: expect.stringMatching(/^2\.0 ms/) });
    expect(await choose({ ...fastOnnx, onnx: 20 })).toMatchObject({
      name: 'tfjs',
      reason: expect.stringMatching(/^20\.0 ms/),
    });
    expect(asked()).toBe(2);
  });

  test('is measured again where the stored measurement is broken, or the measurement failed', async () => {
    const { choose } = choosing();
    expect(await choose(new Error('it was ended by SIGILL'))).toMatchObject({
      name: 'tfjs',
      reason: expect.stringContaining('SIGILL'),
    });
    expect(await choose(fastOnnx)).toMatchObject({ name: 'onnx' });
    const [file] = await readdir(join(cache, 'executors'));
    await writeFile(join(cache, 'executors', file!), '{"measurement": {"onnx": -');
    expect(await choose({ ...fastOnnx, onnx: 20 })).toMatchObject({ name: 'tfjs' });
    expect(await choose(new Error('asked again'))).toMatchObject({ name: 'tfjs' });
    expect(await readdir(join(cache, 'executors'))).toEqual([file]);
  });

  test('is measured for each cut separately', async () => {
    await choosing().choose(fastOnnx);
    const cut = choosing(recipeSchema.parse({ backbone: 'MobileNetV2', inputSize: 32, freeze: { before: 'Conv_1' } }));
    expect(await cut.choose({ ...fastOnnx, onnx: 20 })).toMatchObject({ name: 'tfjs' });
  });
});

test('a recipe that freezes nothing in any stage has no executor', async () => {
  const { choose } = choosing(recipeSchema.parse({ ...small, freeze: 'none' }));
  expect(await choose(new Error('asked'))).toBeNull();
});

test('a real measurement finds that both give the same output', async () => {
  const measured = await measureExecutors('wasm', small);
  if (!('tfjs' in measured)) throw new Error('expected a time of both');
  expect(measured.onnx).toBeGreaterThan(0);
  expect(measured.tfjs).toBeGreaterThan(0);
  expect(measured.distance).toBeGreaterThan(0);
  expect(measured.distance).toBeLessThan(1e-4);
});

test('where one image takes seconds, one image is the measurement, and ONNX Runtime’s is reported first', async () => {
  const slowClock = 'let now = 0; performance.now = () => (now += 3000);';
  const env = { ...process.env, NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(slowClock)}` };
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['learning/executors/measureProcess.ts', 'wasm', JSON.stringify(small)],
    {
      env,
    },
  );
  const [first, second] = stdout
    .trim()
    .split('\n')
    .slice(-2)
    .map((line) => JSON.parse(line));
  expect(first).toEqual({ onnx: 3000 });
  expect(second).toEqual({ onnx: 3000, tfjs: expect.any(Number), distance: expect.any(Number) });
  expect(second.tfjs).toBeGreaterThanOrEqual(3000);
  expect(second.distance).toBeLessThan(1e-4);
});

test('a measurement that runs out of time counts if ONNX Runtime has finished', async () => {
  const timedOut = { works: false, why: 'no answer within 120 s' } as const;
  const attempt = (answer?: unknown) => async () => ({ ...timedOut, answer });
  expect(await measureExecutors('wasm', small, { attempt: attempt({ onnx: 9000 }) })).toEqual({ onnx: 9000 });
  await expect(measureExecutors('wasm', small, { attempt: attempt() })).rejects.toThrow('no answer within 120 s');
});

test('a measurement that fails says why', async () => {
  await expect(measureExecutors('wasm', recipeSchema.parse({ ...small, freeze: 'none' }))).rejects.toThrow(
    'expected a recipe with a frozen prefix',
  );
});
