import { Worker } from 'node:worker_threads';
import type * as tf from '@tensorflow/tfjs';
import { whileAtWork } from '../onnx/atWork.ts';
import { exportOnnx, type OnnxModel } from '../onnx/exportOnnx.ts';
import { startOnnxRuntime } from '../onnx/runtime.ts';
import type { SessionAnswer, SessionQuestion } from '../onnx/sessionThread.ts';
import { frozenBatch } from '../recipe/memoryBounds.ts';
import type { Executor } from './executor.ts';

/**
 * A network in inference on ONNX Runtime, with the parameters it has now, in a thread of its own: this one can prepare
 * the next images meanwhile. Throws where the library does not load, or where a layer cannot be written as ONNX. Its
 * answers differ from TensorFlow.js's in the last bits.
 */
export async function openOnnxExecutor(network: tf.LayersModel): Promise<Executor> {
  const { onGpu } = await startOnnxRuntime();
  // cuDNN chooses its own way to convolve.
  return openOnnxModel(exportOnnx(network, { winograd: !onGpu }), network, { handOver: true });
}

/** The same for a model that was made of the network before; `handOver` where the caller does not need it any more. */
export async function openOnnxModel(
  model: OnnxModel,
  network: tf.LayersModel,
  { handOver = false } = {},
): Promise<Executor> {
  const { onGpu } = await startOnnxRuntime();
  const { ask, end } = startThread();
  const imageShape = network.inputs[0]!.shape.slice(1) as number[];
  const parts = [model.file, ...Object.values(model.given).map(({ values }) => values)];
  // A small one may lie in memory that it shares.
  const alone = parts
    .filter((part) => part.byteLength === part.buffer.byteLength)
    .map(({ buffer }) => buffer as ArrayBuffer);
  await ask({ kind: 'load', model, imageShape }, handOver ? alone : []).catch(async (error) => {
    await end();
    throw error;
  });
  return {
    shape: network.outputs[0]!.shape.slice(1) as number[],
    batch: onGpu ? frozenBatch.gpu : frozenBatch.processor,
    async run(images, count) {
      return (await ask({ kind: 'run', images, count }))!;
    },
    async dispose() {
      await ask({ kind: 'release' });
      await end();
    },
  };
}

interface Session {
  ask(question: SessionQuestion, handedOver?: ArrayBuffer[]): Promise<Float32Array | undefined>;
  end(): Promise<unknown>;
}

function startThread(): Session {
  const thread = new Worker(new URL('../onnx/sessionThread.ts', import.meta.url));
  const waiting: PromiseWithResolvers<Float32Array | undefined>[] = [];
  let isOver = false;
  const ended = (cause: unknown) => {
    isOver = true;
    for (const { reject } of waiting.splice(0)) reject(cause as Error);
  };
  thread.on('message', (answer: SessionAnswer) => {
    const { resolve, reject } = waiting.shift()!;
    // A thread that nobody waits for keeps no process alive.
    if (waiting.length === 0) thread.unref();
    if ('error' in answer) reject(answer.error);
    else resolve(answer.values);
  });
  thread.on('error', ended);
  thread.on('exit', () => ended(new Error('the ONNX Runtime session has ended')));

  return {
    ask(question, handedOver = []) {
      if (isOver) return Promise.reject(new Error('the ONNX Runtime session has ended'));
      const answer = Promise.withResolvers<Float32Array | undefined>();
      waiting.push(answer);
      thread.ref();
      return whileAtWork(() => {
        thread.postMessage(question, handedOver);
        return answer.promise;
      });
    },
    end() {
      isOver = true;
      return whileAtWork(() => thread.terminate());
    },
  };
}
