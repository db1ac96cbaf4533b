import type { InferenceSession, Tensor } from 'onnxruntime-node';
import { elementTypes, encodeModel } from './format.ts';
import { newGraph } from './graph.ts';

const [products, byte, weight] = [64, 255, 127];

/**
 * True if sums of products of bytes saturate at 16 bits, as on x86 processors with AVX2 or AVX-512 but without VNNI. It
 * is tried with the largest bytes.
 */
export async function byteSumsSaturate(runtime: {
  load(model: Uint8Array): Promise<InferenceSession>;
  Tensor: typeof Tensor;
}): Promise<boolean> {
  const session = await runtime.load(productOfBytes());
  try {
    const bytes = new runtime.Tensor('float32', new Float32Array(products).fill(byte), [1, products]);
    const outputs = await session.run({ bytes });
    return (outputs[session.outputNames[0]!]!.data as Float32Array).some((sum) => sum !== products * byte * weight);
  } finally {
    await session.release();
  }
}

/** A model that multiplies bytes, [n, products], by the largest weights. */
function productOfBytes(): Uint8Array {
  const graph = newGraph();
  const cast = (name: string, to: number) => graph.node('cast', 'Cast', [name], { to });
  const weights = graph.constant(new Float32Array(products ** 2).fill(weight), [products, products]);
  const sums = graph.node('sums', 'MatMulInteger', [
    cast('bytes', elementTypes.uint8),
    cast(weights, elementTypes.int8),
  ]);
  return encodeModel(
    graph.finish({ name: 'bytes', dims: [products] }, { name: cast(sums, elementTypes.float32), dims: [products] })
      .message,
  );
}
