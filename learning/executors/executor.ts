import * as tf from '@tensorflow/tfjs';
import { frozenBatch } from '../recipe/memoryBounds.ts';

/** Computes a network in inference, such as a frozen prefix. */
export interface Executor {
  /** The shape of the output for one image. */
  shape: number[];
  /** The number of images in a batch: enough to keep the executor busy, few enough for its memory. */
  batch: number;
  /**
   * The outputs for `count` images, with TensorFlow.js's layout: channels last. The same images give the same bits each
   * time.
   */
  run(images: Float32Array, count: number): Promise<Float32Array>;
  dispose(): Promise<void>;
}

/** An executor on the TensorFlow.js engine that is started. `dispose` does not dispose of the network. */
export function openTfjsExecutor(network: tf.LayersModel): Executor {
  const imageShape = network.inputs[0]!.shape.slice(1) as number[];
  const onGpu = (tf.backend() as { isUsingGpuDevice?: boolean }).isUsingGpuDevice === true;
  return {
    shape: network.outputs[0]!.shape.slice(1) as number[],
    batch: onGpu ? frozenBatch.gpu : frozenBatch.processor,
    async run(images, count) {
      const input = tf.tensor(images, [count, ...imageShape]);
      // `apply` would keep the outputs of all layers until the last one: gigabytes for the larger networks.
      const output = network.predictOnBatch(input) as tf.Tensor;
      const values = await output.data<'float32'>();
      tf.dispose([input, output]);
      return values;
    },
    async dispose() {},
  };
}
