import { z } from 'zod';
import type { Attributes } from '../graph.ts';
import { type Margins, type Operand, type Pair, pairSchema } from '../translation.ts';

/** The settings that convolutions and poolings share. */
export const windowSchema = z.object({
  strides: pairSchema,
  padding: z.enum(['same', 'valid']),
  dataFormat: z.literal('channelsLast'),
});

/** The window that a convolution or a pooling slides over an image. */
export interface Window {
  size: Pair;
  strides: Pair;
  dilations: Pair;
  padding: 'same' | 'valid';
}

/** ONNX's attributes; `pads` are top, left, bottom, right. */
type WindowAttributes = Attributes & { pads: [number, number, number, number] };

/** ONNX's attributes of a window, without its dilations. The padding includes the zeros that the input lacks. */
export function windowAttributes(
  { size, strides, dilations, padding }: Window,
  { shape, zeros = noZeros }: Operand,
): WindowAttributes {
  const [top, bottom] = padding === 'same' ? sameZeros(0) : zeros[0];
  const [left, right] = padding === 'same' ? sameZeros(1) : zeros[1];
  return { kernel_shape: [...size], strides: [...strides], pads: [top, left, bottom, right] };

  /** TensorFlow's rule: ⌈side / stride⌉ places; if the number of zeros is odd, one more is added at the end. */
  function sameZeros(axis: 0 | 1): Pair {
    const side = shape[axis]!;
    const reach = dilations[axis] * (size[axis] - 1) + 1;
    const all = Math.max((Math.ceil(side / strides[axis]) - 1) * strides[axis] + reach - side, 0);
    return [Math.floor(all / 2), Math.ceil(all / 2)];
  }
}

const noZeros: Margins = [
  [0, 0],
  [0, 0],
];
