import type { RgbImage } from './resizeNearest.ts';

/** Bits after the point of Pillow's filter weights for images of bytes. */
const precisionBits = 22;

/**
 * Resizes to `size` × `size` pixels with Pillow's BILINEAR, byte for byte: a triangle that grows with the shrinking
 * factor, first along rows, then along columns, rounded to bytes in between. Source: Pillow, Resample.c.
 */
export function resizeBilinear({ pixels, width, height }: RgbImage, size: number): Uint8Array {
  const narrowed =
    width === size
      ? pixels
      : resample(pixels, { lines: height, from: width, lineStride: width * 3, step: 3, to: size });
  if (height === size) return narrowed;
  // The second pass walks down the columns of the first one's result and so turns the picture; the last step turns it
  // back.
  return transpose(resample(narrowed, { lines: size, from: height, lineStride: 3, step: size * 3, to: size }), size);
}

interface Pass {
  lines: number;
  /** Pixels of a line before and after. */
  from: number;
  to: number;
  /** Distance in bytes from one line to the next, and from one pixel of a line to the next. */
  lineStride: number;
  step: number;
}

function resample(pixels: Uint8Array, { lines, from, to, lineStride, step }: Pass): Uint8Array {
  const filters = triangleFilters(from, to);
  const out = new Uint8Array(lines * to * 3);
  for (let line = 0; line < lines; line++) {
    for (let i = 0; i < to; i++) {
      const { first, weights } = filters[i]!;
      for (let channel = 0; channel < 3; channel++) {
        let sum = 1 << (precisionBits - 1);
        let at = line * lineStride + first * step + channel;
        for (const weight of weights) {
          sum += pixels[at]! * weight;
          at += step;
        }
        out[(line * to + i) * 3 + channel] = Math.min(sum >> precisionBits, 255);
      }
    }
  }
  return out;
}

function triangleFilters(from: number, to: number): { first: number; weights: Int32Array }[] {
  const scale = from / to;
  const support = Math.max(scale, 1);
  return Array.from({ length: to }, (_, i) => {
    const centre = (i + 0.5) * scale;
    const first = Math.max(Math.trunc(centre - support + 0.5), 0);
    const end = Math.min(Math.trunc(centre + support + 0.5), from);
    const exact = Array.from({ length: end - first }, (_, k) =>
      Math.max(0, 1 - Math.abs((k + first - centre + 0.5) * (1 / support))),
    );
    const total = exact.reduce((sum, weight) => sum + weight, 0);
    return {
      first,
      weights: Int32Array.from(exact, (weight) => Math.trunc((weight / total) * 2 ** precisionBits + 0.5)),
    };
  });
}

function transpose(pixels: Uint8Array, size: number): Uint8Array {
  const out = new Uint8Array(pixels.length);
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++)
      for (let c = 0; c < 3; c++) out[(y * size + x) * 3 + c] = pixels[(x * size + y) * 3 + c]!;
  return out;
}
