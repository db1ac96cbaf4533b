import { closeSync, openSync, readSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import type { FeaturePrecision } from '#contracts/provenance';
import { writeWholeFile } from '#machine/wholeFile';
import { fromHalfFloats, toHalfFloats } from './halfFloats.ts';

/** The features of some images, one row an image. */
export interface Block {
  rows: number;
  /** Copies a row, `size` numbers, into `target` from `at` on. */
  copyRow(row: number, target: Float32Array, at: number): void;
  /** Lets go of the file. Until then it can be read, even if it is evicted meanwhile. */
  close(): void;
}

/** Bytes of a number. */
export const bytesOfNumber: Record<FeaturePrecision, number> = { float16: 2, float32: 4 };

/** Thrown for a file that is not the whole block that it should be, or whose disk does not give it back. */
export class BlockDamaged extends Error {}

/** Thrown for numbers that 16 bits cannot hold. */
class TooLarge extends Error {}

/**
 * A file is 16 bytes of header (the letters DSFT; then, as unsigned 32-bit numbers in little-endian order, the format's
 * version, the bits of a number, and the CRC-32 of all rows) and the rows.
 */
const magic = 'DSFT';
const version = 1;
const headerBytes = 16;
const chunkBytes = 2 ** 20;

interface Header {
  bits: number;
  crc: number;
}

/**
 * Writes a block whose rows come batch after batch, whole or not at all. Features that 16 bits cannot hold (beyond
 * ±65,504) are written in 32: `batches` is called once more for that.
 */
export async function writeBlock(
  path: string,
  precision: FeaturePrecision,
  batches: () => AsyncIterable<Float32Array>,
): Promise<void> {
  try {
    await writeWholeFile(path, (file) => writeRows(file, precision, batches()), { mode: 0o600 });
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error;
    await writeBlock(path, 'float32', batches);
  }
}

/** Throws TooLarge where a number is beyond the precision. */
async function writeRows(
  file: FileHandle,
  precision: FeaturePrecision,
  batches: AsyncIterable<Float32Array>,
): Promise<void> {
  let crc = 0;
  let at = headerBytes;
  for await (const values of batches) {
    const written = precision === 'float16' ? toHalfFloats(values) : values;
    if (written === null) throw new TooLarge();
    const bytes = new Uint8Array(written.buffer, written.byteOffset, written.byteLength);
    crc = crc32(bytes, crc);
    for (let done = 0; done < bytes.length; )
      done += (await file.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
    at += bytes.length;
  }
  const header = Buffer.alloc(headerBytes);
  header.write(magic, 'latin1');
  for (const [place, value] of [version, 8 * bytesOfNumber[precision], crc].entries())
    header.writeUInt32LE(value, 4 + 4 * place);
  await file.write(header, 0, headerBytes, 0);
}

/**
 * Opens a block after every byte of it was checked; null where there is none. Throws BlockDamaged where it is not a
 * whole one of so many rows of so many numbers.
 */
export function openBlock(path: string, expected: { rows: number; size: number }): Block | null {
  const file = openIfThere(path);
  if (file === null) return null;
  try {
    const { bits } = check(file, expected);
    const { rows, size } = expected;
    const rowBytes = (size * bits) / 8;
    const half = bits === 16 ? new Uint16Array(size) : null;
    return {
      rows,
      copyRow(row, target, at) {
        const numbers = half ?? target.subarray(at, at + size);
        readWhole(file, new Uint8Array(numbers.buffer, numbers.byteOffset, rowBytes), headerBytes + row * rowBytes);
        if (half) fromHalfFloats(half, target, at);
      },
      close: () => closeSync(file),
    };
  } catch (error) {
    closeSync(file);
    throw error;
  }
}

function openIfThere(path: string): number | null {
  try {
    return openSync(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function check(file: number, { rows, size }: { rows: number; size: number }): Header {
  const header = readHeader(file);
  const end = headerBytes + (rows * size * header.bits) / 8;
  const chunk = new Uint8Array(chunkBytes);
  let crc = 0;
  for (let at = headerBytes; at < end; at += chunkBytes) {
    const part = chunk.subarray(0, Math.min(chunkBytes, end - at));
    readWhole(file, part, at);
    crc = crc32(part, crc);
  }
  if (crc !== header.crc) throw new BlockDamaged('its bytes are not those that were written');
  if (readOrRefuse(file, chunk.subarray(0, 1), end) > 0) throw new BlockDamaged('it is longer than it should be');
  return header;
}

function readHeader(file: number): Header {
  const header = Buffer.alloc(headerBytes);
  readWhole(file, header, 0);
  const [found, bits, crc] = [4, 8, 12].map((at) => header.readUInt32LE(at)) as [number, number, number];
  if (header.toString('latin1', 0, 4) !== magic || found !== version || (bits !== 16 && bits !== 32))
    throw new BlockDamaged('it is no block of this version');
  return { bits, crc };
}

/** Fills `bytes`. In a page cache or on a disk beside it, which is quicker to wait for than to be called back by. */
function readWhole(file: number, bytes: Uint8Array, position: number): void {
  for (let done = 0; done < bytes.length; ) {
    const read = readOrRefuse(file, bytes.subarray(done), position + done);
    if (read === 0) throw new BlockDamaged('it is shorter than it should be');
    done += read;
  }
}

/**
 * As `readSync`. A sector that has gone bad, and a flipped bit where the file system has checksums of its own, are an
 * EIO.
 */
function readOrRefuse(file: number, bytes: Uint8Array, position: number): number {
  try {
    return readSync(file, bytes, 0, bytes.length, position);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EIO') throw cause;
    throw new BlockDamaged('the disk does not give it back', { cause });
  }
}
