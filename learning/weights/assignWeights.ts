import * as tf from '@tensorflow/tfjs';
import { RunFailure } from '#contracts/runFailure';
import type { SavedLayer } from './savedLayer.ts';

/**
 * Gives a model the weights of a file, by position, as Keras reads its own files: the layers that have weights, in
 * order, one for one. Everything is compared before anything is assigned. Throws WEIGHTS_UNAVAILABLE naming the first
 * layer that does not fit; `source` names the file in that sentence.
 */
export function assignWeights(model: tf.LayersModel, saved: SavedLayer[], source: string): void {
  const layers = model.layers.filter((layer) => layer.weights.length > 0);
  const given = saved.filter((layer) => layer.tensors.length > 0);
  for (const [index, layer] of layers.entries()) {
    const expected = layer.weights.map((weight) => describe(weight.shape)).join(', ');
    const from = given[index];
    if (from === undefined)
      throw unfit(`layer ${layer.name} expects ${expected}, and the file ends after ${given.length} layers`);
    const received = from.tensors.map((tensor) => describe(tensor.shape)).join(', ');
    if (expected !== received)
      throw unfit(`layer ${layer.name} expects ${expected}, received ${received} from the file's ${from.name}`);
  }
  if (given.length > layers.length)
    throw unfit(
      `the model has ${layers.length} layers with weights, received ${given.length}, the first too many being ${given[layers.length]?.name}`,
    );
  for (const [index, layer] of layers.entries())
    tf.tidy(() =>
      layer.setWeights(given[index]!.tensors.map(({ values, shape }) => tf.tensor(values, shape, 'float32'))),
    );

  function unfit(what: string): RunFailure {
    return new RunFailure('WEIGHTS_UNAVAILABLE', `The weights in ${source} do not fit ${model.name}: ${what}`);
  }
}

function describe(shape: (number | null)[]): string {
  return `[${shape.join(', ')}]`;
}
