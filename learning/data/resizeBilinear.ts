import type { Resizing } from './resizing.ts';

/** Bits after the point of Pillow's filter weights for images of bytes. */
const precisionBits = 22;
const half = 1 << (precisionBits - 1);

/**
 * Resizes to `size` × `size` pixels with Pillow's BILINEAR, byte for byte: a triangle that grows with the shrinking
 * factor, first along rows, then along columns, rounded to bytes in between. A row is added to the sums of the output
 * rows that it belongs to. Source: Pillow, Resample.c.
 */
export function resizeBilinear(width: number, height: number, size: number): Resizing {
  const across = triangleFilters(width, size);
  const down = triangleFilters(height, size);
  const rowValues = size * 3;
  const sums = new Int32Array(size * rowValues).fill(half);
  const narrowed = new Uint8Array(rowValues);
  // The first output row that may need an input row: both only grow.
  let firstTarget = 0;
  let lastRow = -1;

  function narrow(strip: Uint8Array, start: number): Uint8Array {
    if (width === size) return strip.subarray(start, start + rowValues);
    for (let x = 0, to = 0; x < size; x++, to += 3) {
      const { first, weights } = across[x]!;
      let [red, green, blue] = [half, half, half];
      let at = start + first * 3;
      for (let k = 0; k < weights.length; k++, at += 3) {
        const weight = weights[k]!;
        red += strip[at]! * weight;
        green += strip[at + 1]! * weight;
        blue += strip[at + 2]! * weight;
      }
      narrowed[to] = toByte(red);
      narrowed[to + 1] = toByte(green);
      narrowed[to + 2] = toByte(blue);
    }
    return narrowed;
  }

  return {
    take(strip, top, count) {
      for (let row = top; row < top + count; row++) {
        const values = narrow(strip, (row - top) * width * 3);
        if (row < lastRow) firstTarget = 0;
        lastRow = row;
        while (firstTarget < size && down[firstTarget]!.first + down[firstTarget]!.weights.length <= row) firstTarget++;
        for (let y = firstTarget; y < size && down[y]!.first <= row; y++) {
          const weight = down[y]!.weights[row - down[y]!.first] ?? 0;
          const to = y * rowValues;
          for (let i = 0; i < rowValues; i++) sums[to + i]! += values[i]! * weight;
        }
      }
    },
    pixels: () => Uint8Array.from(sums, toByte),
  };
}

function toByte(sum: number): number {
  return Math.min(sum >> precisionBits, 255);
}

/** For each of `to` pixels: the first of the `from` pixels that it is made of, and the weights from there on. */
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
