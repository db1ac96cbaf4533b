import type { Resizing } from './resizing.ts';

/** Bits after the point of Pillow's filter weights for images of bytes. */
const precisionBits = 22;
const half = 1 << (precisionBits - 1);

/**
 * Resizes to `size` × `size` pixels with Pillow's BILINEAR, byte for byte: a triangle that grows with the shrinking
 * factor, first along rows, then along columns, rounded to bytes in between. Each row is added to the sums of the
 * output rows that it belongs to. Source: Pillow, Resample.c.
 */
export function resizeBilinear(width: number, height: number, size: number): Resizing {
  const across = triangleFilters(width, size);
  const down = triangleFilters(height, size);
  const rowValues = size * 3;
  const sums = new Int32Array(size * rowValues).fill(half);
  const narrowed = new Uint8Array(rowValues);
  return {
    take(strip, top, count) {
      for (let row = top; row < top + count; row++) {
        narrowRow(strip, (row - top) * width * 3, across, narrowed);
        for (let y = 0; y < size; y++) {
          const place = row - down.firsts[y]!;
          if (place < 0) break;
          if (place < down.counts[y]!) addRow(narrowed, down.weights[down.starts[y]! + place]!, sums, y * rowValues);
        }
      }
    },
    pixels() {
      const pixels = new Uint8Array(sums.length);
      for (let i = 0; i < pixels.length; i++) pixels[i] = toByte(sums[i]!);
      return pixels;
    },
  };
}

function narrowRow(strip: Uint8Array, start: number, { firsts, counts, starts, weights }: Filters, out: Uint8Array) {
  for (let x = 0, to = 0; to < out.length; x++, to += 3) {
    let red = half;
    let green = half;
    let blue = half;
    let at = start + firsts[x]! * 3;
    const end = starts[x]! + counts[x]!;
    for (let k = starts[x]!; k < end; k++, at += 3) {
      const weight = weights[k]!;
      red += strip[at]! * weight;
      green += strip[at + 1]! * weight;
      blue += strip[at + 2]! * weight;
    }
    out[to] = toByte(red);
    out[to + 1] = toByte(green);
    out[to + 2] = toByte(blue);
  }
}

function addRow(values: Uint8Array, weight: number, sums: Int32Array, to: number): void {
  for (let i = 0; i < values.length; i++) sums[to + i] = sums[to + i]! + values[i]! * weight;
}

function toByte(sum: number): number {
  return Math.min(sum >> precisionBits, 255);
}

/** Of each output pixel: the first input pixel that it is made of, how many, and where their weights begin. */
interface Filters {
  firsts: Int32Array;
  counts: Int32Array;
  starts: Int32Array;
  weights: Int32Array;
}

function triangleFilters(from: number, to: number): Filters {
  const scale = from / to;
  const support = Math.max(scale, 1);
  const firsts = new Int32Array(to);
  const counts = new Int32Array(to);
  const starts = new Int32Array(to);
  const weights: number[] = [];
  for (let i = 0; i < to; i++) {
    const centre = (i + 0.5) * scale;
    const first = Math.max(Math.trunc(centre - support + 0.5), 0);
    const end = Math.min(Math.trunc(centre + support + 0.5), from);
    const exact = Array.from({ length: end - first }, (_, k) =>
      Math.max(0, 1 - Math.abs((k + first - centre + 0.5) * (1 / support))),
    );
    const total = exact.reduce((sum, weight) => sum + weight, 0);
    firsts[i] = first;
    counts[i] = exact.length;
    starts[i] = weights.length;
    for (const weight of exact) weights.push(Math.trunc((weight / total) * 2 ** precisionBits + 0.5));
  }
  return { firsts, counts, starts, weights: Int32Array.from(weights) };
}
