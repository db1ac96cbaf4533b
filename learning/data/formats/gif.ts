import { unpackGifCodes } from './gifCodes.ts';
import type { ImageFile } from './imageFile.ts';

/**
 * Opens a GIF's first frame as Pillow's `convert("RGB")` shows it. A transparent pixel has its palette's colour. So do
 * pixels that the frame does not cover: the transparent index's where there is one, else index 0's. A frame that
 * reaches beyond the screen enlarges it. Throws where the file has no whole first frame. Source: Pillow,
 * GifImagePlugin.py.
 */
export function openGif(bytes: Buffer): ImageFile {
  const frame = firstFrame(bytes);
  const { left, top } = frame;
  const width = Math.max(bytes.readUInt16LE(6), left + frame.width);
  const height = Math.max(bytes.readUInt16LE(8), top + frame.height);
  let indices: Uint8Array | undefined;
  return {
    width,
    height,
    rows(first, count) {
      indices ??= frame.indices();
      const pixels = new Uint8Array(width * count * 3);
      for (let y = 0; y < count; y++) {
        const row = first + y - top;
        for (let x = 0; x < width; x++) {
          const column = x - left;
          const isCovered = row >= 0 && row < frame.height && column >= 0 && column < frame.width;
          const colour = (isCovered ? indices[row * frame.width + column]! : frame.transparent) * 3;
          const to = (y * width + x) * 3;
          pixels[to] = frame.palette[colour]!;
          pixels[to + 1] = frame.palette[colour + 1]!;
          pixels[to + 2] = frame.palette[colour + 2]!;
        }
      }
      return pixels;
    },
  };
}

interface Frame {
  left: number;
  top: number;
  width: number;
  height: number;
  /** 256 colours of three bytes. */
  palette: Uint8Array;
  /** The index of pixels outside the frame. */
  transparent: number;
  /** The frame's pixels, row by row, from top to bottom. */
  indices(): Uint8Array;
}

function firstFrame(bytes: Buffer): Frame {
  const screen = paletteAt(bytes, 13, bytes[10]!);
  let transparent = 0;
  let at = screen.end;
  while (at < bytes.length) {
    const block = String.fromCharCode(bytes[at]!);
    if (block === ';') break;
    if (block === '!') {
      // A graphic control extension: its flags, a delay, the transparent index.
      if (bytes[at + 1] === 0xf9 && bytes[at + 2]! > 3 && bytes[at + 3]! & 1) transparent = bytes[at + 6]!;
      at = afterBlocks(bytes, at + 2);
    } else if (block === ',') {
      if (at + 10 > bytes.length) break;
      const [left, top, width, height] = [1, 3, 5, 7].map((field) => bytes.readUInt16LE(at + field)) as Four;
      const flags = bytes[at + 9]!;
      const own = paletteAt(bytes, at + 10, flags);
      const data = bytes.subarray(own.end);
      return {
        left,
        top,
        width,
        height,
        transparent,
        palette: own.colours ?? screen.colours ?? greys,
        indices() {
          const indices = unpackGifCodes(data, width * height);
          return flags & 0x40 ? deinterlace(indices, width, height) : indices;
        },
      };
    } else at++;
  }
  throw new Error('a GIF without a picture');
}

type Four = [number, number, number, number];

/** Colours of a GIF without palettes. Source: Pillow reads such a one as grey. */
const greys = Uint8Array.from({ length: 768 }, (_, at) => Math.trunc(at / 3));

/** A palette that begins at `at`, if the flags say that one does. Indices that it lacks are black. */
function paletteAt(bytes: Buffer, at: number, flags: number): { colours: Uint8Array | undefined; end: number } {
  if (!(flags & 0x80)) return { colours: undefined, end: at };
  const end = at + 3 * 2 ** ((flags & 7) + 1);
  const given = bytes.subarray(at, end);
  // Pillow takes a palette whose colours are their own indices for none.
  if (given.every((value, place) => value === greys[place])) return { colours: undefined, end };
  const colours = new Uint8Array(768);
  colours.set(given);
  return { colours, end };
}

function afterBlocks(bytes: Buffer, start: number): number {
  let at = start;
  while (at < bytes.length && bytes[at] !== 0) at += bytes[at]! + 1;
  return at + 1;
}

/** Rows come in four passes: every eighth, those between, every second of the rest, the rest. */
function deinterlace(indices: Uint8Array, width: number, height: number): Uint8Array {
  const out = new Uint8Array(indices.length);
  let from = 0;
  for (const [first, step] of [
    [0, 8],
    [4, 8],
    [2, 4],
    [1, 2],
  ] as const)
    for (let row = first; row < height; row += step, from += width)
      out.set(indices.subarray(from, from + width), row * width);
  return out;
}
