import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { CustomScaleLayer } from '../../../learning/backbones/customScaleLayer.ts';
import { startPlainJavaScript } from '../../../learning/engine/plainJavaScript.ts';

await startPlainJavaScript();

test('A scaled residual keeps its scale when its model is saved and loaded', async () => {
  const inputs = [tf.input({ shape: [2] }), tf.input({ shape: [2] })];
  const output = new CustomScaleLayer({ name: 'scaled', scale: 0.25 }).apply(inputs) as tf.SymbolicTensor;
  const model = tf.model({ inputs, outputs: output });
  const copy = await tf.models.modelFromJSON(
    model.toJSON(null, false) as Parameters<typeof tf.models.modelFromJSON>[0],
  );
  const sum = copy.predict([tf.tensor2d([[1, 2]]), tf.tensor2d([[8, -4]])]) as tf.Tensor;
  expect(Array.from(sum.dataSync())).toEqual([3, 1]);
});
