import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type * as tf from '@tensorflow/tfjs';
import type { Recipe } from '#contracts/recipe';
import type { Images } from '../data/examples.ts';
import type { Engine } from '../engine/engine.ts';
import { prefixIdentity } from '../network/prefixIdentity.ts';
import { whileAtWork } from '../onnx/atWork.ts';
import { chooseCalibration } from '../onnx/quantization/calibration.ts';
import { type QuantizedNetwork, quantizeNetwork, tolerance } from '../onnx/quantization/quantizeNetwork.ts';
import { startOnnxRuntime } from '../onnx/runtime.ts';
import type { ExecutorChoice } from './chooseExecutor.ts';
import type { QuantizedPart } from './executors.ts';
import { keptMeasurement } from './keptMeasurement.ts';
import { keptQuantization } from './keptQuantization.ts';
import { measureQuantized, quantizedMeasurementSchema } from './measureQuantized.ts';

export interface PrecisionChoice {
  executor: ExecutorChoice;
  /** Where the executor is `onnx-int8`: what it computes. */
  quantized?: QuantizedPart;
}

/**
 * What computes a recipe's frozen parts, `prefix` being the one that it begins with, its weights loaded: the executor
 * that was chosen in `float32`, or where the recipe says int8, ONNX Runtime in eight bits, calibrated on the training
 * images. It stays float32 where int8 is too far from it on training images apart from those, or is not quicker; the
 * choice says which.
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
    const far = `${quantized} of ${convolutions} convolutions quantized, features ${percent(distance)} from float32`;
    // NaN is far as well.
    if (!(distance <= tolerance)) return stay(`${far}, where ${percent(tolerance)} is the most`);
    const { processor, platform, threads } = engine.provenance;
    const { backbone, inputSize } = recipe;
    const cut = prefix.outputs[0]!.sourceLayer.name;
    const situation = {
      processor,
      platform,
      threads,
      float32: float32.version,
      runtime,
      backbone,
      inputSize,
      cut,
      quantization,
      quantized,
    };
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

/** What computed a frozen part in eight bits before; null where it cannot be had again. */
export async function samePrecision(
  before: ExecutorChoice,
  prefix: tf.LayersModel,
  images: Images,
  cacheDirectory: string,
): Promise<PrecisionChoice | null> {
  const network = await quantizeOnce(prefix, images, cacheDirectory, quantizeNetwork).catch(() => null);
  return network && versionOf(network) === before.version ? { executor: before, quantized: { prefix, network } } : null;
}

async function quantizeOnce(
  prefix: tf.LayersModel,
  images: Images,
  cacheDirectory: string,
  quantize: typeof quantizeNetwork,
) {
  const { version: runtime } = await startOnnxRuntime();
  const { calibrated, checked } = chooseCalibration(images.labels);
  const identities = await Promise.all([...calibrated, ...checked].map(images.identityOf));
  const key = createHash('sha256')
    .update(JSON.stringify([quantization, runtime, prefixIdentity(prefix), images.origin, identities]))
    .digest('hex');
  return keptQuantization(join(cacheDirectory, 'int8'), key, () => whileAtWork(() => quantize(prefix, images)));
}

/** Counts up when the same network and images are quantized otherwise than before. */
const quantization = 2;

function versionOf({ runtime, hash }: QuantizedNetwork): string {
  return `${runtime}, int8 graph ${hash.slice(0, 16)}`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}
