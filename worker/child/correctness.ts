import { randomBytes } from 'node:crypto';

/** So that the object's address tells nothing: of a few images all answers could be tried. */
const saltBytes = 16;

/** Which test images a run got right, in the order of the sealed manifest: salt, then a bit an image, lowest first. */
export function encodeCorrectness(right: readonly boolean[]): Buffer {
  return Buffer.concat([randomBytes(saltBytes), bitsOf(right)]);
}

/** A bit for each of them, lowest first. */
export function bitsOf(right: readonly boolean[]): Buffer {
  const bits = Buffer.alloc(Math.ceil(right.length / 8));
  for (const [index, isRight] of right.entries()) if (isRight) bits[index >> 3]! |= 1 << (index & 7);
  return bits;
}

/** Whether each of the images with these indices was right. Throws when the object has fewer images. */
export function decodeCorrectness(bytes: Uint8Array, indices: readonly number[]): boolean[] {
  const bits = bytes.subarray(saltBytes);
  return indices.map((index) => {
    const byte = bits[index >> 3];
    if (byte === undefined)
      throw new Error(`expected an answer for test image ${index}, received ${bits.length} bytes`);
    return (byte & (1 << (index & 7))) !== 0;
  });
}
