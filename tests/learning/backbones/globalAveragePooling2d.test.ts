import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { GlobalAveragePooling2D } from '../../../learning/backbones/globalAveragePooling2d.ts';
import { startPlainJavaScript } from '../../../learning/engine/plainJavaScript.ts';

await startPlainJavaScript();

const image = tf.tensor4d([1, 10, 2, 20, 3, 30, 6, 60], [1, 2, 2, 2]);

test("TensorFlow.js's own layer ignores keepdims", () => {
  const layer = tf.layers.globalAveragePooling2d({ keepdims: true } as object);
  expect((layer.apply(image) as tf.Tensor).shape).toEqual([1, 2]);
});

test('averages rows and columns, and keeps them as ones when asked to, also in a saved model', async () => {
  const pooled = new GlobalAveragePooling2D({ inputShape: [2, 2, 2], keepdims: true });
  const model = tf.sequential({ layers: [pooled] });
  const read = (await tf.models.modelFromJSON(
    model.toJSON(null, false) as object as tf.io.ModelJSON,
  )) as tf.LayersModel;
  for (const each of [model, read]) {
    expect(each.outputShape).toEqual([null, 1, 1, 2]);
    const output = each.predict(image) as tf.Tensor;
    expect(output.arraySync()).toEqual([[[[3, 30]]]]);
  }
});

test('averages to [batch, channels] where the file of a model does not mention keepdims', async () => {
  const model = tf.sequential({ layers: [tf.layers.globalAveragePooling2d({ inputShape: [2, 2, 2] })] });
  const read = await tf.models.modelFromJSON(model.toJSON(null, false) as object as tf.io.ModelJSON);
  expect((read.predict(image) as tf.Tensor).arraySync()).toEqual([[3, 30]]);
});
