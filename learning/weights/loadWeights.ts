import type * as tf from '@tensorflow/tfjs';
import { type BackboneName, weightsNames } from '#contracts/backbones';
import { RunFailure } from '#contracts/runFailure';
import { fetchKerasWeights } from './kerasWeights.ts';
import { assignWeights, weightsHash } from './modelWeights.ts';
import { fetchNsfwjsWeights } from './nsfwjsWeights.ts';
import type { SavedNetwork } from './savedNetwork.ts';
import { type PublishedWeights, readPublishedWeights, readWeightsFile } from './weightsFile.ts';

export interface WantedWeights {
  backbone: BackboneName;
  /**
   * A name from the recipe (imagenet, nsfwjs or random), or what a course published. A file on this machine only where
   * no recipe chooses it.
   */
  weights: string | { file: string } | { published: PublishedWeights };
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
 * Gives a model of `buildBackbone` the weights that a recipe names, and no others. `random` keeps what the seeded
 * initializers made. Returns the SHA-256 of the weights. Throws WEIGHTS_UNAVAILABLE when they cannot be read or do not
 * fit, and then leaves the model unchanged. Throws the reason of `signal` when that is aborted.
 */
export async function loadWeights(model: tf.LayersModel, wanted: WantedWeights): Promise<{ hash: string }> {
  const assignFrom = (source: string) => (networks: SavedNetwork[]) =>
    assignWeights(model, networks, { backbone: wanted.backbone, source });
  if (typeof wanted.weights === 'object') {
    if ('file' in wanted.weights) {
      const { file } = wanted.weights;
      await readWeightsFile(file, wanted.cacheDirectory, assignFrom(file));
    } else {
      const { published } = wanted.weights;
      const source = `the published weights "${published.name}"`;
      await readPublishedWeights(published, wanted.cacheDirectory, assignFrom(source));
    }
    return { hash: weightsHash(model) };
  }
  switch (wanted.weights) {
    case 'random':
      break;
    case 'imagenet': {
      const inputSize = model.inputs[0]?.shape[1] as number;
      const source = { ...wanted, top: wanted.top ?? false, inputSize };
      await fetchKerasWeights(source, wanted, (networks, url) => assignFrom(url)(networks));
      break;
    }
    case 'nsfwjs':
      assignFrom('the npm package nsfwjs')(await fetchNsfwjsWeights(wanted.backbone, wanted));
      break;
    default:
      throw new RunFailure(
        'WEIGHTS_UNAVAILABLE',
        `Expected weights named ${weightsNames.join(', ')}, received ${wanted.weights}`,
      );
  }
  return { hash: weightsHash(model) };
}
