import { join } from 'node:path';
import type * as tf from '@tensorflow/tfjs';
import type { Recipe } from '#contracts/recipe';
import type { Images } from '../data/examples.ts';
import type { Engine } from '../engine/engine.ts';
import { type QuantizedNetwork, quantizeNetwork, tolerance } from '../onnx/quantization/quantizeNetwork.ts';
import type { ExecutorChoice } from './chooseExecutor.ts';
import type { QuantizedPrefix } from './executors.ts';
import { measureOnce } from './measureOnce.ts';
import { measureQuantized, quantizedMeasurementSchema } from './measureQuantized.ts';
import { quantizationVersion, quantizeOnce } from './quantizeOnce.ts';

export interface PrecisionChoice {
  executor: ExecutorChoice;
  /** The quantized prefix, if the executor is `onnx-int8`. */
  quantized?: QuantizedPrefix;
}

/**
 * Chooses the precision of a recipe's frozen prefix, which has its weights. A recipe in int8 gets ONNX Runtime in eight
 * bits, calibrated on the training images. It stays with `float32`, the executor that was chosen for float32, if int8
 * is too far from it on other training images, or is not faster. The reason of the choice says which.
 */
export async function choosePrecision(
  engine: Engine,
  recipe: Recipe,
  prefix: tf.LayersModel | null,
  images: Images,
  float32: ExecutorChoice,
  cacheDirectory: string,
  { quantize = quantizeNetwork, measure = measureQuantized } = {},
): Promise<PrecisionChoice> {
  if (recipe.precision === 'float32' || !prefix) return { executor: float32 };
  const stay = (why: string): PrecisionChoice => ({
    executor: { ...float32, reason: `${float32.reason}; not int8: ${why}` },
  });
  try {
    const network = await quantizeOnce(prefix, images, cacheDirectory, quantize);
    const { distance, quantized, convolutions, runtime } = network;
    const share = `${quantized} of ${convolutions} convolutions quantized`;
    const closeness = `${share}, features ${percent(distance)} from float32`;
    // Written so that NaN is too far.
    if (!(distance <= tolerance)) return stay(`${closeness}, where ${percent(tolerance)} is the most`);
    const { processor, platform, threads } = engine.provenance;
    const situation = {
      processor,
      platform,
      threads,
      float32: float32.version,
      runtime,
      backbone: recipe.backbone,
      inputSize: recipe.inputSize,
      cut: prefix.outputs[0]!.sourceLayer.name,
      quantization: quantizationVersion,
      quantized,
    };
    const times = await measureOnce(join(cacheDirectory, 'executors'), situation, quantizedMeasurementSchema, () =>
      measure(float32, { prefix, network }, images),
    );
    const speed = `${times.int8.toFixed(1)} ms an image in int8, ${times.float32.toFixed(1)} ms in float32`;
    if (times.int8 >= times.float32) return stay(speed);
    const reason = `${speed}; ${closeness}`;
    return {
      executor: { name: 'onnx-int8', place: 'processor', version: versionOf(network), reason },
      quantized: { prefix, network },
    };
  } catch (error) {
    return stay((error as Error).message);
  }
}

/** The quantized prefix that another run has used; null if it cannot be made again here. */
export async function samePrecision(
  before: ExecutorChoice,
  prefix: tf.LayersModel,
  images: Images,
  cacheDirectory: string,
): Promise<PrecisionChoice | null> {
  const network = await quantizeOnce(prefix, images, cacheDirectory).catch(() => null);
  return network && versionOf(network) === before.version ? { executor: before, quantized: { prefix, network } } : null;
}

function versionOf({ runtime, hash }: QuantizedNetwork): string {
  return `${runtime}, int8 graph ${hash.slice(0, 16)}`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}
