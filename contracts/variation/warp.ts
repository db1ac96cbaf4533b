import type { Augmentation } from '../augmentation.ts';
import type { AffineMatrix } from './affineMatrix.ts';
import { nowhere, outside } from './outside.ts';
import type { ImageSize, Transform } from './transform.ts';

/**
 * Reads an RGB image at the places that `matrix` names, between four pixels (bilinear), and flips the result.
 * `image` has height × width × 3 values; the new array that comes back has as many.
 * Source: `NI_GeometricTransform` at order 1, the core of `scipy.ndimage.affine_transform`.
 */
export function warp(
  image: Float32Array | Uint8Array,
  { height, width }: ImageSize,
  matrix: AffineMatrix,
  {
    fillMode,
    cval,
    flipHorizontal,
    flipVertical,
  }: Pick<Augmentation, 'fillMode' | 'cval'> & Pick<Transform, 'flipHorizontal' | 'flipVertical'>,
): Float32Array {
  const [yPerRow, yPerColumn, y0, xPerRow, xPerColumn, x0] = matrix;
  const lastRow = height - 1;
  const lastColumn = width - 1;
  const out = new Float32Array(height * width * 3);

  for (let row = 0; row < height; row++) {
    const line = (flipVertical ? lastRow - row : row) * width;
    for (let column = 0; column < width; column++) {
      const to = (line + (flipHorizontal ? lastColumn - column : column)) * 3;
      let y = row * yPerRow + column * yPerColumn + y0;
      let x = row * xPerRow + column * xPerColumn + x0;
      if (y < 0 || y > lastRow) y = outside(y, height, fillMode);
      if (x < 0 || x > lastColumn) x = outside(x, width, fillMode);
      if (y === nowhere || x === nowhere) {
        out[to] = out[to + 1] = out[to + 2] = cval;
        continue;
      }

      const top = Math.floor(y);
      const left = Math.floor(x);
      const down = y - top;
      const right = x - left;
      // A neighbour beyond the border has weight zero, or is the mirror image of the pixel on it.
      const upper = Math.max(top, 0) * width;
      const lower = Math.min(top + 1, lastRow) * width;
      const before = Math.max(left, 0);
      const after = Math.min(left + 1, lastColumn);
      const topLeft = (upper + before) * 3;
      const topRight = (upper + after) * 3;
      const bottomLeft = (lower + before) * 3;
      const bottomRight = (lower + after) * 3;
      const ofTopLeft = (1 - down) * (1 - right);
      const ofTopRight = (1 - down) * right;
      const ofBottomLeft = down * (1 - right);
      const ofBottomRight = down * right;
      for (let channel = 0; channel < 3; channel++)
        out[to + channel] =
          image[topLeft + channel]! * ofTopLeft +
          image[topRight + channel]! * ofTopRight +
          image[bottomLeft + channel]! * ofBottomLeft +
          image[bottomRight + channel]! * ofBottomRight;
    }
  }
  return out;
}
