import { availableParallelism } from 'node:os';
import * as tf from '@tensorflow/tfjs';
import type { ExecutorName } from '#contracts/provenance';
import { describeMachine } from '#machine/describeMachine';
import type { QuantizedNetwork } from '../onnx/quantization/quantizeNetwork.ts';
import type { ExecutorChoice } from './chooseExecutor.ts';
import type { Executor } from './executor.ts';
import { openOnnxExecutor, openOnnxModel } from './onnxExecutor.ts';
import { openTfjsExecutor } from './tfjsExecutor.ts';

/** Computes a run's frozen parts, whose parameters do not change meanwhile, one after another on the same executor. */
export interface Executors {
  /** What their answers depend on besides the network and the images. */
  identity: string;
  /** Ready for this part; the one for the part before is disposed of. */
  open(prefix: tf.LayersModel): Promise<Executor>;
}

/** A frozen part and what it is in eight bits. */
export interface QuantizedPart {
  prefix: tf.LayersModel;
  network: QuantizedNetwork;
}

/**
 * `onnx-int8` needs the part that it quantizes; others, as of later stages, it computes in float32, since only that one
 * was measured.
 */
export function openExecutors(
  { name, version }: Pick<ExecutorChoice, 'name' | 'version'>,
  quantized?: QuantizedPart,
  { processor, threads }: { processor: string; threads: number } = {
    ...describeMachine(),
    threads: availableParallelism(),
  },
): Executors {
  let last: { prefix: tf.LayersModel; executor: Executor } | undefined;
  return {
    get identity() {
      // A native library takes the instructions that the processor has, and shares sums out to threads: they are
      // rounded otherwise. WASM has one thread and the same instructions everywhere. ONNX Runtime's version says its
      // threads.
      if (name !== 'tfjs') return `${name}: ${version}, ${processor}`;
      return tf.getBackend() === 'wasm'
        ? `${name}: ${version}`
        : `${name}: ${version}, threads: ${threads}, ${processor}`;
    },
    async open(prefix) {
      if (last?.prefix === prefix) return last.executor;
      await last?.executor.dispose();
      last = undefined;
      const executor = await openExecutor(name, prefix, quantized);
      last = { prefix, executor };
      return executor;
    },
  };
}

/** The caller disposes of it, and of `prefix` after it. */
export async function openExecutor(
  name: ExecutorName,
  prefix: tf.LayersModel,
  quantized?: QuantizedPart,
): Promise<Executor> {
  if (name === 'tfjs') return openTfjsExecutor(prefix);
  if (name === 'onnx' || quantized?.prefix !== prefix) return openOnnxExecutor(prefix);
  return openOnnxModel({ file: quantized.network.model, given: {} }, prefix);
}
