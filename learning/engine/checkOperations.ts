import * as tf from '@tensorflow/tfjs';
import { type Operation, operations } from './operations.ts';
import { startPlainJavaScript } from './plainJavaScript.ts';

/**
 * The largest accepted distance between an operation's numbers on the engine and in plain JavaScript, relative, in the
 * L2 norm; gradients likewise. Both compute in float32. Sums in another order are off by some 1e-6 here, and WebGPU
 * allows exponentials and divisions a few units in the last place. A kernel that is wrong is off by far more.
 */
export const operationTolerance = 1e-4;

/** The numbers of an operation's output, then of each gradient, on the backend that is set. */
export async function numbersOf({
  inputs,
  compute,
  range = [-1, 1],
  whole,
  forwardOnly,
}: Operation): Promise<Float32Array[]> {
  const givenOf = (shape: number[], index: number) =>
    tf.tidy(() => {
      const random = tf.randomUniform(shape, ...range, 'float32', index + 1);
      return whole ? tf.round(random) : random;
    });
  const given = inputs.map(givenOf);
  const output = tf.tidy(() => compute(...given));
  const results = [output];
  if (!forwardOnly) {
    const direction = tf.randomUniform(output.shape, -1, 1, 'float32', 99);
    results.push(...tf.grads((...inputs) => compute(...inputs))(given, direction));
    direction.dispose();
  }
  const numbers: Float32Array[] = [];
  for (const result of results) numbers.push(Float32Array.from(await result.data()));
  tf.dispose([given, results]);
  return numbers;
}

/** ‖a − b‖ / ‖b‖; infinite if one has other numbers, or none. */
export function distanceOf(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  let [difference, size] = [0, 0];
  for (let index = 0; index < b.length; index++) {
    difference += (a[index]! - b[index]!) ** 2;
    size += b[index]! ** 2;
  }
  const distance = Math.sqrt(difference / size);
  return Number.isNaN(distance) ? Number.POSITIVE_INFINITY : distance;
}

/**
 * Compares each operation that training needs, and its gradients, with plain JavaScript. Throws an Error that names the
 * first one that is missing or wrong. The engine is the one that is set.
 */
export async function checkOperations(): Promise<void> {
  const engine = tf.getBackend();
  for (const [name, operation] of Object.entries(operations)) {
    await startPlainJavaScript();
    const expected = await numbersOf(operation);
    await tf.setBackend(engine);
    const found = await numbersOf(operation);
    for (const [index, numbers] of expected.entries()) {
      const distance = distanceOf(found[index]!, numbers);
      if (distance <= operationTolerance) continue;
      const what = index === 0 ? name : `gradient ${index} of ${name}`;
      throw new Error(`expected the ${what} as in plain JavaScript, but it is off by ${distance.toExponential(1)}`);
    }
  }
}
