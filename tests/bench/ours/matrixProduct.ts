import { Tensor } from 'onnxruntime-node';
import { z } from 'zod';
import { encodeModel } from '../../../learning/onnx/format.ts';
import { newGraph } from '../../../learning/onnx/graph.ts';
import { startOnnxRuntime } from '../../../learning/onnx/runtime.ts';
import { serve, timed } from './serve.ts';

/**
 * What this machine's processor can do, as the library that computes our features uses it: `node matrixProduct.ts
 * <side>`, the product of two square float32 matrices on ONNX Runtime. Asked for so many products it answers the
 * seconds.
 */
const requestSchema = z.strictObject({ products: z.int().positive() });

const side = Number(process.argv[2]);
const graph = newGraph();
const name = graph.node('product', 'MatMul', ['x', graph.constant(noise(), [side, side])]);
const session = await (await startOnnxRuntime()).load(
  encodeModel(graph.finish({ name: 'x', dims: [side] }, { name, dims: [side] }).message),
);
const x = new Tensor('float32', noise(), [side, side]);
await session.run({ x });

await serve({}, async (request) => {
  const { products } = requestSchema.parse(request);
  return timed(async () => {
    for (let done = 0; done < products; done++) await session.run({ x });
  });
});

function noise(): Float32Array {
  return Float32Array.from({ length: side ** 2 }, (_, index) => ((index * 7919) % 1999) / 1999 - 0.5);
}
