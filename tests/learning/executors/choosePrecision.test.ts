import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { provenanceSchema } from '#contracts/provenance';
import { recipeSchema } from '#contracts/recipe';
import type { Examples, Images } from '../../../learning/data/examples.ts';
import { type Engine, startEngine } from '../../../learning/engine/engine.ts';
import { choosePrecision } from '../../../learning/executors/choosePrecision.ts';
import { openExecutors } from '../../../learning/executors/executors.ts';
import { buildModel } from '../../../learning/network/buildModel.ts';
import type { QuantizedNetwork } from '../../../learning/onnx/quantization/quantizeNetwork.ts';
import { asImages } from '../../setup/features.ts';
import { fill, fractions } from '../backbones/formula.ts';

const recipe = recipeSchema.parse({ backbone: 'VGG16', inputSize: 48, precision: 'int8' });
const size = 48 ** 2 * 3;
const examples: Examples = {
  shape: [48, 48, 3],
  labels: Int32Array.from({ length: 10 }, (_, index) => index % 2),
  read: async (indices) =>
    Float32Array.from(Array.from(indices).flatMap((index) => Array.from(fractions(index, size)))),
};
const images = asImages(examples, 'fractions');
const float32 = {
  name: 'onnx',
  version: 'ONNX Runtime 0',
  reason: '1.0 ms an image on ONNX Runtime, 9.0 ms on TensorFlow.js',
} as const;

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
  return { prefix: prefix!, ...(await choosePrecision(engine, wanted, prefix!, on, float32, cache, { measure })) };
  async function measure() {
    if (!times) throw new Error('expected what was kept not to be measured again');
    return times;
  }
}

/** Chooses with a graph that is given, for images of this origin. */
async function chooseWith(quantize: () => Promise<QuantizedNetwork>, origin = 'fractions') {
  const { prefix } = buildModel(recipe, 2);
  fill(prefix!, 1);
  const measure = async () => ({ int8: 2, float32: 6 });
  return choosePrecision(engine, recipe, prefix!, asImages(examples, origin), float32, cache, { quantize, measure });
}

function graphOf(text: string): QuantizedNetwork {
  const model = new TextEncoder().encode(text);
  const hash = createHash('sha256').update(model).digest('hex');
  return { model, runtime: 'ONNX Runtime 0', hash, distance: 0.01, quantized: 1, convolutions: 1 };
}

/** Millions of bytes are not for a difference to be printed. */
function isSame({ model: one, ...facts }: QuantizedNetwork, { model: other, ...others }: QuantizedNetwork): boolean {
  return Buffer.compare(one, other) === 0 && isDeepStrictEqual(facts, others);
}

