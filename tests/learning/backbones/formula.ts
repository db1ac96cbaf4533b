import * as tf from '@tensorflow/tfjs';

/**
 * Deterministic weights and images: the same numbers as `tests/keras/formula.py`, which says why they are what they
 * are.
 */
export function fractions(stream: number, count: number): Float64Array {
  const values = new Float64Array(count);
  const start = Math.imul(stream + 1, 0x85ebca6b);
  for (let index = 0; index < count; index++) {
    let hash = Math.imul(index + 1, 0x9e3779b1) ^ start;
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
    values[index] = ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32;
  }
  return values;
}

/** Sets every weight of `model`, layer by layer, in the order in which Keras lists a layer's weights. */
export function fill(model: tf.LayersModel, gain: number): void {
  let stream = 0;
  for (const layer of model.layers) {
    const values = layer.weights.map((weight) =>
      weightValues(weight.originalName, weight.shape as number[], stream++, gain),
    );
    layer.setWeights(values);
    tf.dispose(values);
  }
}

function weightValues(path: string, shape: number[], stream: number, gain: number): tf.Tensor {
  const [low, high] = interval(path.slice(path.lastIndexOf('/') + 1), shape, gain);
  const parts = fractions(stream, tf.util.sizeFromShape(shape));
  const values = new Float32Array(parts.length);
  for (let index = 0; index < values.length; index++) values[index] = low + (high - low) * (parts[index] as number);
  return tf.tensor(values, shape);
}

function interval(name: string, shape: number[], gain: number): [low: number, high: number] {
  switch (name) {
    case 'moving_variance':
      return [0.75, 1.25];
    case 'gamma':
      return [0.9, 1.1];
    case 'beta':
    case 'bias':
    case 'moving_mean':
      return [-0.1, 0.1];
    default: {
      const depthwise = shape.length === 4 && shape[3] === 1;
      const bound = gain * Math.sqrt(6 / tf.util.sizeFromShape(depthwise ? shape.slice(0, 2) : shape.slice(0, -1)));
      return [-bound, bound];
    }
  }
}

/** Two images, [2, size, size, 3]; the caller disposes them. */
export function images(size: number): tf.Tensor4D {
  const values = new Float32Array(2 * size * size * 3);
  let index = 0;
  for (let image = 0; image < 2; image++) {
    const noise = fractions(1_000_000 + image, size * size * 3);
    let position = 0;
    for (let row = 0; row < size; row++)
      for (let column = 0; column < size; column++)
        for (let channel = 0; channel < 3; channel++) {
          const wave = Math.sin(0.1 * (image + 1) * row + channel) * Math.cos(0.07 * (2 - image) * column - channel);
          values[index++] = (wave + 0.5 * (noise[position++] as number) - 0.25) / (1 + 2 * image);
        }
  }
  return tf.tensor4d(values, [2, size, size, 3]);
}
