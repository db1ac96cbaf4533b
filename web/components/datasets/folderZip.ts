/** A folder's files as one zip that is never built: any piece of it can be asked for, so an upload of it resumes. */
export interface FolderZip {
  name: string;
  /** Bytes. */
  size: number;
  /** Equal for the same files: what an upload that was cut off is found again by. */
  fingerprint: string;
  /** The bytes from `start` to `end`. Rejects when a file has changed or cannot be read. */
  slice(start: number, end: number): Promise<Blob>;
}

/** A file with its path below the folder, `/` between folders. */
export interface FolderFile {
  path: string;
  file: File;
}

const localHeaderBytes = 30;
const centralHeaderBytes = 46;
/** A number of 32 bits that says: see the extra field. */
const seeExtra = 0xffffffff;
const utf8Flag = 0x800;
/** 1 January 1980: the same folder gives the same bytes. */
const noDate = 0x21;

interface Part {
  start: number;
  end: number;
  bytes(from: number, to: number): Promise<Blob | Uint8Array<ArrayBuffer>>;
}

/**
 * Lays files out as a zip that stores them as they are (images are compressed already), with 64-bit offsets where they
 * are needed: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT. Throws for a file of 4 GiB or more.
 */
export function folderZip(name: string, files: readonly FolderFile[]): FolderZip {
  const encoder = new TextEncoder();
  const parts: Part[] = [];
  const entries: { name: Uint8Array<ArrayBuffer>; file: File; offset: number; checksum: () => Promise<number> }[] = [];
  let at = 0;
  const add = (length: number, bytes: Part['bytes']) => {
    if (length > 0) parts.push({ start: at, end: at + length, bytes });
    at += length;
  };
  for (const { path, file } of files) {
    if (file.size >= seeExtra) throw new Error(`Expected files of less than 4 GiB, received ${path}.`);
    const entry = { name: encoder.encode(path), file, offset: at, checksum: once(() => crc32Of(file)) };
    entries.push(entry);
    add(localHeaderBytes + entry.name.length, async (from, to) =>
      localHeader(entry.name, file.size, await entry.checksum()).slice(from, to),
    );
    add(file.size, async (from, to) => file.slice(from, to));
  }
  const centralStart = at;
  const centralLength = entries.reduce(
    (sum, { name, offset }) => sum + centralHeaderBytes + name.length + (offset >= seeExtra ? 12 : 0),
    0,
  );
  const end = endOfZip(entries.length, centralStart, centralLength);
  const central = once(async () => {
    const headers: Uint8Array<ArrayBuffer>[] = [];
    for (const { name, file, offset, checksum } of entries)
      headers.push(centralHeader(name, file.size, await checksum(), offset));
    return new Blob(headers);
  });
  add(centralLength, async (from, to) => (await central()).slice(from, to));
  add(end.length, async (from, to) => end.slice(from, to));

  const listing = files.map(({ path, file }) => [path, file.size, file.lastModified]);
  const listed = crc32(0, encoder.encode(JSON.stringify(listing)));
  return {
    name: `${name}.zip`,
    size: at,
    fingerprint: `folder ${name} ${files.length} ${at} ${listed}`,
    async slice(from, to) {
      const blobs: (Blob | Uint8Array<ArrayBuffer>)[] = [];
      for (let index = firstAt(parts, from); index < parts.length && parts[index]!.start < to; index++) {
        const part = parts[index]!;
        blobs.push(await part.bytes(Math.max(0, from - part.start), Math.min(part.end, to) - part.start));
      }
      return new Blob(blobs);
    },
  };
}

/** The index of the part that holds an offset. */
function firstAt(parts: readonly Part[], offset: number): number {
  let [low, high] = [0, parts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (parts[middle]!.end <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** Writes numbers one after another, each with its bytes, little end first. */
function numbers(length: number, fields: readonly [bytes: 2 | 4 | 8, value: number][]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [size, value] of fields) {
    if (size === 2) view.setUint16(at, value, true);
    else if (size === 4) view.setUint32(at, value, true);
    else view.setBigUint64(at, BigInt(value), true);
    at += size;
  }
  return bytes;
}

function localHeader(name: Uint8Array, size: number, checksum: number): Uint8Array<ArrayBuffer> {
  const header = numbers(localHeaderBytes + name.length, [
    [4, 0x04034b50],
    [2, 20],
    [2, utf8Flag],
    [2, 0],
    [2, 0],
    [2, noDate],
    [4, checksum],
    [4, size],
    [4, size],
    [2, name.length],
    [2, 0],
  ]);
  header.set(name, localHeaderBytes);
  return header;
}

function centralHeader(name: Uint8Array, size: number, checksum: number, offset: number): Uint8Array<ArrayBuffer> {
  const isFar = offset >= seeExtra;
  const extra = isFar
    ? numbers(12, [
        [2, 1],
        [2, 8],
        [8, offset],
      ])
    : new Uint8Array();
  const header = numbers(centralHeaderBytes + name.length + extra.length, [
    [4, 0x02014b50],
    [2, isFar ? 45 : 20],
    [2, isFar ? 45 : 20],
    [2, utf8Flag],
    [2, 0],
    [2, 0],
    [2, noDate],
    [4, checksum],
    [4, size],
    [4, size],
    [2, name.length],
    [2, extra.length],
    [2, 0],
    [2, 0],
    [2, 0],
    [4, 0],
    [4, isFar ? seeExtra : offset],
  ]);
  header.set(name, centralHeaderBytes);
  header.set(extra, centralHeaderBytes + name.length);
  return header;
}

function endOfZip(count: number, centralStart: number, centralLength: number): Uint8Array<ArrayBuffer> {
  const isLarge = count >= 0xffff || centralStart >= seeExtra || centralLength >= seeExtra;
  const large = isLarge
    ? numbers(76, [
        [4, 0x06064b50],
        [8, 44],
        [2, 45],
        [2, 45],
        [4, 0],
        [4, 0],
        [8, count],
        [8, count],
        [8, centralLength],
        [8, centralStart],
        // Where that record is.
        [4, 0x07064b50],
        [4, 0],
        [8, centralStart + centralLength],
        [4, 1],
      ])
    : new Uint8Array();
  const end = numbers(22, [
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, Math.min(count, 0xffff)],
    [2, Math.min(count, 0xffff)],
    [4, Math.min(centralLength, seeExtra)],
    [4, Math.min(centralStart, seeExtra)],
    [2, 0],
  ]);
  const bytes = new Uint8Array(large.length + end.length);
  bytes.set(large);
  bytes.set(end, large.length);
  return bytes;
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** The CRC-32 of more bytes, after one of those before them. */
function crc32(before: number, bytes: Uint8Array): number {
  let value = ~before;
  for (const byte of bytes) value = (value >>> 8) ^ crcTable[(value ^ byte) & 0xff]!;
  return ~value >>> 0;
}

const pieceBytes = 4 * 2 ** 20;

async function crc32Of(file: File): Promise<number> {
  let value = 0;
  for (let at = 0; at < file.size; at += pieceBytes)
    value = crc32(value, new Uint8Array(await file.slice(at, at + pieceBytes).arrayBuffer()));
  return value;
}
