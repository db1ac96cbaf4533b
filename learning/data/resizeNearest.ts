/** An image of bytes, three channels a pixel, row by row. */
export interface RgbImage {
  pixels: Uint8Array;
  width: number;
  height: number;
}

/**
 * Resizes to `size` × `size` pixels; picks exactly the pixels that Pillow's NEAREST picks, which is what Keras's
 * `load_img` asks for by default. Source: Pillow, `ImagingScaleAffine` in Geometry.c: positions are sums, so that
 * rounding at a pixel's edge falls the same way.
 */
export function resizeNearest({ pixels, width, height }: RgbImage, size: number): Uint8Array {
  const columns = nearestPositions(width, size);
  const rows = nearestPositions(height, size);
  const out = new Uint8Array(size * size * 3);
  let to = 0;
  for (let y = 0; y < size; y++) {
    const row = rows[y]! * width;
    for (let x = 0; x < size; x++) {
      const from = (row + columns[x]!) * 3;
      out[to++] = pixels[from]!;
      out[to++] = pixels[from + 1]!;
      out[to++] = pixels[from + 2]!;
    }
  }
  return out;
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
