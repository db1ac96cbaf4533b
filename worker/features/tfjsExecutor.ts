import * as tf from '@tensorflow/tfjs';
import type { Executor } from './executor.ts';

/** A network in inference on the TensorFlow.js engine that is started. The network stays the caller's. */
export function openTfjsExecutor(network: tf.LayersModel): Executor {
  const imageShape = network.inputs[0]!.shape.slice(1) as number[];
  return {
    identity: `TensorFlow.js ${tf.version.tfjs} on ${tf.getBackend()}`,
    shape: network.outputs[0]!.shape.slice(1) as number[],
    batch: 16,
    async run(images, count) {
      const input = tf.tensor(images, [count, ...imageShape]);
      const answer = tf.tidy(() => network.apply(input, { training: false }) as tf.Tensor);
      const values = await answer.data<'float32'>();
      tf.dispose([input, answer]);
      return values;
    },
    async dispose() {},
  };
}
