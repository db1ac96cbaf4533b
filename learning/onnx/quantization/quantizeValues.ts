/** The lowest and the highest number of a tensor; 0 lies between them or is one of them. */
export interface Range {
  low: number;
  high: number;
}

/** ONNX's scale and zero point of a uint8 tensor: the byte b stands for scale · (b − zeroPoint). */
export interface Uint8Scale {
  scale: number;
  zeroPoint: number;
}

/** Maps the bytes 0 … 255 to a range. One of them is exactly 0, because paddings are zeros. */
export function uint8ScaleOf({ low, high }: Range): Uint8Scale {
  const scale = Math.fround((high - low) / 255) || 1;
  return { scale, zeroPoint: Math.round(-low / scale) };
}

/** A convolution's weights as integers, with a scale for each output. */
export interface QuantizedConvolution {
  kernel: Int8Array;
  kernelScales: Float32Array;
  bias: Int32Array;
  /** The kernel's scales times the scale of the input: the unit of a sum of products. */
  biasScales: Float32Array;
}

/**
 * Quantizes a convolution. `dims` are [outputs, inputs of a group, rows, columns], `means` the means of the input's
 * channels. The rounded kernel changes the mean output; the bias corrects that, because otherwise errors of one sign
 * add up from layer to layer.
 */
export function quantizeConvolution(
  kernel: Float32Array,
  dims: number[],
  bias: Float32Array,
  inputScale: number,
  means: Float64Array,
): QuantizedConvolution {
  const [outputs, inputs, rows, columns] = dims as [number, number, number, number];
  const { values, scales } = quantizeKernel(kernel, outputs);
  const biasScales = scales.map((scale) => scale * inputScale);
  const outputsOfGroup = (outputs * inputs) / means.length;
  const corrected = Int32Array.from(bias, (value, output) => {
    const firstInput = Math.floor(output / outputsOfGroup) * inputs;
    let excess = 0;
    for (let input = 0; input < inputs; input++) {
      const from = (output * inputs + input) * rows * columns;
      let difference = 0;
      for (let index = from; index < from + rows * columns; index++)
        difference += values[index]! * scales[output]! - kernel[index]!;
      excess += difference * means[firstInput + input]!;
    }
    return Math.round((value - excess) / biasScales[output]!);
  });
  return { kernel: values, kernelScales: scales, bias: corrected, biasScales };
}

/** Integers from −127 to 127 and a scale for each output, of a kernel whose first dimension is the outputs. */
function quantizeKernel(kernel: Float32Array, outputs: number): { values: Int8Array; scales: Float32Array } {
  const perOutput = kernel.length / outputs;
  const values = new Int8Array(kernel.length);
  const scales = new Float32Array(outputs);
  for (let output = 0; output < outputs; output++) {
    const [from, to] = [output * perOutput, (output + 1) * perOutput];
    let largest = 0;
    for (let index = from; index < to; index++) largest = Math.max(largest, Math.abs(kernel[index]!));
    scales[output] = largest / 127 || 1;
    for (let index = from; index < to; index++) values[index] = Math.round(kernel[index]! / scales[output]!);
  }
  return { values, scales };
}
