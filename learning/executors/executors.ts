import { availableParallelism } from 'node:os';
import * as tf from '@tensorflow/tfjs';
import { describeMachine } from '#machine/describeMachine';
import type { QuantizedNetwork } from '../onnx/quantization/quantizeNetwork.ts';
import type { ExecutorChoice } from './chooseExecutor.ts';
import { type Executor, openTfjsExecutor } from './executor.ts';
import { openOnnxExecutor, openOnnxModel } from './onnxExecutor.ts';

/** Computes the frozen prefixes of a run, one after another, with the same executor. Their weights do not change. */
export interface Executors {
  /** What the outputs depend on besides the network and the images. */
  identity: string;
  /** Opens the executor for this prefix, and disposes of the one for the prefix before. */
  open(prefix: tf.LayersModel): Promise<Executor>;
}

/** A frozen prefix, and the same prefix in eight bits. */
export interface QuantizedPrefix {
  prefix: tf.LayersModel;
  network: QuantizedNetwork;
}

/**
 * `onnx-int8` needs the quantized prefix. It computes other prefixes, those of later stages, in float32, because their
 * quantization was not checked.
 */
export function openExecutors(
  choice: Omit<ExecutorChoice, 'reason'>,
  quantized?: QuantizedPrefix,
  { processor, threads }: { processor: string; threads: number } = {
    ...describeMachine(),
    threads: availableParallelism(),
  },
): Executors {
  const { name, version } = choice;
  let last: { prefix: tf.LayersModel; executor: Executor } | undefined;
  return {
    get identity() {
      // Rounding depends on the instructions of the processor, and on the threads that share a sum. WASM has one thread
      // and the same instructions everywhere. ONNX Runtime's version includes its threads.
      if (name !== 'tfjs') return `${name}: ${version}, ${processor}`;
      return tf.getBackend() === 'wasm'
        ? `${name}: ${version}`
        : `${name}: ${version}, threads: ${threads}, ${processor}`;
    },
    async open(prefix) {
      if (last?.prefix === prefix) return last.executor;
      await last?.executor.dispose();
      last = undefined;
      const executor = await openExecutor(choice, prefix, quantized);
      last = { prefix, executor };
      return executor;
    },
  };
}

/** The caller disposes of the executor. */
export async function openExecutor(
  { name, place }: Pick<ExecutorChoice, 'name' | 'place'>,
  prefix: tf.LayersModel,
  quantized?: QuantizedPrefix,
): Promise<Executor> {
  if (name === 'tfjs') return openTfjsExecutor(prefix);
  if (name === 'onnx' || quantized?.prefix !== prefix) return openOnnxExecutor(prefix, place);
  return openOnnxModel({ file: quantized.network.model, extraInputs: {} }, prefix);
}
