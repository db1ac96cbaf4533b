/** What each of the 65,536 half-precision numbers is: looking it up is quicker than converting it. */
const values = new Float32Array(new Float16Array(Uint16Array.from({ length: 2 ** 16 }, (_, bits) => bits).buffer));

/**
 * The bits of numbers rounded to half precision (IEEE 754 binary16); null where a finite one is beyond its range,
 * ±65,504.
 */
export function toHalfFloats(numbers: Float32Array): Uint16Array | null {
  const halves = new Float16Array(numbers);
  for (let n = 0; n < halves.length; n++) if (!Number.isFinite(halves[n]!)) return null;
  return new Uint16Array(halves.buffer);
}

/** Numbers rounded to half precision; as they are where a finite one is beyond its range. */
export function asHalfFloats(numbers: Float32Array): Float32Array {
  const halves = toHalfFloats(numbers);
  if (halves) fromHalfFloats(halves, numbers, 0);
  return numbers;
}

/** Writes what half-precision numbers are, given as bits, into `target` from `at` on. */
export function fromHalfFloats(bits: Uint16Array, target: Float32Array, at: number): void {
  for (let n = 0; n < bits.length; n++) target[at + n] = values[bits[n]!]!;
}
