import { isUtf8 } from 'node:buffer';
import { buffer } from 'node:stream/consumers';
import { type Entry, getFileNameLowLevel, openPromise } from 'yauzl';
import { ApiError } from '../graphql/errors.ts';
import { isPlainText } from '../graphql/plainText.ts';
import type { ImportLimits } from './importLimits.ts';

/** An opened zip whose table of contents has been checked; `close()` it when done. */
export interface Archive {
  /**
   * Paths of its files and folders, with `/` between folders and at a folder's end; nothing leads out of the archive.
   */
  paths: string[];
  /** A file's bytes. Throws DATASET_INVALID when they do not unpack to what the table of contents says. */
  read(path: string): Promise<Buffer>;
  close(): void;
}

const fileTypeBits = 0o170000;
const symbolicLink = 0o120000;

/**
 * Opens a zip. Throws DATASET_INVALID when it is no zip or could do harm: by paths that lead out of it, links, bombs.
 */
export async function openArchive(path: string, limits: ImportLimits): Promise<Archive> {
  const zip = await openPromise(path, { autoClose: false }).catch(refuseArchive);
  try {
    if (zip.entryCount > limits.entries)
      throw invalid(`expected at most ${limits.entries} entries in the zip, received ${zip.entryCount}`);
    const entries = new Map<string, Entry>();
    const folders: string[] = [];
    let unpackedBytes = 0;
    for await (const entry of zip.eachEntry()) {
      const path = pathOf(entry);
      if (path.endsWith('/')) {
        folders.push(path);
        continue;
      }
      checkEntry(entry, path, limits);
      unpackedBytes += entry.uncompressedSize;
      if (unpackedBytes > limits.unpackedBytes)
        throw invalid(`expected a zip that unpacks to at most ${limits.unpackedBytes} bytes, received more`);
      if (entries.has(path)) throw invalid(`expected every path once, received ${path} twice`);
      entries.set(path, entry);
    }
    return {
      paths: [...folders, ...entries.keys()],
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

/** Says that a name is UTF-8; without it the format means code page 437. */
const utf8Flag = 0x800;
/** The extra field that repeats a name in UTF-8. */
const unicodePathField = 0x7075;

/**
 * An entry's path. Some programs write UTF-8 and do not say so. Others write their country's encoding, which the zip
 * does not name: such a zip is refused, or a class's name would be gibberish.
 */
function pathOf({ generalPurposeBitFlag, fileNameRaw, extraFields, fileName }: Entry): string {
  if (generalPurposeBitFlag & utf8Flag || extraFields.some(({ id }) => id === unicodePathField)) return fileName;
  if (!isUtf8(fileNameRaw))
    throw invalid(`expected paths in UTF-8, received ${fileName}; "downstream import" makes such a zip of a folder`);
  return getFileNameLowLevel(generalPurposeBitFlag | utf8Flag, fileNameRaw, extraFields, false);
}

function checkEntry(entry: Entry, fileName: string, limits: ImportLimits): void {
  const { compressedSize, uncompressedSize } = entry;
  if (((entry.externalFileAttributes >>> 16) & fileTypeBits) === symbolicLink)
    throw invalid(`expected files and folders only, received the symbolic link ${fileName}`);
  if (!isPlainText(fileName))
    throw invalid(`expected names without control characters, received ${JSON.stringify(fileName)}`);
  if (entry.isEncrypted()) throw invalid(`expected a zip without a password, received ${fileName} encrypted`);
  if (uncompressedSize > limits.fileBytes)
    throw invalid(`expected files of at most ${limits.fileBytes} bytes, received ${fileName} with ${uncompressedSize}`);
  if (uncompressedSize > 2 ** 20 && uncompressedSize > compressedSize * limits.ratio)
    throw invalid(
      `expected files that unpack to at most ${limits.ratio} times their size, received ${fileName} ` +
        `with ${compressedSize} bytes for ${uncompressedSize}`,
    );
}

/** yauzl's messages say what is wrong with the zip, e.g. "invalid relative path: ../x". */
function refuseArchive(error: unknown, where = 'the upload'): never {
  throw invalid(
    `expected a zip that can be read, received ${where} with a fault: ` +
      `${error instanceof Error ? error.message : String(error)}`,
  );
}

function invalid(problem: string): ApiError {
  return new ApiError('DATASET_INVALID', `The dataset was not imported: ${problem}.`);
}
