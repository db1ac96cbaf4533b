import { backbones } from '#contracts/backbones';
import type { Recipe } from '#contracts/recipe';

/** What each of the 256 values of a byte becomes before it enters the network, in float32 as numpy computes it. */
export function preprocessingTable({ backbone, preprocessing }: Pick<Recipe, 'backbone' | 'preprocessing'>): Float32Array {
  const kind = preprocessing === 'rescale' ? 'rescale' : backbones[backbone].preprocessInput;
  return Float32Array.from({ length: 256 }, (_, value) => {
    switch (kind) {
      case 'rescale':
        return value * Math.fround(1 / 255);
      case 'tf':
        return Math.fround(value / 127.5) - 1;
      default:
        return kind satisfies never;
    }
  });
}
