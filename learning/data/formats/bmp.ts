import { unpackBmpRuns } from './bmpRuns.ts';
import type { ImageFile } from './imageFile.ts';

const compressions = { none: 0, runs8: 1, runs4: 2, masks: 3 } as const;
const headerSizes: readonly number[] = [12, 40, 52, 56, 64, 108, 124];

/** Masks of red, green, blue and alpha that Pillow reads. All zeros stand for the usual order. */
const masks32 = [
  [0xff0000, 0xff00, 0xff, 0],
  [0xff000000, 0xff0000, 0xff00, 0],
  [0xff000000, 0xff00, 0xff, 0],
  [0xff000000, 0xff0000, 0xff00, 0xff],
  [0xff, 0xff00, 0xff0000, 0xff000000],
  [0xff0000, 0xff00, 0xff, 0xff000000],
  [0xff000000, 0xff00, 0xff, 0xff0000],
  [0, 0, 0, 0],
].map(String);
const masks24 = '16711680,65280,255';
const masks565 = '63488,2016,31';
const masks555 = '31744,992,31';

interface Header {
  width: number;
  height: number;
  bits: number;
  compression: number;
  isTopDown: boolean;
  /** Of red, green and blue. */
  masks: number[];
  /** Where the pixels begin. */
  pixels: number;
  /** 256 colours or more of three bytes, for up to 8 bits a pixel. */
  palette: Uint8Array;
}

/**
 * Opens a BMP of 1, 4, 8, 16, 24 or 32 bits a pixel, also one that is packed in runs. Alpha is dropped. Throws for what
 * Pillow does not read, and where pixels are missing. Source: Pillow, BmpImagePlugin.py.
 */
export function openBmp(bytes: Buffer): ImageFile {
  const header = readHeader(bytes);
  const { width, height, bits, compression, isTopDown, palette } = header;
  const isPacked = compression === compressions.runs8 || compression === compressions.runs4;
  let unpacked: Uint8Array | undefined;
  const stride = isPacked ? width : ((Math.ceil(width * bits) + 31) >> 5) << 2;
  const data = bytes.subarray(header.pixels);
  if (!isPacked && stride * (height - 1) + Math.ceil((width * bits) / 8) > data.length)
    throw new Error('a BMP that is cut off');
  const paint = isPacked ? paintIndices(8, palette) : bits <= 8 ? paintIndices(bits, palette) : painterOf(header);
  return {
    width,
    height,
    rows(top, count) {
      if (isPacked)
        unpacked ??= unpackBmpRuns(bytes, header.pixels, width * height, width, compression === compressions.runs4);
      const pixels = new Uint8Array(width * count * 3);
      for (let y = 0; y < count; y++) {
        const row = isTopDown ? top + y : height - 1 - top - y;
        paint((unpacked ?? data).subarray(row * stride), pixels.subarray(y * width * 3, (y + 1) * width * 3));
      }
      return pixels;
    },
  };
}

