import { createHash } from 'node:crypto';
import type * as tf from '@tensorflow/tfjs';
import type { Examples } from '../../data/examples.ts';
import { graphInput, writeGraph } from '../exportOnnx.ts';
import { encodeModel, type NodeMessage } from '../format.ts';
import { startOnnxRuntime } from '../runtime.ts';
import { chooseCalibration } from './calibration.ts';
import { equalize } from './equalize.ts';
import { observe } from './observe.ts';
import { quantizableOf } from './quantizable.ts';
import { quantizeGraph } from './quantizeGraph.ts';

/** A network in eight bits, as far as it may be. */
export interface QuantizedNetwork {
  /** An ONNX file. */
  model: Uint8Array;
  /** What it was made with and is for. */
  runtime: string;
  /** The SHA-256 of it: of the parameters and of the ranges that the calibration found. */
  hash: string;
  /** ‖int8 − float32‖ / ‖float32‖ of the answers to images that the ranges were not taken from. */
  distance: number;
  /** How many convolutions are in eight bits, and of how many. */
  quantized: number;
  convolutions: number;
}

/** As far as the answers may be from float32's. */
export const tolerance = 0.02;

/**
 * Shares of a network's multiplications that are tried in eight bits. The convolutions with the fewest go back to
 * float32 first: each adds about the same error, however little time it takes.
 */
const shares = [1, 0.9, 0.85, 0.8, 0.75, 0.7, 0.6, 0.5];

/**
 * A network in inference, with the parameters it has now, in eight bits, calibrated on some of the images (at least
 * two). Of `shares` it is the largest whose answers are within `tolerance`, or the last. Throws what `exportOnnx`
 * throws. The same bits each time on the same machine.
 */
export async function quantizeNetwork(network: tf.LayersModel, images: Examples): Promise<QuantizedNetwork> {
  const runtime = await startOnnxRuntime();
  const { calibrated, checked } = chooseCalibration(images.labels);
  const { message: written } = writeGraph(network);
  const quantizable = quantizableOf(written);
  const { convolutions } = quantizable;
  if (convolutions.length === 0) throw new Error('expected a frozen part with a convolution');
  const { graph, seen } = equalize(written, await observe(runtime, written, quantizable.tensors, images, calibrated));
  const heaviest = [...convolutions].sort((one, other) => multiplications(other) - multiplications(one));
  const expected = await answers(encodeModel(written));

  let last: QuantizedNetwork | undefined;
  for (const share of shares) {
    const chosen = takeShare(heaviest, multiplications, share);
    const model = encodeModel(quantizeGraph(graph, quantizable, new Set(chosen), seen));
    const distance = distanceOf(await answers(model), expected);
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
    return seen.get(quantizable.endOf(node).output[0]!)!.size * dims[1]! * dims[2]! * dims[3]!;
  }

  async function answers(model: Uint8Array): Promise<Float32Array[]> {
    const session = await runtime.load(model);
    const all: Float32Array[] = [];
    for (const index of checked) {
      const input = new runtime.Tensor('float32', await images.read([index]), [1, ...images.shape]);
      const answer = await session.run({ [graphInput]: input });
      all.push(answer[session.outputNames[0]!]!.data as Float32Array);
    }
    await session.release();
    return all;
  }
}

/** The first of the convolutions that together have the share of all multiplications. */
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
