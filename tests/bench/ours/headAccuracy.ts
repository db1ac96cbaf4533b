import * as tf from '@tensorflow/tfjs';

const [epochs, batchSize, learningRate] = [30, 32, 0.001];

/**
 * How much of a quarter of the images (every fourth) a softmax head is right about that was trained on the features, [n, features], of the others.
 * The head begins and goes on alike each time, so that nothing but the features makes a difference.
 */
export async function headAccuracy(features: Float32Array, labels: Int32Array, classes: number): Promise<number> {
  const size = features.length / labels.length;
  const pick = (wanted: (index: number) => boolean) => {
    const indices = Array.from(labels.keys()).filter(wanted);
    const values = Float32Array.from(indices.flatMap((index) => Array.from(features.subarray(index * size, (index + 1) * size))));
    const ofIndices = tf.tensor1d(indices.map((index) => labels[index]!));
    return { x: tf.tensor2d(values, [indices.length, size]), y: ofIndices };
  };
  const [train, test] = [pick((index) => index % 4 !== 3), pick((index) => index % 4 === 3)];
  const kernelInitializer = tf.initializers.glorotUniform({ seed: 1 });
  const head = tf.sequential({
    layers: [tf.layers.dense({ units: classes, activation: 'softmax', kernelInitializer, inputShape: [size] })],
  });
  head.compile({ optimizer: tf.train.adam(learningRate), loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
  await head.fit(train.x, train.y, { epochs, batchSize, shuffle: false, verbose: 0 });
  const [, accuracy] = head.evaluate(test.x, test.y, { batchSize }) as tf.Scalar[];
  return accuracy!.dataSync()[0]!;
}
