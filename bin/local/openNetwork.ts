import type * as tf from '@tensorflow/tfjs';
import { backbones } from '#contracts/backbones';
import { readEnvironment, setEnvironment } from '#machine/environment';
import type { BackboneOptions } from '../../learning/backbones/options.ts';
import { buildBackbone } from '../../learning/backbones/registry.ts';
import { chooseEngine, type Engine, startEngine } from '../../learning/engine/engine.ts';
import { loadWeights } from '../../learning/weights/loadWeights.ts';
import type { NetworkOptions } from './networkOptions.ts';
import { weightsBar } from './weightsBar.ts';

/** What a network ends with. */
export type NetworkShape = Pick<BackboneOptions, 'top' | 'pooling'>;

export interface OpenNetwork {
  engine: Engine;
  model: tf.LayersModel;
  /** The SHA-256 of all weights. */
  weightsHash: string;
}

/** Starts the best engine that works in this process. Throws ENGINE_UNAVAILABLE. */
export async function startBestEngine(wanted: NetworkOptions['engine']): Promise<Engine> {
  const { name, settings } = await chooseEngine(wanted ?? readEnvironment().ENGINE);
  setEnvironment(settings);
  return startEngine(name);
}

/** The network that `options` describe, with its weights, on the best engine. Throws RunFailures. */
export async function openNetwork(options: NetworkOptions, shape: NetworkShape): Promise<OpenNetwork> {
  const { directories, KERAS_WEIGHTS_URL } = readEnvironment();
  const { backbone, weights, seed } = options;
  const engine = await startBestEngine(options.engine);
  const model = buildBackbone(backbone, {
    inputSize: inputSizeOf(options),
    // Zeros are quicker where other weights take their place.
    seed: weights === 'random' ? seed : null,
    ...shape,
  });
  const bar = weightsBar();
  const { hash } = await loadWeights(model, {
    backbone,
    weights,
    top: shape.top !== undefined,
    cacheDirectory: directories.cache,
    kerasWeightsUrl: KERAS_WEIGHTS_URL,
    onProgress: bar.update,
  }).finally(bar.stop);
  return { engine, model, weightsHash: hash };
}

export function inputSizeOf({ backbone, inputSize }: Pick<NetworkOptions, 'backbone' | 'inputSize'>): number {
  return inputSize ?? backbones[backbone].inputSize;
}
