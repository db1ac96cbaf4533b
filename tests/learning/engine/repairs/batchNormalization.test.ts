import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { repairBatchNormalization } from '../../../../learning/engine/repairs/batchNormalization.ts';
import { numbers, relativeDifference, startBareWasm, values } from '../bareWasm.ts';

const images = () => tf.add(tf.mul(numbers([4, 3, 3, 2], 1), 3), 5);

function normalization(options: { trainable?: boolean; scale?: boolean; center?: boolean }): tf.layers.Layer {
  const layer = tf.layers.batchNormalization({ momentum: 0.9, ...options });
  layer.apply(tf.input({ shape: [3, 3, 2] }));
  layer.trainable = options.trainable ?? true;
  return layer;
}

/** What the layer makes of the images when the network around it trains. */
const inTraining = (layer: tf.layers.Layer) => values(() => [layer.apply(images(), { training: true }) as tf.Tensor]);
const inInference = (layer: tf.layers.Layer) => values(() => [layer.apply(images(), { training: false }) as tf.Tensor]);
/** Moving mean and variance: the last two weights. */
const averages = (layer: tf.layers.Layer) => values(() => layer.getWeights().slice(-2));
const gradients = (layer: tf.layers.Layer) =>
  values(() => {
    const x = images();
    const loss = () => tf.sum(tf.square(layer.apply(x, { training: true }) as tf.Tensor)) as tf.Scalar;
    return Object.values(tf.variableGrads(loss).grads);
  });

beforeAll(startBareWasm);

describe('without the repair', () => {
  it('a frozen layer still moves its averages', () => {
    const layer = normalization({ trainable: false });
    const before = averages(layer);
    inTraining(layer);
    expect(averages(layer)).not.toEqual(before);
  });

  it('a layer without a scale cannot be trained', () => {
    expect(() => gradients(normalization({ scale: false }))).toThrow();
  });
});

describe('with the repair', () => {
  beforeAll(() => {
    repairBatchNormalization();
    repairBatchNormalization();
  });

  it('a frozen layer works as in inference and keeps its averages', () => {
    const layer = normalization({ trainable: false });
    const before = averages(layer);
    expect(inTraining(layer)).toEqual(inInference(layer));
    expect(averages(layer)).toEqual(before);
  });

  it('a trainable layer normalizes by the batch and moves its averages by the biased variance, as Keras 3 does', () => {
    const layer = normalization({});
    const [output] = inTraining(layer);
    const batch = values(() => {
      const { mean, variance } = tf.moments(images(), [0, 1, 2]);
      return [
        mean,
        variance,
        tf.batchNorm(images() as tf.Tensor4D, mean as tf.Tensor1D, variance as tf.Tensor1D, undefined, undefined, 1e-3),
      ];
    });
    expect(relativeDifference([output!], [batch[2]!])).toBeLessThan(1e-5);
    const moved = [
      Float32Array.from(batch[0]!, (mean) => 0.1 * mean),
      Float32Array.from(batch[1]!, (variance) => 0.9 + 0.1 * variance),
    ];
    expect(relativeDifference(averages(layer), moved)).toBeLessThan(1e-5);
  });

  it.each([
    { scale: false, center: true },
    { scale: true, center: false },
    { scale: false, center: false },
  ])('a layer with scale $scale and center $center normalizes and trains what it has', (options) => {
    const layer = normalization(options);
    const whole = normalization({});
    expect(relativeDifference(inTraining(layer), inTraining(whole))).toBeLessThan(1e-6);
    expect(layer.trainableWeights).toHaveLength(Number(options.scale) + Number(options.center));
    if (layer.trainableWeights.length > 0) expect(gradients(layer)).toHaveLength(layer.trainableWeights.length);
  });

  it('no tensor is left over', () => {
    const layer = normalization({ scale: false });
    const tensors = tf.memory().numTensors;
    inTraining(layer);
    expect(tf.memory().numTensors).toBe(tensors);
  });
});
