import { buffer } from 'node:stream/consumers';
import { type Entry, openPromise } from 'yauzl';
import { ApiError } from '../errors.ts';
import { isPlainText } from '../plainText.ts';
import type { ImportLimits } from './importLimits.ts';

/** An opened zip whose table of contents has been checked; `close()` it when done. */
export interface Archive {
  /** Paths of its files, with `/` between folders; nothing leads out of the archive. */
  paths: string[];
  /** A file's bytes. Throws DATASET_INVALID when they do not unpack to what the table of contents says. */
  read(path: string): Promise<Buffer>;
  close(): void;
}

const fileTypeBits = 0o170000;
const symbolicLink = 0o120000;

/** Opens a zip. Throws DATASET_INVALID when it is none, or holds what could do harm: paths that lead elsewhere, links, bombs. */
export async function openArchive(path: string, limits: ImportLimits): Promise<Archive> {
  const zip = await openPromise(path, { autoClose: false }).catch(refuseArchive);
  try {
    if (zip.entryCount > limits.entries) throw invalid(`expected at most ${limits.entries} entries in the zip, received ${zip.entryCount}`);
    const entries = new Map<string, Entry>();
    let unpackedBytes = 0;
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith('/')) continue;
      checkEntry(entry, limits);
      unpackedBytes += entry.uncompressedSize;
      if (unpackedBytes > limits.unpackedBytes)
        throw invalid(`expected a zip that unpacks to at most ${limits.unpackedBytes} bytes, received more`);
      if (entries.has(entry.fileName)) throw invalid(`expected every path once, received ${entry.fileName} twice`);
      entries.set(entry.fileName, entry);
    }
    return {
      paths: [...entries.keys()],
      read: async (name) => {
        const entry = entries.get(name);
        if (!entry) throw new Error(`expected a path of the archive, received ${name}`);
        return buffer(await zip.openReadStreamPromise(entry)).catch((error) => refuseArchive(error, name));
      },
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    if (error instanceof ApiError) throw error;
    return refuseArchive(error);
  }
}

function checkEntry(entry: Entry, limits: ImportLimits): void {
  const { fileName, compressedSize, uncompressedSize } = entry;
  if (((entry.externalFileAttributes >>> 16) & fileTypeBits) === symbolicLink)
    throw invalid(`expected files and folders only, received the symbolic link ${fileName}`);
  if (!isPlainText(fileName)) throw invalid(`expected names without control characters, received ${JSON.stringify(fileName)}`);
  if (entry.isEncrypted()) throw invalid(`expected a zip without a password, received ${fileName} encrypted`);
  if (uncompressedSize > limits.fileBytes)
    throw invalid(`expected files of at most ${limits.fileBytes} bytes, received ${fileName} with ${uncompressedSize}`);
  if (uncompressedSize > 2 ** 20 && uncompressedSize > compressedSize * limits.ratio)
    throw invalid(
      `expected files that unpack to at most ${limits.ratio} times their size, received ${fileName} with ${compressedSize} bytes for ${uncompressedSize}`,
    );
}

/** yauzl's messages say what is wrong with the zip, e.g. "invalid relative path: ../x". */
function refuseArchive(error: unknown, where = 'the upload'): never {
  throw invalid(
    `expected a zip that can be read, received ${where} with a fault: ${error instanceof Error ? error.message : String(error)}`,
  );
}

function invalid(problem: string): ApiError {
  return new ApiError('DATASET_INVALID', `The dataset was not imported: ${problem}.`);
}
