/** The values of all 65,536 half-precision numbers. A look-up is faster than a conversion. */
const values = new Float32Array(new Float16Array(Uint16Array.from({ length: 2 ** 16 }, (_, bits) => bits).buffer));

/**
 * Rounds numbers to half precision (IEEE 754 binary16) and returns their bits; null if one is beyond its range,
 * ±65,504.
 */
export function toHalfFloats(numbers: Float32Array): Uint16Array | null {
  const halves = new Float16Array(numbers);
  for (let n = 0; n < halves.length; n++) if (!Number.isFinite(halves[n]!)) return null;
  return new Uint16Array(halves.buffer);
}

/** Rounds numbers to half precision, in place; leaves all unchanged if one is beyond its range. */
export function asHalfFloats(numbers: Float32Array): Float32Array {
  const halves = toHalfFloats(numbers);
  if (halves) fromHalfFloats(halves, numbers, 0);
  return numbers;
}

/** Converts the bits of half-precision numbers to float32 and writes them to `target`, from index `at` on. */
export function fromHalfFloats(bits: Uint16Array, target: Float32Array, at: number): void {
  for (let n = 0; n < bits.length; n++) target[at + n] = values[bits[n]!]!;
}
