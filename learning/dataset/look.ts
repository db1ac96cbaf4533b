/** What an image looks like, small enough to compare many: for finding copies that were saved or scaled again. */
export interface Look {
  /** 64 bits in two halves: whether each low frequency of the image is above the median. */
  high: number;
  low: number;
  /** The 64 frequencies themselves, each weighted by its number, as the directions of a vector of length 1. */
  spectrum: Float32Array;
}

/** Pixels of the side of the grey image that a look is computed from. */
export const lookSide = 32;
const frequencies = 8;

/** An image whose grey levels deviate less than this from their mean says nothing: all such images look the same. */
const leastContrast = 2;

/** cos of the discrete cosine transform: frequency × pixel. */
const cosines = Float64Array.from({ length: frequencies * lookSide }, (_, at) => {
  const [frequency, pixel] = [Math.floor(at / lookSide) + 1, at % lookSide];
  return Math.cos((Math.PI * frequency * (2 * pixel + 1)) / (2 * lookSide));
});

/**
 * The look of an image of `lookSide` × `lookSide` grey levels; null for a flat one. The hash is a pHash: the signs of
 * 8 × 8 low frequencies around their median, constant ones left out.
 */
export function lookOf(grey: Uint8Array): Look | null {
  let sum = 0;
  let squares = 0;
  for (const level of grey) {
    sum += level;
    squares += level * level;
  }
  const mean = sum / grey.length;
  if (Math.sqrt(Math.max(0, squares / grey.length - mean * mean)) < leastContrast) return null;

  const rows = new Float64Array(lookSide * frequencies);
  for (let y = 0; y < lookSide; y++)
    for (let f = 0; f < frequencies; f++) {
      let value = 0;
      for (let x = 0; x < lookSide; x++) value += cosines[f * lookSide + x]! * grey[y * lookSide + x]!;
      rows[y * frequencies + f] = value;
    }
  const spectrum = new Float64Array(frequencies * frequencies);
  for (let g = 0; g < frequencies; g++)
    for (let f = 0; f < frequencies; f++) {
      let value = 0;
      for (let y = 0; y < lookSide; y++) value += cosines[g * lookSide + y]! * rows[y * frequencies + f]!;
      spectrum[g * frequencies + f] = value;
    }
  const sorted = Float64Array.from(spectrum).sort();
  const median = (sorted[31]! + sorted[32]!) / 2;
  let high = 0;
  let low = 0;
  for (let bit = 0; bit < 32; bit++) {
    if (spectrum[bit]! > median) high |= 1 << bit;
    if (spectrum[bit + 32]! > median) low |= 1 << bit;
  }
  // Pictures have most of their energy in the lowest frequencies, in which different ones may agree.
  const weighted = Float32Array.from(
    spectrum,
    (value, at) => value * (2 + (at % frequencies) + Math.floor(at / frequencies)),
  );
  const length = Math.hypot(...weighted);
  return { high, low, spectrum: weighted.map((value) => value / length) };
}

/** How many of 32 bits are set. */
export function ones(bits: number): number {
  let n = bits - ((bits >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return (((n + (n >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

/** How alike two spectra are: 1 for the same picture, near 0 for different ones. */
export function correlation({ spectrum: a }: Look, { spectrum: b }: Look): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
