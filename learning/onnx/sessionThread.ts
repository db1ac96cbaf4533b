import { parentPort, workerData } from 'node:worker_threads';
import type { InferenceSession, Tensor as OnnxTensor } from 'onnxruntime-node';
import type { ExecutorPlace } from '#contracts/provenance';
import { graphInput, type OnnxModel } from './exportOnnx.ts';
import { loaderOn, startOnnxRuntime } from './runtime.ts';

/** The requests to the thread, one at a time: load a model, run it on `count` images, release it. */
export type SessionRequest =
  | { kind: 'load'; model: OnnxModel; imageShape: number[] }
  | { kind: 'run'; images: Float32Array; count: number }
  | { kind: 'release' };
export type SessionResponse = { values?: Float32Array<ArrayBuffer> | undefined } | { error: Error };

// ONNX Runtime blocks the thread that calls it. So this thread does nothing else.
const port = parentPort!;
const place: ExecutorPlace = workerData.place;
// Whether a GPU works was found out elsewhere.
const { load, Tensor } = place === 'processor' ? await startOnnxRuntime() : await loaderOn(place);
let open: { session: InferenceSession; extraInputs: Record<string, OnnxTensor>; imageShape: number[] };

async function handle(request: SessionRequest): Promise<Float32Array<ArrayBuffer> | undefined> {
  switch (request.kind) {
    case 'load': {
      const { file, extraInputs } = request.model;
      const tensors = Object.entries(extraInputs).map(([name, { values, dims }]) => [
        name,
        new Tensor('float32', values, dims),
      ]);
      open = { session: await load(file), extraInputs: Object.fromEntries(tensors), imageShape: request.imageShape };
      return;
    }
    case 'run': {
      const { session, extraInputs, imageShape } = open;
      const images = new Tensor('float32', request.images, [request.count, ...imageShape]);
      const outputs = await session.run({ ...extraInputs, [graphInput]: images });
      // A copy with its own memory, which can be transferred to the other thread.
      return Float32Array.from(outputs[session.outputNames[0]!]!.data as Float32Array);
    }
    case 'release':
      await open.session.release();
      return;
  }
}

let last = Promise.resolve();
port.on('message', (request: SessionRequest) => {
  last = last.then(async () => {
    try {
      const values = (await handle(request)) ?? undefined;
      port.postMessage({ values } satisfies SessionResponse, values ? [values.buffer] : []);
    } catch (error) {
      port.postMessage({ error: error as Error } satisfies SessionResponse);
    }
  });
});
