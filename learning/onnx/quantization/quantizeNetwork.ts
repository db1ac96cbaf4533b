import { createHash } from 'node:crypto';
import type * as tf from '@tensorflow/tfjs';
import type { Examples } from '../../data/examples.ts';
import { graphInput, writeGraph } from '../exportOnnx.ts';
import { encodeModel, type NodeMessage } from '../format.ts';
import { startOnnxRuntime } from '../runtime.ts';
import { chooseCalibration, observe } from './calibration.ts';
import { equalize } from './equalize.ts';
import { quantizableOf } from './quantizable.ts';
import { quantizeGraph } from './quantizeGraph.ts';

/** A network with as many convolutions in eight bits as the tolerance allows. */
export interface QuantizedNetwork {
  /** An ONNX file. */
  model: Uint8Array;
  /** The version of ONNX Runtime that it was made with and is for. */
  runtime: string;
  /** The SHA-256 of the file, in hex. The weights and the calibrated ranges decide it. */
  hash: string;
  /** ‖int8 − float32‖ / ‖float32‖ of the outputs for images that it was not calibrated on. */
  distance: number;
  /** The number of convolutions in eight bits, and of all. */
  quantized: number;
  convolutions: number;
}

/** The largest accepted distance from float32. */
export const tolerance = 0.02;

/**
 * The shares of a network's multiplications to try in eight bits. The convolutions with the fewest go back to float32
 * first: each adds about the same error, but they take the least time.
 */
const shares = [1, 0.9, 0.85, 0.8, 0.75, 0.7, 0.6, 0.5];

/**
 * Quantizes a network in inference with its current weights, calibrated on some of the images (at least two). It takes
 * the largest of `shares` that is within `tolerance`, or the last. The result is the same to the last bit each time on
 * the same machine. Throws the errors of `exportOnnx`.
 */
export async function quantizeNetwork(network: tf.LayersModel, images: Examples): Promise<QuantizedNetwork> {
  const runtime = await startOnnxRuntime();
  const { calibrated, checked } = chooseCalibration(images.labels);
  const { message: written } = writeGraph(network);
  const quantizable = quantizableOf(written);
  const { convolutions } = quantizable;
  if (convolutions.length === 0) throw new Error('expected a frozen prefix with a convolution');
  const observations = await observe(runtime, written, quantizable.tensors, images, calibrated);
  const { graph, observed } = equalize(written, observations);
  const heaviest = [...convolutions].sort((one, other) => multiplications(other) - multiplications(one));
  const expected = await outputsOf(encodeModel(written));

  let last: QuantizedNetwork | undefined;
  for (const share of shares) {
    const chosen = takeShare(heaviest, multiplications, share);
    const model = encodeModel(quantizeGraph(graph, quantizable, new Set(chosen), observed));
    const distance = distanceOf(await outputsOf(model), expected);
    const hash = createHash('sha256').update(model).digest('hex');
    last = {
      model,
      runtime: runtime.version,
      hash,
      distance,
      quantized: chosen.length,
      convolutions: convolutions.length,
    };
    if (distance <= tolerance) break;
  }
  return last!;

  function multiplications(node: NodeMessage): number {
    const { dims } = graph.initializer.find(({ name }) => name === node.input[1])!;
    return observed.get(quantizable.endOf(node).output[0]!)!.size * dims[1]! * dims[2]! * dims[3]!;
  }

  async function outputsOf(model: Uint8Array): Promise<Float32Array[]> {
    const session = await runtime.load(model);
    const all: Float32Array[] = [];
    for (const index of checked) {
      const input = new runtime.Tensor('float32', await images.read([index]), [1, ...images.shape]);
      const outputs = await session.run({ [graphInput]: input });
      all.push(outputs[session.outputNames[0]!]!.data as Float32Array);
    }
    await session.release();
    return all;
  }
}

/** The first convolutions that together have this share of all multiplications. */
function takeShare(
  heaviest: NodeMessage[],
  multiplications: (node: NodeMessage) => number,
  share: number,
): NodeMessage[] {
  const wanted = share * heaviest.reduce((sum, node) => sum + multiplications(node), 0);
  let sum = 0;
  return heaviest.filter((node) => {
    const taken = sum < wanted;
    sum += multiplications(node);
    return taken;
  });
}

function distanceOf(received: Float32Array[], expected: Float32Array[]): number {
  let [difference, size] = [0, 0];
  for (const [image, values] of expected.entries())
    for (const [index, value] of values.entries()) {
      difference += (value - received[image]![index]!) ** 2;
      size += value ** 2;
    }
  return Math.sqrt(difference / size);
}
