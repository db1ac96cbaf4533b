import type { ImageSize, Transform } from './transform.ts';

/** The first two rows of a 3 × 3 matrix, one after the other. The third is 0 0 1. */
export type AffineMatrix = readonly [number, number, number, number, number, number];

/**
 * Maps (row, column) of the augmented image to where it comes from: row [0]·r + [1]·c + [2], column [3]·r + [4]·c +
 * [5].
 *
 * It is the matrix that Keras hands to SciPy: rotation · shift · shear · zoom about a centre. Keras builds it for (x,
 * y), takes the height for x's extent and the width for y's, and then swaps the axes. So `tx`, drawn from the height
 * shift, moves columns, `ty` moves rows, and the centre is row width / 2 − 0.5, column height / 2 − 0.5, which is
 * beside the middle of an image that is not square. Source: `apply_affine_transform` in
 * keras/src/legacy/preprocessing/image.py.
 */
export function affineMatrix({ theta, tx, ty, shear, zx, zy }: Transform, { height, width }: ImageSize): AffineMatrix {
  const angle = radians(theta);
  const slant = radians(shear);
  const rotate: AffineMatrix = [Math.cos(angle), -Math.sin(angle), 0, Math.sin(angle), Math.cos(angle), 0];
  const shift: AffineMatrix = [1, 0, tx, 0, 1, ty];
  const skew: AffineMatrix = [1, -Math.sin(slant), 0, 0, Math.cos(slant), 0];
  const zoom: AffineMatrix = [zx, 0, 0, 0, zy, 0];
  const x = height / 2 - 0.5;
  const y = width / 2 - 0.5;
  const aboutOrigin = multiply(multiply(multiply(rotate, shift), skew), zoom);
  const [xx, xy, x0, yx, yy, y0] = multiply(multiply([1, 0, x, 0, 1, y], aboutOrigin), [1, 0, -x, 0, 1, -y]);
  return [yy, yx, y0, xy, xx, x0];
}

function multiply([a, b, c, d, e, f]: AffineMatrix, [g, h, i, j, k, l]: AffineMatrix): AffineMatrix {
  return [a * g + b * j, a * h + b * k, a * i + b * l + c, d * g + e * j, d * h + e * k, d * i + e * l + f];
}

function radians(degrees: number): number {
  return degrees * (Math.PI / 180);
}
