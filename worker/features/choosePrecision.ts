import { join } from 'node:path';
import type * as tf from '@tensorflow/tfjs';
import type { Recipe } from '#contracts/recipe';
import type { Examples } from '../data/examples.ts';
import type { Engine } from '../engine/engine.ts';
import { type QuantizedNetwork, quantizeNetwork, tolerance } from '../onnx/quantization/quantizeNetwork.ts';
import { chooseExecutor, type ExecutorChoice } from './chooseExecutor.ts';
import type { QuantizedPart } from './executors.ts';
import { keptMeasurement } from './keptMeasurement.ts';
import { measureQuantized, quantizedMeasurementSchema } from './measureQuantized.ts';

export interface PrecisionChoice {
  executor: ExecutorChoice;
  /** Where the executor is `onnx-int8`: what it computes. */
  quantized?: QuantizedPart;
}

/**
 * What computes the frozen part that a recipe begins with, its weights loaded: the quicker executor in float32, or where the recipe says int8,
 * that one quantized, calibrated on the training images. It stays float32 where int8 is too far from it on training images apart from
 * those, or is not quicker; the choice says which.
 */
export async function choosePrecision(
  engine: Engine,
  recipe: Recipe,
  prefix: tf.LayersModel,
  images: Examples,
  cacheDirectory: string,
  { choose = chooseExecutor, quantize = quantizeNetwork, measure = measureQuantized } = {},
): Promise<PrecisionChoice> {
  const float32 = await choose(engine, recipe, prefix, cacheDirectory);
  if (recipe.precision === 'float32') return { executor: float32 };
  const stay = (why: string): PrecisionChoice => ({ executor: { ...float32, reason: `${float32.reason}; not int8: ${why}` } });
  try {
    const network = await quantize(prefix, images);
    const { distance, quantized, convolutions, runtime } = network;
    const far = `${quantized} of ${convolutions} convolutions quantized, features ${percent(distance)} from float32`;
    // NaN is far as well.
    if (!(distance <= tolerance)) return stay(`${far}, where ${percent(tolerance)} is the most`);
    const { processor, platform, threads } = engine.environment;
    const { backbone, inputSize } = recipe;
    const cut = prefix.outputs[0]!.sourceLayer.name;
    const situation = { processor, platform, threads, float32: float32.version, runtime, backbone, inputSize, cut, quantized };
    const part = { prefix, network };
    const times = await keptMeasurement(join(cacheDirectory, 'executors'), situation, quantizedMeasurementSchema, () =>
      measure(float32.name, part, images),
    );
    const speed = `${times.int8.toFixed(1)} ms an image in int8, ${times.float32.toFixed(1)} ms in float32`;
    if (times.int8 >= times.float32) return stay(speed);
    const executor: ExecutorChoice = { name: 'onnx-int8', version: versionOf(network), reason: `${speed}; ${far}` };
    return { executor, quantized: part };
  } catch (error) {
    return stay((error as Error).message);
  }
}

function versionOf({ runtime, hash }: QuantizedNetwork): string {
  return `${runtime}, int8 graph ${hash.slice(0, 16)}`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}
