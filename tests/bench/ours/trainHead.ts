import * as tf from '@tensorflow/tfjs';

const [epochs, batchSize, learningRate] = [30, 32, 0.001];

/** What a head says of the images that it was not trained on: every fourth. */
export interface Head {
  predictions(features: Float32Array): Int32Array;
  /** The share that it is right about. */
  accuracy(features: Float32Array): number;
}

/**
 * A softmax head, trained on the features, [n, features], of three quarters of the images. It begins and goes on alike
 * each time, so that nothing but the features makes a difference.
 */
export async function trainHead(features: Float32Array, labels: Int32Array, classes: number): Promise<Head> {
  const size = features.length / labels.length;
  const indices = Array.from(labels.keys());
  const trained = indices.filter((index) => index % 4 !== 3);
  const others = indices.filter((index) => index % 4 === 3);
  const rows = (values: Float32Array, of: number[]) =>
    tf.stack(of.map((index) => tf.tensor1d(values.subarray(index * size, (index + 1) * size)))) as tf.Tensor2D;

  const kernelInitializer = tf.initializers.glorotUniform({ seed: 1 });
  const network = tf.sequential({
    layers: [tf.layers.dense({ units: classes, activation: 'softmax', kernelInitializer, inputShape: [size] })],
  });
  network.compile({ optimizer: tf.train.adam(learningRate), loss: 'sparseCategoricalCrossentropy' });
  const ofTrained = tf.tensor1d(trained.map((index) => labels[index]!));
  await network.fit(rows(features, trained), ofTrained, { epochs, batchSize, shuffle: false, verbose: 0 });

  const predictions = (values: Float32Array) =>
    tf.tidy(() => (network.predict(rows(values, others)) as tf.Tensor2D).argMax(1).dataSync<'int32'>());
  return {
    predictions,
    accuracy: (values) => predictions(values).filter((each, n) => each === labels[others[n]!]).length / others.length,
  };
}
