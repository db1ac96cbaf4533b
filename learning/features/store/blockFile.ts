import { closeSync, openSync, readSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import type { FeaturePrecision } from '#contracts/provenance';
import { writeWholeFile } from '#machine/wholeFile';
import { fromHalfFloats, toHalfFloats } from './halfFloats.ts';

/** The stored features of some images, one row an image. */
export interface Block {
  rows: number;
  /** Copies a row of `size` numbers into `target`, from index `at` on. */
  copyRow(row: number, target: Float32Array, at: number): void;
  /** Closes the file. Until then it can be read, even if it is evicted meanwhile. */
  close(): void;
}

/** The bytes of one number. */
export const bytesOfNumber: Record<FeaturePrecision, number> = { float16: 2, float32: 4 };

/** The file is not the complete block that was expected, or the disk cannot read it. */
export class BlockDamaged extends Error {}

/** A number is beyond the range of 16 bits. */
class TooLarge extends Error {}

/**
 * A file has a header of 16 bytes and then the rows. The header is the letters DSFT and three little-endian uint32: the
 * version of the format, the bits of a number, and the CRC-32 of all rows.
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
 * Writes a block whose rows come in batches, whole or not at all. If a feature is beyond the range of 16 bits, ±65,504,
 * the block is written in 32 bits: `batches` is called once more for that.
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

/** Throws TooLarge if a number is beyond the range of the precision. */
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
 * Checks every byte of a block and opens it; null if there is none. Throws BlockDamaged if it is not complete, or does
 * not have so many rows of so many numbers.
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
    throw new BlockDamaged('it is not a block of this version');
  return { bits, crc };
}

/** Fills `bytes`. Synchronous, because the page cache or a local disk is faster than a callback. */
function readWhole(file: number, bytes: Uint8Array, position: number): void {
  for (let done = 0; done < bytes.length; ) {
    const read = readOrRefuse(file, bytes.subarray(done), position + done);
    if (read === 0) throw new BlockDamaged('it is shorter than it should be');
    done += read;
  }
}

/**
 * Like `readSync`. EIO means a bad sector, or a flipped bit on a file system with checksums. It throws BlockDamaged.
 */
function readOrRefuse(file: number, bytes: Uint8Array, position: number): number {
  try {
    return readSync(file, bytes, 0, bytes.length, position);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EIO') throw cause;
    throw new BlockDamaged('the disk cannot read it', { cause });
  }
}
