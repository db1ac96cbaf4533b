const maxCodes = 4096;

/**
 * The `count` pixels of a GIF's frame, whose data begin with the size of a code and come in blocks. Throws where they
 * end early or name a code that is not there yet. Source: GIF89a's appendix F; Pillow, GifDecode.c.
 */
export function unpackGifCodes(data: Uint8Array, count: number): Uint8Array {
  const literalBits = data[0] ?? 0;
  if (literalBits > 11) throw new Error('a GIF with codes that cannot be');
  const clear = 1 << literalBits;
  // Of each code the last pixel, and the code of the pixels before it.
  const last = new Uint8Array(maxCodes);
  const before = new Uint16Array(maxCodes);
  const word = new Uint8Array(maxCodes + 1);
  const pixels = new Uint8Array(count);
  let next = clear + 2;
  let size = literalBits + 1;
  let previous = -1;
  let first = 0;
  let bits = 0;
  let bitCount = 0;
  let at = 1;
  let blockEnd = 1;
  let to = 0;

  while (to < count) {
    while (bitCount < size) {
      if (at === blockEnd) {
        const length = data[at++];
        // A block of no bytes should be the last; Pillow reads on.
        if (length === undefined || at + length > data.length) throw new Error('a GIF that is cut off');
        blockEnd = at + length;
        continue;
      }
      bits |= data[at++]! << bitCount;
      bitCount += 8;
    }
    const code = bits & ((1 << size) - 1);
    bits >>>= size;
    bitCount -= size;

    if (code === clear) {
      next = clear + 2;
      size = literalBits + 1;
      previous = -1;
      continue;
    }
    if (code === clear + 1) throw new Error('a GIF that is cut off');
    if (previous === -1) {
      if (code > clear) throw broken();
      first = code;
      pixels[to++] = code;
      previous = code;
      continue;
    }
    if (code > next || (code === next && next === maxCodes)) throw broken();

    let length = 0;
    let rest = code;
    if (code === next) {
      word[length++] = first;
      rest = previous;
    }
    while (rest >= clear) {
      word[length++] = last[rest]!;
      rest = before[rest]!;
    }
    first = rest;
    word[length++] = rest;
    while (length > 0 && to < count) pixels[to++] = word[--length]!;

    if (next < maxCodes) {
      last[next] = first;
      before[next] = previous;
      next++;
      if (next === 1 << size && size < 12) size++;
    }
    previous = code;
  }
  return pixels;
}

function broken(): Error {
  return new Error('a GIF whose pixels do not unpack');
}
