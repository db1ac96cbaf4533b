import type * as tf from '@tensorflow/tfjs';
import type { ExecutorName } from '#contracts/environment';
import { openOnnxExecutor } from '../onnx/onnxExecutor.ts';
import type { ExecutorChoice } from './chooseExecutor.ts';
import type { Executor } from './executor.ts';
import { openTfjsExecutor } from './tfjsExecutor.ts';

/** Computes a run's frozen parts, whose parameters do not change meanwhile, one after another on the same executor. */
export interface Executors {
  /** What their answers depend on besides the network and the images. */
  identity: string;
  /** Ready for this part; the one for the part before is disposed of. */
  open(prefix: tf.LayersModel): Promise<Executor>;
}

export function openExecutors({ name, version }: Pick<ExecutorChoice, 'name' | 'version'>): Executors {
  let last: { prefix: tf.LayersModel; executor: Executor } | undefined;
  return {
    identity: `${name}: ${version}`,
    async open(prefix) {
      if (last?.prefix === prefix) return last.executor;
      await last?.executor.dispose();
      last = undefined;
      const executor = await openExecutor(name, prefix);
      last = { prefix, executor };
      return executor;
    },
  };
}

/** The caller disposes of it, and of `prefix` after it. */
export async function openExecutor(name: ExecutorName, prefix: tf.LayersModel): Promise<Executor> {
  return name === 'onnx' ? openOnnxExecutor(prefix) : openTfjsExecutor(prefix);
}
