import { readFileSync } from 'node:fs';
import { type Augmentation, augmentationSchema } from '#contracts/augmentation';
import type { Transform } from '#contracts/variation/transform';

/** What tests/keras/augmentation.py wrote. */
export const goldenFolder = new URL('../../keras/golden/augmentation/', import.meta.url);

export function readGolden<Case>(name: string): Case[] {
  return JSON.parse(readFileSync(new URL(`${name}.json`, goldenFolder), 'utf8')).cases;
}

/** A policy with Keras's defaults for what the golden file leaves out. */
export function policyOf(golden: unknown): Augmentation {
  return augmentationSchema.parse(golden);
}

export const unchanged: Transform = {
  theta: 0,
  tx: 0,
  ty: 0,
  shear: 0,
  zx: 1,
  zy: 1,
  flipHorizontal: false,
  flipVertical: false,
};

/** The same picture as in tests/keras/augmentation.py. */
export function pattern(height: number, width: number, number = 0): Uint8Array {
  return Uint8Array.from({ length: height * width * 3 }, (_, i) => {
    const [r, c, k] = [Math.floor(i / 3 / width), Math.floor(i / 3) % width, i % 3];
    return 37 * r! + 101 * c! + 59 * k! + 7 * r! * c! + 13 * number;
  });
}

/** Levels from 0 to 255, exact to a 512th. */
export function unpack(pixels: string): Float64Array {
  const bytes = Buffer.from(pixels, 'base64');
  return Float64Array.from({ length: bytes.length / 2 }, (_, i) => bytes.readUInt16LE(i * 2) / 256);
}

/** The largest difference between two images, in levels; infinite when they are not of one size. */
export function difference(image: ArrayLike<number>, golden: ArrayLike<number>): number {
  if (image.length !== golden.length) return Number.POSITIVE_INFINITY;
  let largest = 0;
  for (let i = 0; i < golden.length; i++) {
    const apart = Math.abs(image[i]! - golden[i]!);
    if (!(apart <= largest)) largest = apart;
  }
  return largest;
}

/** Keras's own transform may be missed by one level; what the golden files round off is a two-hundredth of that. */
export const tolerance = 0.005;
