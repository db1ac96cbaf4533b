import type { ImageFile } from './imageFile.ts';

/** Digits and letters of a number at most. Source: Pillow. */
const maxToken = 10;

/**
 * Opens a PBM, PGM or PPM, packed or plain. Values are scaled to 0 … 255 as Pillow scales them. Throws for a header
 * that cannot be, and for grey of more than 256 levels. Source: Pillow, PpmImagePlugin.py.
 */
export function openNetpbm(bytes: Buffer): ImageFile {
  const kind = bytes[1]! - 48;
  const header = { at: 2 };
  const [width, height] = [numberAt(bytes, header), numberAt(bytes, header)];
  const isBitmap = kind === 1 || kind === 4;
  const maxValue = isBitmap ? 1 : numberAt(bytes, header);
  if (maxValue < 1 || maxValue > 65535) throw new Error(`a largest value of ${maxValue}, where 1 to 65535 can be`);
  const channels = kind === 3 || kind === 6 ? 3 : 1;
  // Pillow clips such an image to white: nothing could be learned from it, and nobody would see why.
  if (channels === 1 && maxValue > 255) throw new Error('16-bit grey; save it with 8 bits a channel');
  const samples = width * height * channels;
  const levels = isBitmap
    ? [255, 0]
    : Array.from({ length: maxValue + 1 }, (_, value) => toEven((value / maxValue) * 255));
  const data = bytes.subarray(header.at);
  let read: Reader | undefined;
  return {
    width,
    height,
    rows(top, count) {
      read ??=
        kind < 4
          ? plainReader(data, samples, isBitmap, maxValue)
          : isBitmap
            ? bitReader(data, width, height)
            : byteReader(data, samples, maxValue);
      const pixels = new Uint8Array(width * count * 3);
      let from = top * width * channels;
      for (let to = 0; to < pixels.length; to += 3)
        for (let channel = 0; channel < 3; channel++) {
          if (channel === 0 || channels === 3) pixels[to + channel] = levels[read(from++)] ?? 255;
          else pixels[to + channel] = pixels[to]!;
        }
      return pixels;
    },
  };
}

/** Python's `round`: halves go to the even neighbour. */
function toEven(value: number): number {
  const down = Math.floor(value);
  const half = value - down - 0.5;
  return half > 0 || (half === 0 && down % 2 === 1) ? down + 1 : down;
}

const isBlank = (byte: number) => byte === 32 || (byte >= 9 && byte <= 13);
const isLineEnd = (byte: number) => byte === 10 || byte === 13;

/** The next number of the header. One blank behind it is read, too. */
function numberAt(bytes: Uint8Array, header: { at: number }): number {
  let token = '';
  while (header.at < bytes.length && token.length <= maxToken) {
    const byte = bytes[header.at++]!;
    if (byte === 35) while (header.at < bytes.length && !isLineEnd(bytes[header.at++]!));
    else if (!isBlank(byte)) token += String.fromCharCode(byte);
    else if (token !== '') break;
  }
  if (!/^\d{1,10}$/.test(token)) throw new Error('a header that cannot be read');
  return Number(token);
}

type Reader = (sample: number) => number;

function bitReader(data: Uint8Array, width: number, height: number): Reader {
  const stride = Math.ceil(width / 8);
  requireLength(data.length, stride * height);
  return (sample) => {
    const [row, column] = [Math.floor(sample / width), sample % width];
    return (data[row * stride + (column >> 3)]! >> (7 - (column & 7))) & 1;
  };
}

function byteReader(data: Uint8Array, samples: number, maxValue: number): Reader {
  requireLength(data.length, maxValue > 255 ? samples * 2 : samples);
  return maxValue > 255 ? (sample) => (data[sample * 2]! << 8) | data[sample * 2 + 1]! : (sample) => data[sample]!;
}

function plainReader(data: Uint8Array, samples: number, isBitmap: boolean, maxValue: number): Reader {
  const values = maxValue > 255 ? new Uint16Array(samples) : new Uint8Array(samples);
  let to = 0;
  let token = '';
  const finish = () => {
    if (token === '') return;
    if (!/^\d{1,10}$/.test(token) || Number(token) > maxValue)
      throw new Error(`a value of "${token.slice(0, maxToken)}", where 0 to ${maxValue} can be`);
    values[to++] = Number(token);
    token = '';
  };
  for (let at = 0; at < data.length && to < samples; at++) {
    const byte = data[at]!;
    // A comment ends no number. Source: Pillow takes it out before it looks for numbers.
    if (byte === 35) while (at + 1 < data.length && !isLineEnd(data[++at]!));
    else if (isBlank(byte)) finish();
    else {
      if (token.length <= maxToken) token += String.fromCharCode(byte);
      if (isBitmap) finish();
    }
  }
  if (to < samples) finish();
  requireLength(to, samples);
  return (sample) => values[sample]!;
}

function requireLength(received: number, expected: number): void {
  if (received < expected) throw new Error('one that is cut off');
}
