import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { loadNative } from '../../../learning/engine/native.ts';
import { startPlainJavaScript } from '../../../learning/engine/plainJavaScript.ts';
import { numbers, relativeDifference } from './bareWasm.ts';
import { operations, without } from './nativeOperations.ts';

const shapes = [[3, 3, 2, 4], [4], [7, 5], []];
const settings = { beta1: 0.9, beta2: 0.999 };

const start = () => shapes.map((shape, index) => tf.tidy(() => tf.variable(numbers(shape, 1 + index))));
const gradients = (step: number) => shapes.map((shape, index) => numbers(shape, 100 * step + index));

/** The variables and slots after three steps of Adam, the last with another learning rate. */
async function learn(): Promise<Float32Array[]> {
  const { adam } = await import('../../../learning/training/optimizers/adam.ts');
  const variables = start();
  const optimizer = adam(settings, variables);
  for (const [index, rate] of [0.01, 0.01, 0.002].entries())
    tf.tidy(() => optimizer.step(gradients(index + 1), rate, index + 1));
  optimizer.syncSlots?.();
  optimizer.dispose?.();
  const learned = [...variables, ...optimizer.slots];
  const results = learned.map((tensor) => tensor.dataSync<'float32'>());
  tf.dispose(learned);
  return results;
}

describe.runIf(process.env.ENGINE === 'native')('Adam on the native engine', () => {
  let expected: Float32Array[];
  beforeAll(async () => {
    await startPlainJavaScript();
    expected = await learn();
    await loadNative();
  });

  it('has the numbers of plain JavaScript', async () => {
    expect(relativeDifference(await learn(), expected)).toBeLessThan(1e-6);
  });

  it('gives the same numbers each time, bit for bit, and leaves nothing in memory', async () => {
    const first = await learn();
    const tensors = tf.memory().numTensors;
    expect(await learn()).toEqual(first);
    expect(tf.memory().numTensors).toBe(tensors);
  });

  it("is one of TensorFlow's operations a variable", async () => {
    const { adam } = await import('../../../learning/training/optimizers/adam.ts');
    const { step } = adam(settings, start());
    const given = gradients(1);
    const ran = operations(() => {
      step(given, 0.01, 1);
      return [];
    });
    expect(ran.filter((name) => name === 'ResourceApplyAdam')).toHaveLength(shapes.length);
    expect([...new Set(ran)].sort()).toEqual([
      'AssignVariableOp',
      'ReadVariableOp',
      'ResourceApplyAdam',
      'VarHandleOp',
    ]);
  });

  it('is composed of others where the library lacks it', async () => {
    for (const missing of [/^VarHandleOp$/, /^ResourceApplyAdam$/, /^AssignVariableOp$/]) {
      vi.resetModules();
      const { nativeAdam } = await import('../../../learning/engine/nativeAdam.ts');
      const tensors = tf.memory().numTensors;
      expect(without(missing, () => nativeAdam({ variables: [], means: [], squares: [] }))).toBeNull();
      expect(tf.memory().numTensors).toBe(tensors);
      expect(relativeDifference(await learn(), expected)).toBeLessThan(1e-6);
    }
  });
});
