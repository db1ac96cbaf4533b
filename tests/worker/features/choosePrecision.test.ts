import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { runEnvironmentSchema } from '#contracts/environment';
import { recipeSchema } from '#contracts/recipe';
import type { Examples } from '../../../worker/data/examples.ts';
import { type Engine, startEngine } from '../../../worker/engine/engine.ts';
import { choosePrecision } from '../../../worker/features/choosePrecision.ts';
import { openExecutors } from '../../../worker/features/executors.ts';
import { buildModel } from '../../../worker/training/buildModel.ts';
import { fill, fractions } from '../backbones/formula.ts';

const recipe = recipeSchema.parse({ backbone: 'VGG16', inputSize: 48, precision: 'int8' });
const size = 48 ** 2 * 3;
const images: Examples = {
  shape: [48, 48, 3],
  labels: Int32Array.from({ length: 10 }, (_, index) => index % 2),
  read: async (indices) => Float32Array.from(Array.from(indices).flatMap((index) => Array.from(fractions(index, size)))),
};
const float32 = { name: 'onnx', version: 'ONNX Runtime 0', reason: '1.0 ms an image on ONNX Runtime, 9.0 ms on TensorFlow.js' } as const;

vi.setConfig({ testTimeout: 120_000 });

let engine: Engine;
let cache: string;
beforeAll(async () => {
  engine = await startEngine('wasm');
});
beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'downstream-precision-'));
});
afterEach(() => rm(cache, { recursive: true, force: true }));

/** Chooses for a frozen VGG16 of the formula's parameters, with times that are given. */
async function choose(times: { int8: number; float32: number } | undefined, { wanted = recipe, on = images } = {}) {
  const { prefix } = buildModel(wanted, 2);
  fill(prefix!, 1);
  return { prefix: prefix!, ...(await choosePrecision(engine, wanted, prefix!, on, cache, { choose: async () => float32, measure })) };
  async function measure() {
    if (!times) throw new Error('expected what was kept not to be measured again');
    return times;
  }
}

describe('a recipe in int8', () => {
  test('has its frozen part in eight bits where that is quicker, and says how quick, how close and which graph', async () => {
    const { executor, quantized, prefix } = await choose({ int8: 2, float32: 6 });
    expect(runEnvironmentSchema.shape.executor.parse(executor)).toEqual({
      name: 'onnx-int8',
      version: expect.stringMatching(/^ONNX Runtime [\d.]+ on the CPU, threads: \d+, int8 graph [0-9a-f]{16}$/),
      reason: expect.stringMatching(
        /^2\.0 ms an image in int8, 6\.0 ms in float32; \d+ of 13 convolutions quantized, features [\d.]+ % from float32$/,
      ),
    });
    const executors = openExecutors(executor.name, quantized);
    const int8 = await executors.open(prefix);
    expect(int8.identity).toContain(quantized!.network.hash);
    const inInt8 = await int8.run(await images.read([0]), 1);
    // A later stage's part is another one.
    const later = buildModel(recipe, 2).prefix!;
    fill(later, 1);
    const other = await executors.open(later);
    expect(other.identity).not.toContain('int8');
    const inFloat32 = await other.run(await images.read([0]), 1);
    expect(inInt8).not.toEqual(inFloat32);
    for (const [index, value] of inInt8.entries()) expect(Math.abs(value - inFloat32[index]!)).toBeLessThan(0.1 * Math.max(...inFloat32));
  });

  test('stays in float32 where int8 is not quicker, and says the times', async () => {
    const { executor, quantized } = await choose({ int8: 6, float32: 6 });
    expect(executor).toEqual({
      ...float32,
      reason: `${float32.reason}; not int8: 6.0 ms an image in int8, 6.0 ms in float32`,
    });
    expect(quantized).toBeUndefined();
  });

  test('keeps the times, so that a repeated run has the same precision', async () => {
    const first = await choose({ int8: 2, float32: 6 });
    expect((await choose(undefined)).executor).toEqual(first.executor);
  });

  test('stays in float32 where the features are too far off, however quick it is', async () => {
    // The fifth image of both classes' first ones is only there to check.
    const glaring: Examples = {
      ...images,
      read: async (indices) => (await images.read(indices)).map((value) => (indices[0] === 4 ? 50 * value : value)),
    };
    const { executor, quantized } = await choose({ int8: 1, float32: 6 }, { on: glaring });
    expect(executor.name).toBe('onnx');
    expect(executor.reason).toMatch(
      /; not int8: \d+ of 13 convolutions quantized, features [\d.]+ % from float32, where 2\.00 % is the most$/,
    );
    expect(quantized).toBeUndefined();
  });

  test('stays in float32 where there is nothing to calibrate on', async () => {
    const { executor } = await choose({ int8: 1, float32: 6 }, { on: { ...images, labels: images.labels.subarray(0, 1) } });
    expect(executor.reason).toContain('not int8: expected at least two training images to calibrate on, received 1');
  });
});

test('a recipe in float32 is not quantized', async () => {
  const { executor, quantized } = await choose(undefined, { wanted: { ...recipe, precision: 'float32' } });
  expect(executor).toEqual(float32);
  expect(quantized).toBeUndefined();
});