function readHeader(bytes: Buffer): Header {
  const size = bytes.length < 18 ? 0 : bytes.readUInt32LE(14);
  if (!headerSizes.includes(size) || bytes.length < 14 + size) throw new Error('a BMP whose header cannot be read');
  const isOs2 = size === 12;
  const isTopDown = !isOs2 && bytes[14 + 11] === 0xff;
  const width = isOs2 ? bytes.readUInt16LE(18) : bytes.readUInt32LE(18);
  const height = isOs2 ? bytes.readUInt16LE(20) : Math.abs(isTopDown ? bytes.readInt32LE(22) : bytes.readUInt32LE(22));
  const bits = bytes.readUInt16LE(isOs2 ? 24 : 28);
  const compression = isOs2 ? compressions.none : bytes.readUInt32LE(30);
  const offset = bytes.readUInt32LE(10);
  if (![1, 4, 8, 16, 24, 32].includes(bits)) throw new Error(`a BMP of ${bits} bits a pixel`);
  if (compression > compressions.masks) throw new Error(`a BMP of compression ${compression}`);

  let at = 14 + size;
  let masks: number[] = [];
  if (compression === compressions.masks) {
    const first = size >= 52 ? 14 + 40 : at;
    if (size < 52) at += 12;
    if (bytes.length < first + 12) throw new Error('a BMP that is cut off');
    masks = [0, 4, 8].map((field) => bytes.readUInt32LE(first + field));
    requireKnown(bits, [...masks, size >= 56 ? bytes.readUInt32LE(first + 12) : 0]);
  }
  const colours = (isOs2 ? 0 : bytes.readUInt32LE(46)) || 2 ** Math.min(bits, 16);
  const entry = isOs2 ? 3 : 4;
  // Some programs leave the palette out of the offset.
  const pixels =
    offset === 14 + size && bits <= 8 ? offset + entry * colours : offset || at + (bits <= 8 ? entry * colours : 0);
  if (bits <= 8 && colours > 65536) throw new Error(`a BMP of ${colours} colours`);
  const palette = new Uint8Array(256 * 3);
  for (let colour = 0; colour < Math.min(colours, 256) && bits <= 8; colour++)
    for (let channel = 0; channel < 3; channel++)
      palette[colour * 3 + channel] = bytes[at + colour * entry + 2 - channel] ?? 0;
  const isBlackAndWhite =
    colours === 2 &&
    palette[0] === 0 &&
    palette[1] === 0 &&
    palette[2] === 0 &&
    palette.subarray(3, 6).every((value) => value === 255);
  if (isBlackAndWhite && (bits === 4 || bits === 8))
    throw new Error(`a BMP that Keras misreads (black and white in ${bits} bits a pixel)`);
  return { width, height, bits, compression, isTopDown, masks, pixels, palette };
}

function requireKnown(bits: number, masks: number[]): void {
  const three = String(masks.slice(0, 3));
  const isKnown =
    bits === 32
      ? masks32.includes(String(masks))
      : bits === 24
        ? three === masks24
        : bits === 16 && (three === masks565 || three === masks555);
  if (!isKnown) throw new Error('a BMP whose colour masks Pillow does not read');
}

type Painter = (from: Uint8Array, to: Uint8Array) => void;

function paintIndices(bits: number, palette: Uint8Array): Painter {
  const perByte = 8 / bits;
  return (from, to) => {
    for (let x = 0; x * 3 < to.length; x++) {
      const byte = from[Math.trunc(x / perByte)]!;
      const colour = ((byte >> (8 - bits * ((x % perByte) + 1))) & (2 ** bits - 1)) * 3;
      for (let channel = 0; channel < 3; channel++) to[x * 3 + channel] = palette[colour + channel]!;
    }
  };
}

function painterOf({ bits, masks }: Header): Painter {
  if (bits === 16) {
    const greenBits = String(masks) === masks565 ? 6 : 5;
    const most = 2 ** greenBits - 1;
    return (from, to) => {
      for (let x = 0; x * 3 < to.length; x++) {
        const pixel = from[x * 2]! | (from[x * 2 + 1]! << 8);
        to[x * 3] = Math.trunc((((pixel >> (5 + greenBits)) & 31) * 255) / 31);
        to[x * 3 + 1] = Math.trunc((((pixel >> 5) & most) * 255) / most);
        to[x * 3 + 2] = Math.trunc(((pixel & 31) * 255) / 31);
      }
    };
  }
  const step = bits / 8;
  const given = masks.some((mask) => mask !== 0) ? masks : [0xff0000, 0xff00, 0xff];
  const [red, green, blue] = given.map((mask) => Math.floor(Math.log2(mask) / 8)) as [number, number, number];
  return (from, to) => {
    for (let at = 0, out = 0; out < to.length; at += step, out += 3) {
      to[out] = from[at + red]!;
      to[out + 1] = from[at + green]!;
      to[out + 2] = from[at + blue]!;
    }
  };
}
