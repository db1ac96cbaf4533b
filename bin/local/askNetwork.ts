import { batches, inOrder } from '../../learning/data/examples.ts';
import { openImages } from '../../learning/data/images.ts';
import { openTfjsExecutor } from '../../learning/executors/tfjsExecutor.ts';
import { throughPrefix } from '../../learning/features/throughPrefix.ts';
import { openImageFiles } from './imageFiles.ts';
import { type NetworkOptions, weightsName } from './networkOptions.ts';
import { inputSizeOf, type NetworkShape, openNetwork } from './openNetwork.ts';

export interface NetworkAnswers {
  /** What the answers depend on. */
  facts: { backbone: string; weights: string; weightsHash: string; engine: string };
  /** Of one answer. */
  shape: number[];
  /** One image after another: product(shape) values each. */
  answers: AsyncIterable<{ image: string; values: number[] }>;
}

/** Images that are decoded, and go through the network, at once. */
const batchSize = 8;

/**
 * What one of Keras's networks answers for image files. Every image is decoded before anything slow begins. Throws
 * RunFailures.
 */
export async function askNetwork(
  paths: readonly string[],
  options: NetworkOptions,
  shape: NetworkShape,
): Promise<NetworkAnswers> {
  const images = openImages(await openImageFiles(paths), { ...options, inputSize: inputSizeOf(options) });
  const order = batches(inOrder(paths.length), batchSize);
  for (const batch of order) await images.read(batch);
  const { engine, model, weightsHash } = await openNetwork(options, shape);
  const answered = throughPrefix(openTfjsExecutor(model), images);
  async function* answers() {
    for (const batch of order) {
      const values = await answered.read(batch);
      const size = values.length / batch.length;
      for (const [row, index] of batch.entries())
        yield { image: paths[index]!, values: [...values.subarray(row * size, (row + 1) * size)] };
    }
  }
  const facts = { backbone: options.backbone, weights: weightsName(options), weightsHash, engine: engine.name };
  return { facts, shape: answered.shape, answers: answers() };
}
