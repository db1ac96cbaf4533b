const tags = { compression: 259, photometric: 262, colourMap: 320, orientation: 274 } as const;
const [ycbcr, lab] = [6, 8];
/** The old kind and the one of today. */
const jpegCompressions = [6, 7];

/**
 * How the first page of a TIFF is turned: its orientation tag, 1 to 8, which Pillow heeds in a TIFF and in no other
 * format. Throws for pages whose colours Pillow reads otherwise than they are meant: Lab, YCbCr outside JPEG, and a
 * palette of 8-bit numbers, of which it makes black.
 */
export function tiffOrientation(bytes: Buffer): number {
  const tag = firstDirectory(bytes);
  const photometric = tag(tags.photometric)[0];
  const isJpeg = jpegCompressions.includes(tag(tags.compression)[0] ?? 1);
  if (photometric === lab || (photometric === ycbcr && !isJpeg))
    throw new Error('a TIFF of other colours than red, green and blue; save it as RGB');
  const colours = tag(tags.colourMap);
  if (colours.length > 0 && colours.every((value) => value < 256))
    throw new Error('a TIFF whose palette is black to Keras; save it as RGB');
  return tag(tags.orientation)[0] ?? 1;
}

/** The numbers of a tag, none where it is missing. */
type Directory = (tag: number) => number[];

/** Bytes of a number by its type: bytes, texts, 16-bit, 32-bit, and BigTIFF's 64-bit ones. */
const sizes: Record<number, number> = { 1: 1, 3: 2, 4: 4, 16: 8 };

/** The first directory of a classic TIFF or a BigTIFF. */
function firstDirectory(bytes: Buffer): Directory {
  const isLittle = bytes[0] === 0x49;
  const read = (at: number, size: number) => {
    if (at + size > bytes.length) return 0;
    if (size === 8) return Number(isLittle ? bytes.readBigUInt64LE(at) : bytes.readBigUInt64BE(at));
    return isLittle ? bytes.readUIntLE(at, size) : bytes.readUIntBE(at, size);
  };
  const isBig = read(2, 2) === 43;
  const word = isBig ? 8 : 4;
  const start = read(isBig ? 8 : 4, word);
  const countBytes = isBig ? 8 : 2;
  const entryBytes = 4 + 2 * word;
  return (tag) => {
    for (let n = 0; n < Math.min(read(start, countBytes), 4096); n++) {
      const entry = start + countBytes + n * entryBytes;
      if (read(entry, 2) !== tag) continue;
      const size = sizes[read(entry + 2, 2)] ?? 2;
      const count = Math.min(read(entry + 4, word), 3 * 65536);
      const at = entry + 4 + word;
      const values = count * size > word ? read(at, word) : at;
      return Array.from({ length: count }, (_, index) => read(values + index * size, size));
    }
    return [];
  };
}
