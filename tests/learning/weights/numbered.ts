import * as tf from '@tensorflow/tfjs';

const ramp = 16;

/** Sets every tensor of a network to its place, with a ramp over its first values, as `tests/keras/weightFiles.py`. */
export function number(model: tf.LayersModel): tf.LayersModel {
  let place = 0;
  for (const layer of model.layers)
    layer.setWeights(
      layer.weights.map(({ shape }) => {
        const values = new Float32Array(tf.util.sizeFromShape(shape as number[])).fill(++place);
        for (let index = 0; index < Math.min(ramp, values.length); index++) values[index]! += index / ramp;
        return tf.tensor(values, shape as number[]);
      }),
    );
  return model;
}
