import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { startPlainJavaScript } from '../../../learning/engine/plainJavaScript.ts';

/** Starts TensorFlow.js's WASM backend without our repairs. */
export async function startBareWasm(): Promise<void> {
  setWasmPaths(`${dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm'))}/`);
  if (!(await tf.setBackend('wasm'))) throw new Error('the WASM backend did not start');
}

/**
 * What `compute` gives on the plain-JavaScript backend, which the repairs leave alone. WASM is set again afterwards.
 */
export async function onPlainJavaScript(compute: () => tf.Tensor[]): Promise<Float32Array[]> {
  await startPlainJavaScript();
  try {
    return values(compute);
  } finally {
    await tf.setBackend('wasm');
  }
}

/** The numbers of the tensors that `compute` makes; every tensor is disposed. */
export function values(compute: () => tf.Tensor[]): Float32Array[] {
  const numbers: Float32Array[] = [];
  // Not returned: tidy would look for tensors in each of the numbers.
  tf.tidy(() => {
    for (const tensor of compute()) numbers.push(tensor.dataSync<'float32'>());
  });
  return numbers;
}

/** ‖a − b‖ / ‖b‖ over all the numbers of two lists. */
export function relativeDifference(a: Float32Array[], b: Float32Array[]): number {
  if (a.map((part) => part.length).join() !== b.map((part) => part.length).join()) return Number.POSITIVE_INFINITY;
  let difference = 0;
  let size = 0;
  for (const [part, numbers] of b.entries())
    for (const [index, number] of numbers.entries()) {
      difference += (a[part]![index]! - number) ** 2;
      size += number ** 2;
    }
  return Math.sqrt(difference / size);
}

/**
 * The kernels that `compute` runs, in the order in which they end: those that a kernel calls come before it. Every
 * tensor is disposed.
 */
export async function kernels(compute: () => tf.Tensor[]): Promise<{ name: string; inputShapes: number[][] }[]> {
  const profile = await tf.profile(() => {
    values(compute);
    return [];
  });
  return profile.kernels;
}

/** Numbers in [−1, 1), the same on every backend. */
export function numbers<Shape extends number[]>(shape: [...Shape], seed: number): tf.Tensor {
  return tf.randomUniform(shape, -1, 1, 'float32', seed);
}