describe('a recipe in int8', () => {
  test('has its frozen prefix in int8 where that is faster, and says how fast, how close and which graph', async () => {
    const { executor, quantized, prefix } = await choose({ int8: 2, float32: 6 });
    expect(provenanceSchema.shape.executor.parse(executor)).toEqual({
      name: 'onnx-int8',
      place: 'processor',
      version: expect.stringMatching(
        /^ONNX Runtime [\d.]+ on the CPU, threads: \d+, Winograd convolutions, int8 graph [0-9a-f]{16}$/,
      ),
      reason: expect.stringMatching(
        new RegExp(
          '^2\\.0 ms an image in int8, 6\\.0 ms in float32; ' +
            '\\d+ of 13 convolutions quantized, features [\\d.]+ % from float32$',
        ),
      ),
    });
    const executors = openExecutors(executor, quantized);
    const int8 = await executors.open(prefix);
    const inInt8 = await int8.run(await images.read([0]), 1);
    // A later stage's part is another one.
    const later = buildModel(recipe, 2).prefix!;
    fill(later, 1);
    const other = await executors.open(later);
    const inFloat32 = await other.run(await images.read([0]), 1);
    expect(inInt8).not.toEqual(inFloat32);
    for (const [index, value] of inInt8.entries())
      expect(Math.abs(value - inFloat32[index]!)).toBeLessThan(0.1 * Math.max(...inFloat32));
  });

  test('stays in float32 where int8 is not faster, and says the times', async () => {
    const { executor, quantized } = await choose({ int8: 6, float32: 6 });
    expect(executor).toEqual({
      ...float32,
      reason: `${float32.reason}; not int8: 6.0 ms an image in int8, 6.0 ms in float32`,
    });
    expect(quantized).toBeUndefined();
  });

  test('is calibrated and timed once: a repeated run has the same graph, and reads no image for it', async () => {
    const first = await choose({ int8: 2, float32: 6 });
    const idle: Images = { ...images, read: () => Promise.reject(new Error('no image may be read')) };
    const second = await choose(undefined, { on: idle });
    expect(second.executor).toEqual(first.executor);
    expect(isSame(second.quantized!.network, first.quantized!.network)).toBe(true);
    const other = await choose(
      { int8: 2, float32: 6 },
      {
        on: asImages(
          { ...examples, read: async (indices) => (await examples.read(indices)).map((value) => 2 * value) },
          'brighter',
        ),
      },
    );
    expect(other.executor.version).not.toBe(first.executor.version);
  });

  test('is calibrated again where the stored graph is damaged', async () => {
    const first = await choose({ int8: 2, float32: 6 });
    const [name] = (await readdir(join(cache, 'int8'))).filter((one) => one.endsWith('.onnx'));
    const path = join(cache, 'int8', name!);
    const bytes = await readFile(path);
    bytes[bytes.length >> 1]! ^= 1;
    await writeFile(path, bytes);
    expect(isSame((await choose(undefined)).quantized!.network, first.quantized!.network)).toBe(true);
  });

  test('is calibrated once where two runs ask at the same time', async () => {
    let asked = 0;
    const quantize = async () => {
      asked++;
      return graphOf('one');
    };
    const chosen = await Promise.all([chooseWith(quantize), chooseWith(quantize)]);
    expect(chosen.map(({ executor }) => executor.name)).toEqual(['onnx-int8', 'onnx-int8']);
    expect(asked).toBe(1);
  });

  test('keeps twenty graphs, and removes the least recently used', async () => {
    const directory = join(cache, 'int8');
    await chooseWith(async () => graphOf('used'));
    const [used] = await readdir(directory);
    for (let age = 1; age <= 24; age++)
      for (const ending of ['onnx', 'json']) {
        await writeFile(join(directory, `old-${age}.${ending}`), '');
        await utimes(
          join(directory, `old-${age}.${ending}`),
          Date.now() / 1000 - 100 * age,
          Date.now() / 1000 - 100 * age,
        );
      }
    await utimes(join(directory, used!), 1, 1);
    await chooseWith(() => Promise.reject(new Error('expected the graph that was kept')));
    await chooseWith(async () => graphOf('new'), 'others');
    const left = await readdir(directory);
    expect(left).toHaveLength(2 * 20);
    expect(left).toContain(used);
    expect(left).toContain('old-18.json');
    expect(left).not.toContain('old-19.onnx');
  });

  test('is in eight bits also where nothing can be stored', async () => {
    for (const name of ['int8', 'executors']) await writeFile(join(cache, name), 'no directory');
    expect((await choose({ int8: 2, float32: 6 })).executor.name).toBe('onnx-int8');
  });

  test('stays in float32 where the features are too far off, however fast int8 is', async () => {
    // The fifth image of both classes' first ones is only there to check.
    const glaring: Images = {
      ...images,
      origin: { name: 'glaring' },
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
    const { executor } = await choose(
      { int8: 1, float32: 6 },
      { on: { ...images, labels: images.labels.subarray(0, 1) } },
    );
    expect(executor.reason).toContain('not int8: expected at least two training images to calibrate on, received 1');
  });
});

test('a recipe in float32 is not quantized', async () => {
  const { executor, quantized } = await choose(undefined, { wanted: { ...recipe, precision: 'float32' } });
  expect(executor).toEqual(float32);
  expect(quantized).toBeUndefined();
});
