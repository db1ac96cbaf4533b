import { createHash } from 'node:crypto';
import type { ImageEntry } from '#contracts/dataset';
import { publicImages } from '#contracts/publicShare';

export interface Shares {
  /** Indices into the test set. */
  public: number[];
  private: number[];
}

/**
 * Splits a test set into the share whose score is shown at once and the one that decides in the end. An assignment's
 * seed and an image's bytes decide the image's place, so that every run of an assignment is scored on the same images.
 * Neither share is empty where there are two images.
 */
export function splitShares(images: readonly ImageEntry[], publicShare: number, seed: number): Shares {
  const keys = images.map((image) => createHash('sha256').update(`${seed}:${image.sha256}`).digest('hex'));
  const order = keys
    .map((_, index) => index)
    .sort((a, b) => (keys[a]! < keys[b]! ? -1 : keys[a]! > keys[b]! ? 1 : a - b));
  const size = publicImages(images.length, publicShare);
  return { public: order.slice(0, size), private: order.slice(size) };
}
