import { constants, crc32, deflateSync, inflateSync } from 'node:zlib';

const signatureBytes = 8;
/** Of a chunk: its length and kind before its data, its checksum behind them. */
const frameBytes = 12;

interface Chunk {
  kind: string;
  data: Buffer;
  /** The chunk with its length, kind and checksum. */
  whole: Buffer;
  isSound: boolean;
}

/**
 * The same PNG as a strict decoder takes it. Pillow verifies the checksums of what stands before the pixels, and no
 * others; where the packed pixels end properly but early, the missing rows are zeros. Throws for a file that Pillow
 * refuses. A sound file is answered as it is. Source: Pillow, PngImagePlugin.py and ZipDecode.c.
 */
export function soundPng(bytes: Buffer): Buffer {
  const chunks = chunksOf(bytes);
  const firstData = chunks.findIndex(({ kind }) => kind === 'IDAT');
  const before = chunks.slice(0, firstData < 0 ? undefined : firstData);
  const damaged = before.find(({ isSound }) => !isSound);
  if (damaged) throw new Error(`a PNG that is damaged (the checksum of its ${damaged.kind} is wrong)`);
  if (firstData < 0) throw new Error('a PNG without pixels');
  const behind = chunks.slice(firstData).findIndex(({ kind }) => kind !== 'IDAT');
  const data = chunks.slice(firstData, behind < 0 ? undefined : firstData + behind);
  // What follows the pixels does not matter to them.
  if (data.every(({ isSound }) => isSound) && behind >= 0 && chunks.slice(firstData).every(({ isSound }) => isSound))
    return bytes;
  return assemble(bytes, before, Buffer.concat(data.map((chunk) => chunk.data)));
}

/**
 * The PNG with its pixels unpacked and packed again, so that a decoder finds as many rows as it expects. Throws where
 * Pillow finds that pixels are missing or do not unpack.
 */
export function repackedPng(bytes: Buffer): Buffer {
  const chunks = chunksOf(bytes);
  const data = Buffer.concat(chunks.filter(({ kind }) => kind === 'IDAT').map((chunk) => chunk.data));
  const header = chunks[0]?.data;
  if (header?.length !== 13 || header[12] !== 0) throw new Error('a PNG that is damaged');
  const [width, height, depth] = [header.readUInt32BE(0), header.readUInt32BE(4), header[8]!];
  const rowBytes = 1 + Math.ceil((width * depth * (channelsOf[header[9]!] ?? 1)) / 8);
  const rows = Buffer.alloc(rowBytes * height);
  const found = unpack(data, rows.length);
  found.copy(rows, 0, 0, Math.floor(found.length / rowBytes) * rowBytes);
  const firstData = chunks.findIndex(({ kind }) => kind === 'IDAT');
  return assemble(bytes, chunks.slice(0, firstData), deflateSync(rows, { level: 1 }));
}

const channelsOf: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** Rows from packed data. An end that is missing matters only where rows are, too. */
function unpack(data: Buffer, expected: number): Buffer {
  // More rows than there should be are passed over, within reason.
  const maxOutputLength = 2 * expected;
  try {
    return inflateSync(data, { maxOutputLength });
  } catch (cause) {
    const rows = inflateSync(data, { maxOutputLength, finishFlush: constants.Z_SYNC_FLUSH });
    if (rows.length < expected) throw new Error('a PNG that is cut off', { cause });
    return rows;
  }
}

function chunksOf(bytes: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = signatureBytes; at + 8 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const end = at + frameBytes + length;
    const whole = bytes.subarray(at, end);
    const kind = bytes.toString('latin1', at + 4, at + 8);
    const isSound = end <= bytes.length && crc32(whole.subarray(4, -4)) === bytes.readUInt32BE(end - 4);
    chunks.push({ kind, data: whole.subarray(8, 8 + length), whole, isSound });
    if (kind === 'IEND') break;
    at = end;
  }
  return chunks;
}

function assemble(bytes: Buffer, before: readonly Chunk[], data: Buffer): Buffer {
  return Buffer.concat([
    bytes.subarray(0, signatureBytes),
    ...before.map(({ whole }) => whole),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(kind: string, data: Buffer): Buffer {
  const out = Buffer.alloc(frameBytes + data.length);
  out.writeUInt32BE(data.length, 0);
  out.write(kind, 4, 'latin1');
  data.copy(out, 8);
  out.writeUInt32BE(crc32(out.subarray(4, -4)), data.length + 8);
  return out;
}
