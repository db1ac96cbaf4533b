import * as tf from '@tensorflow/tfjs';
import { frozenBatch } from '../recipe/memoryBounds.ts';
import type { Executor } from './executor.ts';

/** A network in inference on the TensorFlow.js engine that is started. The network stays the caller's. */
export function openTfjsExecutor(network: tf.LayersModel): Executor {
  const imageShape = network.inputs[0]!.shape.slice(1) as number[];
  const onGpu = (tf.backend() as { isUsingGpuDevice?: boolean }).isUsingGpuDevice === true;
  return {
    shape: network.outputs[0]!.shape.slice(1) as number[],
    batch: onGpu ? frozenBatch.gpu : frozenBatch.processor,
    async run(images, count) {
      const input = tf.tensor(images, [count, ...imageShape]);
      // `apply` would keep what every layer puts out until the last one has: gigabytes for the larger networks.
      const answer = network.predictOnBatch(input) as tf.Tensor;
      const values = await answer.data<'float32'>();
      tf.dispose([input, answer]);
      return values;
    },
    async dispose() {},
  };
}
