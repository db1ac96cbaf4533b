import { z } from 'zod';
import type { Attributes } from './graph.ts';
import { noZeros, type Pair, pairSchema } from './margins.ts';
import type { Operand } from './translation.ts';

/** The settings of a layer whose window goes over an image. */
export const windowSchema = z.object({
  strides: pairSchema,
  padding: z.enum(['same', 'valid']),
  dataFormat: z.literal('channelsLast'),
});

/** What goes over an image step by step. */
export interface Window {
  size: Pair;
  strides: Pair;
  dilations: Pair;
  padding: 'same' | 'valid';
}

/** As ONNX has them; `pads` are above, left, below and right. */
type WindowAttributes = Attributes & { pads: [number, number, number, number] };

/** A window in ONNX's terms, but for its dilations. Zeros that its input should have had are put into its padding. */
export function windowAttributes(
  { size, strides, dilations, padding }: Window,
  { shape, zeros = noZeros }: Operand,
): WindowAttributes {
  const [top, bottom] = padding === 'same' ? sameZeros(0) : zeros[0];
  const [left, right] = padding === 'same' ? sameZeros(1) : zeros[1];
  return { kernel_shape: [...size], strides: [...strides], pads: [top, left, bottom, right] };

  /** TensorFlow's: ⌈side / stride⌉ places, and where the zeros are an odd number the one more comes last. */
  function sameZeros(axis: 0 | 1): Pair {
    const side = shape[axis]!;
    const reach = dilations[axis] * (size[axis] - 1) + 1;
    const all = Math.max((Math.ceil(side / strides[axis]) - 1) * strides[axis] + reach - side, 0);
    return [Math.floor(all / 2), Math.ceil(all / 2)];
  }
}
