import { wholeWeights } from './affine.ts';

/** A convolution's parameters in whole numbers, each output with its scales. */
export interface WholeParameters {
  kernel: Int8Array;
  kernelScales: Float32Array;
  bias: Int32Array;
  /** A kernel's scale times the input's: what the sums of products of whole numbers count in. */
  biasScales: Float32Array;
}

/**
 * `dims` are [outputs, inputs of a group, rows, columns]. What the rounded kernel answers too much, for inputs that are
 * `means` by channel, is taken off the bias: without that, errors of one sign add up from layer to layer.
 */
export function wholeParameters(
  kernel: Float32Array,
  dims: number[],
  bias: Float32Array,
  inputScale: number,
  means: Float64Array,
): WholeParameters {
  const [outputs, inputs, rows, columns] = dims as [number, number, number, number];
  const { bytes, scales } = wholeWeights(kernel, outputs);
  const biasScales = scales.map((scale) => scale * inputScale);
  const outputsOfGroup = (outputs * inputs) / means.length;
  const corrected = Int32Array.from(bias, (value, output) => {
    const firstInput = Math.floor(output / outputsOfGroup) * inputs;
    let excess = 0;
    for (let input = 0; input < inputs; input++) {
      const from = (output * inputs + input) * rows * columns;
      let difference = 0;
      for (let index = from; index < from + rows * columns; index++)
        difference += bytes[index]! * scales[output]! - kernel[index]!;
      excess += difference * means[firstInput + input]!;
    }
    return Math.round((value - excess) / biasScales[output]!);
  });
  return { kernel: bytes, kernelScales: scales, bias: corrected, biasScales };
}
