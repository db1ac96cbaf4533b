import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { type BackboneName, backboneNames } from '#contracts/backbones';
import { recipeSchema } from '#contracts/recipe';
import { buildBackbone } from '../../../learning/backbones/registry.ts';
import { startEngine } from '../../../learning/engine/engine.ts';
import { startPlainJavaScript } from '../../../learning/engine/plainJavaScript.ts';
import { tolerances } from '../../../learning/executors/chooseExecutor.ts';
import { gpuBatch } from '../../../learning/executors/gpuBatch.ts';
import { gpuPlaces } from '../../../learning/executors/gpuPlaces.ts';
import { measurePlace } from '../../../learning/executors/measurePlace.ts';
import { openOnnxExecutor } from '../../../learning/executors/onnxExecutor.ts';
import { probePlace } from '../../../learning/onnx/probePlace.ts';
import { softwareGpu } from '../../setup/softwareGpu.ts';
import { fill, images } from '../backbones/formula.ts';

vi.setConfig({ testTimeout: 900_000 });

/** All in `npm run test:long`: compiling their kernels for a software driver takes up to some minutes each. */
const networks: readonly BackboneName[] =
  process.env.NETWORKS === 'all' ? backboneNames : ['CNN', 'VGG16', 'MobileNetV2'];

interface Golden {
  gain?: number;
  cases: { size: number; top?: object; shape: number[]; norm: number; sample: number[] }[];
}

describe.runIf(softwareGpu)('ONNX Runtime on WebGPU', () => {
  beforeAll(async () => {
    Object.assign(process.env, softwareGpu);
    await startEngine('wasm');
  });

  test.each(networks)('%s has the outputs of the Keras network, and the same again', async (name) => {
    const golden: Golden = JSON.parse(
      readFileSync(new URL(`../../keras/golden/${name}.json`, import.meta.url), 'utf8'),
    );
    const { size, shape, norm, sample } = golden.cases[0]!;
    const network = buildBackbone(name, { inputSize: size, seed: null });
    fill(network, golden.gain ?? 1);
    const input = images(size);
    const pixels = input.dataSync<'float32'>();
    const runs: Float32Array[] = [];
    for (const _ of ['once', 'again']) {
      const executor = await openOnnxExecutor(network, 'webgpu');
      runs.push(await executor.run(pixels, input.shape[0]));
      await executor.dispose();
    }
    const values = runs[0]!;
    expect(values).toHaveLength(shape.reduce((product, side) => product * side, 1));
    expect(relativeDistance([l2(values)], [norm])).toBeLessThan(tolerances.webgpu);
    const picked = sample.map((_, index) => values[(index * 7919) % values.length]!);
    const distance = relativeDistance(picked, sample);
    if (process.env.NETWORKS === 'all') console.log(`| ${name} | ${size} | ${distance.toExponential(1)} |`);
    expect(distance).toBeLessThan(tolerances.webgpu);
    expect(runs[1]).toEqual(values);
    input.dispose();
    network.dispose();
  });

  test('is measured in a process that trains on WebGPU, too, and answers what the processor does', async () => {
    const recipe = recipeSchema.parse({ backbone: 'VGG16', inputSize: 32, freeze: { before: 'block2_conv1' } });
    const measured = await measurePlace('webgpu', recipe, { place: 'webgpu', software: true });
    expect(measured).toEqual({
      there: expect.any(Number),
      processor: expect.any(Number),
      distance: expect.any(Number),
    });
    if ('distance' in measured) expect(measured.distance).toBeLessThan(tolerances.webgpu);
  });

  test('names the adapter and its driver', async () => {
    expect((await gpuPlaces()).works).toMatchObject([
      {
        place: 'webgpu',
        version: expect.stringMatching(/^ONNX Runtime \S+ on WebGPU: a software adapter, .*swiftshader.*, SwiftShader/),
      },
    ]);
  });

  test('is not on a GPU that the processor plays and nobody has asked for', async () => {
    vi.stubEnv('WEBGPU_SOFTWARE_ADAPTER', '');
    // A machine with a GPU's device file, whose driver is a software one.
    const probing = probePlace('webgpu', { mayHaveGpu: () => true });
    await expect(probing).rejects.toThrow(/the only adapter is .*swiftshader.*, which computes on the processor/);
    await expect(probePlace('webgpu', { mayHaveGpu: () => false })).rejects.toThrow('this machine has no GPU');
    vi.unstubAllEnvs();
  });
});

test('a network with a tensor that the GPU does not bind at once is refused, and the layer named', async () => {
  // Zeros cost no memory here.
  await startPlainJavaScript();
  const runtime = { place: 'webgpu', largestTensor: 2 ** 27 } as const;
  const top = { classes: 1000, activation: 'softmax' as const };
  const whole = buildBackbone('VGG19', { inputSize: 224, seed: null, top });
  expect(() => gpuBatch(whole, runtime)).toThrow(
    'expected tensors of at most 134 MB, which the GPU binds at once, but fc1 has one of 411 MB',
  );
  const features = buildBackbone('VGG19', { inputSize: 224, seed: null });
  // Of block1_conv1 an image takes 12.8 MB.
  expect(gpuBatch(features, runtime)).toBe(10);
  expect(gpuBatch(features, { ...runtime, largestTensor: 2 ** 30 })).toBe(16);
});

function l2(values: ArrayLike<number>): number {
  return Math.sqrt(Array.from(values).reduce((sum, value) => sum + value ** 2, 0));
}

/** ‖received − expected‖ / ‖expected‖ */
function relativeDistance(received: number[], expected: number[]): number {
  return l2(received.map((value, index) => value - expected[index]!)) / l2(expected);
}
