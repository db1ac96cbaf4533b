import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { distanceOf, numbersOf, operationTolerance } from '../../../../learning/engine/checkOperations.ts';
import { startEngine } from '../../../../learning/engine/engine.ts';
import { operations } from '../../../../learning/engine/operations.ts';
import { softwareGpu } from '../../../setup/softwareGpu.ts';

vi.setConfig({ testTimeout: 300_000 });

describe.runIf(softwareGpu)('on WebGPU', () => {
  beforeAll(() => void Object.assign(process.env, softwareGpu));

  test.each(Object.entries(operations))('%s, and its gradients, are as on WASM, and the same again', async (_, op) => {
    await startEngine('wasm');
    const expected = await numbersOf(op);
    await startEngine('webgpu');
    const found = await numbersOf(op);
    const distances = found.map((numbers, index) => distanceOf(numbers, expected[index]!));
    expect(Math.max(...distances)).toBeLessThan(operationTolerance);
    expect(await numbersOf(op)).toEqual(found);
    expect(tf.memory().numTensors).toBe(0);
  });

  test('a tensor is computed whole that more workgroups share than fit into a row', async () => {
    const { provenance } = await startEngine('webgpu');
    const size = provenance.adapter!.limits.maxComputeWorkgroupsPerDimension * 256 + 5000;
    const sums = tf.tidy(() => {
      const parts = tf.split(tf.add(tf.ones([size]), 1), [size - 10, 10]);
      return parts.map((part) => tf.sum(part));
    });
    // A sum of so many is not exact; the last ten are.
    expect((await sums[0]!.data())[0]! / (2 * (size - 10))).toBeCloseTo(1, 4);
    expect((await sums[1]!.data())[0]).toBe(20);
    tf.dispose(sums);
  });

  test('numbers can be read at once', async () => {
    await startEngine('webgpu');
    const values = tf.tidy(() => tf.square(tf.tensor1d([1, 2, 3])).dataSync());
    expect(Array.from(values)).toEqual([1, 4, 9]);
  });

  test('the provenance says on which adapter, with which driver and limits', async () => {
    const { provenance } = await startEngine('webgpu');
    expect(provenance).toMatchObject({
      engine: 'webgpu',
      engineVersion: expect.stringMatching(/WebGPU \(Dawn \S+\) on a software adapter: .*swiftshader.*, SwiftShader/),
      adapter: { name: expect.stringContaining('swiftshader'), software: true },
    });
    expect(provenance.adapter!.limits.maxStorageBufferBindingSize).toBeGreaterThanOrEqual(2 ** 27);
  });
});
