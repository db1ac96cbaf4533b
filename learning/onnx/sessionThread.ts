import { parentPort } from 'node:worker_threads';
import type { InferenceSession, Tensor as OnnxTensor } from 'onnxruntime-node';
import { graphInput, type OnnxModel } from './exportOnnx.ts';
import { startOnnxRuntime } from './runtime.ts';

/**
 * What the thread is asked, one thing after another: to load a model, for its answers to `count` images, to let go of
 * it.
 */
export type SessionQuestion =
  | { kind: 'load'; model: OnnxModel; imageShape: number[] }
  | { kind: 'run'; images: Float32Array; count: number }
  | { kind: 'release' };
export type SessionAnswer = { values?: Float32Array<ArrayBuffer> | undefined } | { error: Error };

// ONNX Runtime computes in the thread that asks it, which hears of nothing else meanwhile; so that is this one.
const port = parentPort!;
const { load, Tensor } = await startOnnxRuntime();
let open: { session: InferenceSession; given: Record<string, OnnxTensor>; imageShape: number[] };

async function answer(question: SessionQuestion): Promise<Float32Array<ArrayBuffer> | undefined> {
  switch (question.kind) {
    case 'load': {
      const { file, given } = question.model;
      const tensors = Object.entries(given).map(([name, { values, dims }]) => [
        name,
        new Tensor('float32', values, dims),
      ]);
      open = { session: await load(file), given: Object.fromEntries(tensors), imageShape: question.imageShape };
      return;
    }
    case 'run': {
      const { session, given, imageShape } = open;
      const images = new Tensor('float32', question.images, [question.count, ...imageShape]);
      const answers = await session.run({ ...given, [graphInput]: images });
      // A copy of its own, whose memory can be handed over.
      return Float32Array.from(answers[session.outputNames[0]!]!.data as Float32Array);
    }
    case 'release':
      await open.session.release();
      return;
  }
}

let last = Promise.resolve();
port.on('message', (question: SessionQuestion) => {
  last = last.then(async () => {
    try {
      const values = (await answer(question)) ?? undefined;
      port.postMessage({ values } satisfies SessionAnswer, values ? [values.buffer] : []);
    } catch (error) {
      port.postMessage({ error: error as Error } satisfies SessionAnswer);
    }
  });
});
