import { createHash } from 'node:crypto';
import * as tf from '@tensorflow/tfjs';
import type { BackboneName } from '#contracts/backbones';
import { RunFailure } from '#contracts/runFailure';
import { matchesIn, wantedLayers } from './matchLayers.ts';
import { misfitOf, severalFit } from './misfit.ts';
import type { SavedNetwork } from './savedNetwork.ts';

/**
 * Gives a model the weights of a file: `matchesIn` says which. Everything is compared before anything is assigned.
 * Throws WEIGHTS_UNAVAILABLE saying what does not fit and what to do; `source` names the file in that sentence.
 */
export function assignWeights(
  model: tf.LayersModel,
  networks: SavedNetwork[],
  { backbone, source }: { backbone: BackboneName; source: string },
): void {
  const wanted = wantedLayers(model);
  const matches = matchesIn(networks, wanted);
  const [match] = matches;
  if (!match || matches.length > 1) {
    const why = match ? severalFit(matches) : misfitOf(networks, wanted, backbone);
    throw new RunFailure('WEIGHTS_UNAVAILABLE', `The weights in ${source} do not fit ${model.name}: ${why}`);
  }
  const layers = model.layers.filter((layer) => layer.weights.length > 0);
  for (const [index, layer] of layers.entries())
    tf.tidy(() =>
      layer.setWeights(match[index]!.tensors.map(({ read, shape }) => tf.tensor(read(), shape, 'float32'))),
    );
}

/**
 * The SHA-256, in hex, of a model's weights: the float32 bytes of every layer in order (trainable tensors, then moving
 * statistics).
 */
export function weightsHash(model: tf.LayersModel): string {
  const hash = createHash('sha256');
  for (const layer of model.layers)
    for (const weight of layer.weights) {
      const { buffer, byteOffset, byteLength } = weight.read().dataSync();
      hash.update(new Uint8Array(buffer, byteOffset, byteLength));
    }
  return hash.digest('hex');
}
