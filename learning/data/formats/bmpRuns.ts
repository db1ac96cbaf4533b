/**
 * The `count` indices of a BMP that is packed in runs of 8 or 4 bits, in the order of the file. What Pillow does with
 * odd files is kept: a run ends at its row's end, a jump leaves zeros, and an odd list of 4-bit pixels loses its last.
 * Throws where pixels are missing. Source: Pillow, `BmpRleDecoder`.
 */
export function unpackBmpRuns(
  bytes: Uint8Array,
  start: number,
  count: number,
  width: number,
  four: boolean,
): Uint8Array {
  const out = new Uint8Array(count);
  let [at, to, x] = [start, 0, 0];
  const put = (index: number) => {
    // Past the end nothing is written.
    out[to++] = index;
  };
  while (to < count && at + 1 < bytes.length) {
    const run = bytes[at++]!;
    const value = bytes[at++]!;
    if (run > 0) {
      const length = Math.max(0, Math.min(run, width - x));
      for (let i = 0; i < length; i++) put(four ? (i % 2 === 0 ? value >> 4 : value & 15) : value);
      x += length;
    } else if (value === 0) {
      to = Math.ceil(to / width) * width;
      x = 0;
    } else if (value === 1) break;
    else if (value === 2) {
      if (at + 1 >= bytes.length) break;
      to += bytes[at]! + bytes[at + 1]! * width;
      at += 2;
      x = to % width;
    } else {
      const length = four ? value >> 1 : value;
      const listed = bytes.subarray(at, at + length);
      for (const byte of listed)
        if (four) {
          put(byte >> 4);
          put(byte & 15);
        } else put(byte);
      at += listed.length;
      if (listed.length < length) break;
      x += value;
      // Lists end at an even place of the file.
      at += at % 2;
    }
  }
  if (to < count) throw new Error('a BMP that is cut off');
  return out;
}
