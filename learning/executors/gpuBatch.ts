import * as tf from '@tensorflow/tfjs';
import type { OnnxRuntime } from '../onnx/runtime.ts';
import { frozenBatch } from '../recipe/memoryBounds.ts';
import { ExecutorFailed } from './executorFailed.ts';

/**
 * The number of images that a GPU gets at once. No tensor may have more bytes than its adapter binds: the batch is
 * smaller then. Throws ExecutorFailed, naming the layer, where one image or a layer's weights have more.
 */
export function gpuBatch(
  network: tf.LayersModel,
  { place, largestTensor = Number.POSITIVE_INFINITY }: Pick<OnnxRuntime, 'place' | 'largestTensor'>,
): number {
  let batch: number = frozenBatch.gpu;
  for (const layer of network.layers) {
    const answer = Math.max(...layer.inboundNodes[0]!.outputTensors.map(({ shape }) => bytesOf(shape.slice(1))));
    const most = Math.max(answer, ...layer.weights.map(({ shape }) => bytesOf(shape)));
    if (most > largestTensor)
      throw new ExecutorFailed(
        place,
        `expected tensors of at most ${megabytes(largestTensor)}, which the GPU binds at once, ` +
          `but ${layer.name} has one of ${megabytes(most)}`,
      );
    batch = Math.min(batch, Math.floor(largestTensor / answer));
  }
  return batch;
}

const bytesOf = (shape: readonly (number | null)[]) => 4 * tf.util.sizeFromShape(shape as number[]);
const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
