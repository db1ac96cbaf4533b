import type * as tf from '@tensorflow/tfjs';
import type { BackboneName } from '#contracts/backbones';
import { RunFailure } from '#contracts/runFailure';
import type { ObjectStore } from '#prisma/objectStore';
import { assignWeights } from './assignWeights.ts';
import { fetchKerasWeights } from './kerasWeights.ts';
import { fetchNsfwjsWeights } from './nsfwjsWeights.ts';
import { type PublishedWeights, readStoredWeights } from './storedWeights.ts';
import { readWeightsFile } from './weightsFile.ts';
import { weightsHash } from './weightsHash.ts';

export interface WantedWeights {
  backbone: BackboneName;
  /**
   * A name from the recipe (imagenet, nsfwjs or random), or what a course published. A file on this machine only where
   * no recipe chooses it.
   */
  weights: string | { file: string } | { published: PublishedWeights; store: ObjectStore };
  /** Whether the model was built with its top. */
  top?: boolean;
  /** Downloads are kept here, for every worker on this machine. */
  cacheDirectory: string;
  kerasWeightsUrl: string;
  signal?: AbortSignal | undefined;
  /** Bytes downloaded and bytes in all (0 where the host does not say). */
  onProgress?: ((done: number, total: number) => void) | undefined;
}

/**
 * Gives a model that `buildBackbone` has built the weights that a recipe names, and those only: nothing else ever takes
 * their place. Returns the SHA-256 of the weights. `random` keeps what the seeded initializers made. Throws
 * WEIGHTS_UNAVAILABLE when they cannot be had or do not fit, in which case the model is unchanged, and `signal`'s
 * reason when that is aborted.
 */
export async function loadWeights(model: tf.LayersModel, wanted: WantedWeights): Promise<{ hash: string }> {
  if (typeof wanted.weights === 'object') {
    if ('file' in wanted.weights) {
      const { file } = wanted.weights;
      assignWeights(model, await readWeightsFile(file), file);
    } else {
      const { published, store } = wanted.weights;
      assignWeights(
        model,
        await readStoredWeights(published, store, wanted.cacheDirectory),
        `the published weights "${published.name}"`,
      );
    }
    return { hash: weightsHash(model) };
  }
  switch (wanted.weights) {
    case 'random':
      break;
    case 'imagenet': {
      const inputSize = model.inputs[0]?.shape[1] as number;
      const { url, layers } = await fetchKerasWeights({ ...wanted, top: wanted.top ?? false, inputSize }, wanted);
      assignWeights(model, layers, url);
      break;
    }
    case 'nsfwjs':
      assignWeights(model, await fetchNsfwjsWeights(wanted.backbone, wanted), 'the npm package nsfwjs');
      break;
    default:
      throw new RunFailure(
        'WEIGHTS_UNAVAILABLE',
        `Expected weights named imagenet, nsfwjs or random, received ${wanted.weights}`,
      );
  }
  return { hash: weightsHash(model) };
}
