/** A whole number from 0 to one less than `end`, drawn by chance. */
export type Draw = (end: number) => number;

const telling = [0, 1, 0x7f, 0x80, 0xff, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff];

/** A copy of bytes with some of them changed, left out, repeated, or replaced by those of `other`. */
export function mutated(bytes: Uint8Array, other: Uint8Array, draw: Draw): Buffer {
  let changed = Buffer.from(bytes);
  for (let left = 1 + draw(6); left > 0 && changed.length > 0; left--) changed = once(changed, other, draw);
  return changed;
}

function once(bytes: Buffer<ArrayBuffer>, other: Uint8Array, draw: Draw): Buffer<ArrayBuffer> {
  // Headers and tables of contents lie at the ends, and most of what can go wrong does so there.
  const at = [
    draw(bytes.length),
    draw(Math.min(64, bytes.length)),
    bytes.length - 1 - draw(Math.min(64, bytes.length)),
  ][draw(3)]!;
  const end = Math.min(bytes.length, at + 1 + draw(64));
  switch (draw(7)) {
    case 0:
      bytes[at]! ^= 1 << draw(8);
      return bytes;
    case 1:
      bytes[at] = draw(256);
      return bytes;
    case 2: {
      const value = telling[draw(telling.length)]!;
      if (at + 4 <= bytes.length) bytes[draw(2) === 0 ? 'writeUInt32LE' : 'writeUInt32BE'](value, at);
      return bytes;
    }
    case 3:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(end)]);
    case 4:
      return Buffer.concat([bytes.subarray(0, end), bytes.subarray(at)]);
    case 5:
      return bytes.subarray(0, at);
    default: {
      const from = draw(Math.max(1, other.length));
      return Buffer.concat([bytes.subarray(0, at), other.subarray(from, from + 1 + draw(64)), bytes.subarray(end)]);
    }
  }
}
