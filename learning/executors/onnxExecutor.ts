import { Worker } from 'node:worker_threads';
import type * as tf from '@tensorflow/tfjs';
import { exportOnnx, type OnnxModel } from '../onnx/exportOnnx.ts';
import { startOnnxRuntime, whileOnnxWorks } from '../onnx/runtime.ts';
import type { SessionRequest, SessionResponse } from '../onnx/sessionThread.ts';
import { frozenBatch } from '../recipe/memoryBounds.ts';
import type { Executor } from './executor.ts';

/**
 * An executor on ONNX Runtime for a network with its current weights. It runs in another thread, so that this thread
 * can read the next images meanwhile. The outputs differ from TensorFlow.js's in the last bits. Throws an Error if the
 * library does not load, or if a layer is not translated to ONNX.
 */
export async function openOnnxExecutor(network: tf.LayersModel): Promise<Executor> {
  const { onGpu } = await startOnnxRuntime();
  // cuDNN chooses its own algorithms.
  return openOnnxModel(exportOnnx(network, { winograd: !onGpu }), network, { transfer: true });
}

/** The same for a model that was made from the network before. `transfer` moves its memory to the other thread. */
export async function openOnnxModel(
  model: OnnxModel,
  network: tf.LayersModel,
  { transfer = false } = {},
): Promise<Executor> {
  const { onGpu } = await startOnnxRuntime();
  const { send, end } = startThread();
  const imageShape = network.inputs[0]!.shape.slice(1) as number[];
  const parts = [model.file, ...Object.values(model.extraInputs).map(({ values }) => values)];
  // A small array may share its memory with others; such memory cannot be transferred.
  const ownMemory = parts
    .filter((part) => part.byteLength === part.buffer.byteLength)
    .map(({ buffer }) => buffer as ArrayBuffer);
  await send({ kind: 'load', model, imageShape }, transfer ? ownMemory : []).catch(async (error) => {
    await end();
    throw error;
  });
  return {
    shape: network.outputs[0]!.shape.slice(1) as number[],
    batch: onGpu ? frozenBatch.gpu : frozenBatch.processor,
    async run(images, count) {
      return (await send({ kind: 'run', images, count }))!;
    },
    async dispose() {
      await send({ kind: 'release' });
      await end();
    },
  };
}

interface Session {
  send(request: SessionRequest, transferred?: ArrayBuffer[]): Promise<Float32Array | undefined>;
  end(): Promise<unknown>;
}

function startThread(): Session {
  const thread = new Worker(new URL('../onnx/sessionThread.ts', import.meta.url));
  const waiting: PromiseWithResolvers<Float32Array | undefined>[] = [];
  let hasEnded = false;
  const onEnd = (cause: unknown) => {
    hasEnded = true;
    for (const { reject } of waiting.splice(0)) reject(cause as Error);
  };
  thread.on('message', (response: SessionResponse) => {
    const { resolve, reject } = waiting.shift()!;
    // An idle thread must not keep the process alive.
    if (waiting.length === 0) thread.unref();
    if ('error' in response) reject(response.error);
    else resolve(response.values);
  });
  thread.on('error', onEnd);
  thread.on('exit', () => onEnd(new Error('the ONNX Runtime session has ended')));

  return {
    send(request, transferred = []) {
      if (hasEnded) return Promise.reject(new Error('the ONNX Runtime session has ended'));
      const response = Promise.withResolvers<Float32Array | undefined>();
      waiting.push(response);
      thread.ref();
      return whileOnnxWorks(() => {
        thread.postMessage(request, transferred);
        return response.promise;
      });
    },
    end() {
      hasEnded = true;
      return whileOnnxWorks(() => thread.terminate());
    },
  };
}
