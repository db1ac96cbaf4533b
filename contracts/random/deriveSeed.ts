import { sha256 } from '@noble/hashes/sha2.js';

/** Derives a seed in [0, 2³¹) for one purpose, such as ('shuffle', pass), from a run's seed. */
export function deriveSeed(seed: number, ...purpose: (string | number)[]): number {
  const digest = sha256(new TextEncoder().encode(JSON.stringify([seed, ...purpose])));
  return new DataView(digest.buffer, digest.byteOffset).getUint32(0, true) >>> 1;
}
