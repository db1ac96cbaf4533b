import { correlation, type Look, ones } from './look.ts';

/**
 * Two images are the same picture if their hashes differ in at most so many of 64 bits and their spectra correlate at
 * least so much. Measured on 100 pictures with the spectrum of photographs: copies saved as JPEG of quality 40, as WebP
 * of quality 50, at half and 1.5 times their size, or 10 % brighter differ in at most 10 bits and correlate by 0.935 or
 * more; of 4,950 pairs of different pictures no one correlates by more than 0.75. Of pure noise, the hardest case, the
 * median copy correlates by 0.82 to 0.97 and different ones by 0.52 at most.
 */
const mostBits = 14;
const leastCorrelation = 0.85;

/** Images by their looks. */
export interface SimilarImages {
  add(look: Look, index: number): void;
  /** The index of the image that looks most alike; undefined when none looks the same. */
  find(look: Look): number | undefined;
  /** The indices of all that look the same. */
  findAll(look: Look): number[];
}

/**
 * Compares hashes one after another, which takes a few nanoseconds each: of 10,900 images all pairs take a third of a
 * second, and an index that allows for 14 bits would look at most of them, too.
 */
export function openSimilarImages(): SimilarImages {
  const looks: Look[] = [];
  const indices: number[] = [];
  let hashes = new Int32Array(2048);
  return {
    add(look, index) {
      if (2 * looks.length === hashes.length) {
        const longer = new Int32Array(2 * hashes.length);
        longer.set(hashes);
        hashes = longer;
      }
      hashes[2 * looks.length] = look.high;
      hashes[2 * looks.length + 1] = look.low;
      looks.push(look);
      indices.push(index);
    },
    find(look) {
      let [best, most] = [-1, leastCorrelation];
      for (const at of near(look)) {
        const alike = correlation(look, looks[at]!);
        if (alike >= most) [best, most] = [at, alike];
      }
      return indices[best];
    },
    findAll(look) {
      const alike = near(look).filter((at) => correlation(look, looks[at]!) >= leastCorrelation);
      return alike.map((at) => indices[at]!);
    },
  };

  /** Where in `looks` the hash differs in few bits. */
  function near({ high, low }: Look): number[] {
    const found: number[] = [];
    const end = 2 * looks.length;
    for (let at = 0; at < end; at += 2)
      if (ones(hashes[at]! ^ high) + ones(hashes[at + 1]! ^ low) <= mostBits) found.push(at / 2);
    return found;
  }
}
