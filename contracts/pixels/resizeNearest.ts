import type { Resizing } from './resizing.ts';

/**
 * Resizes to `size` × `size` pixels; picks exactly the pixels that Pillow's NEAREST picks, which is what Keras's
 * `load_img` asks for by default. Source: Pillow, `ImagingScaleAffine` in Geometry.c: positions are sums, so that
 * rounding at a pixel's edge falls the same way.
 */
export function resizeNearest(width: number, height: number, size: number): Resizing {
  const columns = nearestPositions(width, size);
  const rows = nearestPositions(height, size);
  const pixels = new Uint8Array(size * size * 3);
  return {
    pixels: () => pixels,
    take(strip, top, count) {
      for (let y = 0; y < size; y++) {
        const row = rows[y]! - top;
        if (row < 0 || row >= count) continue;
        let to = y * size * 3;
        for (let x = 0; x < size; x++) {
          const from = (row * width + columns[x]!) * 3;
          pixels[to++] = strip[from]!;
          pixels[to++] = strip[from + 1]!;
          pixels[to++] = strip[from + 2]!;
        }
      }
    },
  };
}

function nearestPositions(from: number, to: number): Int32Array {
  const scale = from / to;
  const positions = new Int32Array(to);
  let position = scale * 0.5;
  for (let i = 0; i < to; i++) {
    positions[i] = Math.min(Math.trunc(position), from - 1);
    position += scale;
  }
  return positions;
}
