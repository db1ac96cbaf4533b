/** The least and the greatest number that the bytes of a tensor can tell. 0 is between them or one of them. */
export interface Range {
  low: number;
  high: number;
}

/** What a byte stands for: scale · (byte − zero). */
export interface Affine {
  scale: number;
  zero: number;
}

/** The bytes 0 … 255 over a range, one of them exactly 0, as paddings are zeros. */
export function affineOf({ low, high }: Range): Affine {
  const scale = Math.fround((high - low) / 255) || 1;
  return { scale, zero: Math.round(-low / scale) };
}

/** Weights as whole numbers from −127 to 127, times a scale that each output has of its own. */
export interface WholeWeights {
  bytes: Int8Array;
  scales: Float32Array;
}

/** Of a kernel whose first dimension is the outputs. */
export function wholeWeights(kernel: Float32Array, outputs: number): WholeWeights {
  const perOutput = kernel.length / outputs;
  const bytes = new Int8Array(kernel.length);
  const scales = new Float32Array(outputs);
  for (let output = 0; output < outputs; output++) {
    const [from, to] = [output * perOutput, (output + 1) * perOutput];
    let largest = 0;
    for (let index = from; index < to; index++) largest = Math.max(largest, Math.abs(kernel[index]!));
    scales[output] = largest / 127 || 1;
    for (let index = from; index < to; index++) bytes[index] = Math.round(kernel[index]! / scales[output]!);
  }
  return { bytes, scales };
}
