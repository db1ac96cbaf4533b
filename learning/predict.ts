import * as tf from '@tensorflow/tfjs';
import type { BackboneName } from '#contracts/backbones';
import type { BackboneOptions } from './backbones/builder.ts';
import { buildBackbone } from './backbones/registry.ts';
import { decodeAll } from './data/decodeAll.ts';
import { batches, inOrder } from './data/examples.ts';
import type { ImageSource } from './data/imageSource.ts';
import { type ImageSettings, openImages } from './data/images.ts';
import { evaluate, type Predictions } from './evaluation/evaluate.ts';
import { chooseExecutor } from './executors/chooseExecutor.ts';
import { openTfjsExecutor } from './executors/executor.ts';
import { openExecutors } from './executors/executors.ts';
import { throughPrefix } from './features/extract.ts';
import { openFeatures } from './features/features.ts';
import { prepare } from './features/prepare.ts';
import type { SavedModel } from './network/savedModel.ts';
import type { TrainingPlace } from './trainRecipe.ts';
import { loadWeights } from './weights/loadWeights.ts';

/** One of Keras's networks with named weights, or those of a file. */
export interface PretrainedNetwork extends ImageSettings, Pick<BackboneOptions, 'top' | 'pooling'> {
  backbone: BackboneName;
  weights: string | { file: string };
  /** Of random weights. */
  seed: number;
}

export interface NetworkOutputs {
  /** Of the output for one image. */
  shape: number[];
  /** SHA-256 of all weights, in hex. */
  weightsHash: string;
  /** The outputs in the order of the images: product(shape) values each. */
  outputs: AsyncIterable<Float32Array>;
}

/** Images that are decoded, and go through a network, at once. */
const batchSize = 8;

/**
 * Decodes every image once, to find a broken one before anything slow begins. `onImages` is told how many more are
 * decoded. Throws BAD_IMAGE.
 */
export async function checkImages(
  source: ImageSource,
  settings: ImageSettings,
  onImages: (count: number) => void = () => {},
): Promise<void> {
  await decodeAll(openImages(source, settings), onImages);
}

/** Keras's `predict` with a pretrained network. `onDownload` is told bytes done and in all. Throws RunFailures. */
export async function predictPretrained(
  source: ImageSource,
  network: PretrainedNetwork,
  { cacheDirectory, kerasWeightsUrl }: Pick<TrainingPlace, 'cacheDirectory' | 'kerasWeightsUrl'>,
  onDownload: (done: number, total: number) => void = () => {},
): Promise<NetworkOutputs> {
  const { backbone, weights, inputSize, seed, top, pooling } = network;
  const model = buildBackbone(backbone, {
    inputSize,
    // Zeros are quicker where other weights take their place.
    seed: weights === 'random' ? seed : null,
    ...(top && { top }),
    ...(pooling && { pooling }),
  });
  const { hash: weightsHash } = await loadWeights(model, {
    backbone,
    weights,
    top: top !== undefined,
    cacheDirectory,
    kerasWeightsUrl,
    onProgress: onDownload,
  });
  const examples = throughPrefix(openTfjsExecutor(model), openImages(source, network));
  const size = tf.util.sizeFromShape(examples.shape);
  async function* outputs() {
    for (const batch of batches(inOrder(source.labels.length), batchSize)) {
      const values = await examples.read(batch);
      for (let row = 0; row < batch.length; row++) yield values.subarray(row * size, (row + 1) * size);
    }
  }
  return { shape: examples.shape, weightsHash, outputs: outputs() };
}

/**
 * Keras's `predict` and `evaluate` with a model that a recipe trained: the same executors and the same feature store as
 * in training. Throws RunFailures.
 */
export async function evaluateModel(
  source: ImageSource,
  { recipe, model }: Pick<SavedModel, 'recipe' | 'model'>,
  { engine, store, cacheDirectory }: Pick<TrainingPlace, 'engine' | 'store' | 'cacheDirectory'>,
): Promise<Predictions> {
  const measured = await chooseExecutor(engine, recipe, cacheDirectory);
  const executors = openExecutors(measured ?? { name: 'tfjs', version: engine.provenance.engineVersion });
  const examples = await prepare(openFeatures(executors, store), model.prefix, openImages(source, recipe), () => {});
  return evaluate(model, examples, recipe.training).finally(examples.close);
}
