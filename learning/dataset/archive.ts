import { isUtf8 } from 'node:buffer';
import { buffer } from 'node:stream/consumers';
import { type Entry, getFileNameLowLevel, openPromise } from 'yauzl';
import { FolderInvalid } from '#contracts/imageFolders';
import type { ImportLimits } from '#contracts/importLimits';
import type { Listing } from './listing.ts';

const fileTypeBits = 0o170000;
const symbolicLink = 0o120000;

/**
 * Opens a zip and checks its table of contents. Throws FolderInvalid when it is no zip or could do harm: by paths that
 * lead out of it, links, bombs. `read` throws it when a file does not unpack to what the table of contents says.
 */
export async function openArchive(path: string, limits: ImportLimits): Promise<Listing> {
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
        folders.push(path.slice(0, -1));
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
      files: Array.from(entries, ([path, { uncompressedSize }]) => ({ path, bytes: uncompressedSize })),
      folders,
      read: async (name) => {
        const entry = entries.get(name);
        if (!entry) throw new Error(`expected a path of the archive, received ${name}`);
        return zip
          .openReadStreamPromise(entry)
          .then(buffer)
          .catch((error) => refuseArchive(error, name));
      },
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    if (error instanceof FolderInvalid) throw error;
    return refuseArchive(error);
  }
}

/** Says that a name is UTF-8; without it the format means code page 437. */
const utf8Flag = 0x800;
/** The extra field that repeats a name in UTF-8. */
const unicodePathField = 0x7075;

/** An entry's path, without `.` folders: some programs begin every path with `./`. */
function pathOf(entry: Entry): string {
  const segments = nameOf(entry).split('/');
  return segments.filter((segment, at) => segment !== '.' && (segment !== '' || at === segments.length - 1)).join('/');
}

/**
 * An entry's name. Some programs write UTF-8 and do not say so. Others write their country's encoding, which the zip
 * does not name: such a zip is refused, or a class's name would be gibberish.
 */
function nameOf({ generalPurposeBitFlag, fileNameRaw, extraFields, fileName }: Entry): string {
  if (generalPurposeBitFlag & utf8Flag || extraFields.some(({ id }) => id === unicodePathField)) return fileName;
  if (!isUtf8(fileNameRaw))
    throw invalid(`expected paths in UTF-8, received ${fileName}; "downstream import" makes such a zip of a folder`);
  return getFileNameLowLevel(generalPurposeBitFlag | utf8Flag, fileNameRaw, extraFields, false);
}

function checkEntry(entry: Entry, fileName: string, limits: ImportLimits): void {
  const { compressedSize, uncompressedSize } = entry;
  if (((entry.externalFileAttributes >>> 16) & fileTypeBits) === symbolicLink)
    throw invalid(`expected files and folders only, received the symbolic link ${fileName}`);
  if (!fileName.isWellFormed() || /(?![\t\n\r])\p{Cc}/u.test(fileName))
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
  const fault = error instanceof Error ? error.message : String(error);
  if (fault.startsWith('End of central directory'))
    throw invalid(`expected a zip that can be read, received ${where}, which is cut off or a file of another kind`);
  throw invalid(`expected a zip that can be read, received ${where} with a fault: ${fault.replace(/\.$/, '')}`);
}

function invalid(problem: string): FolderInvalid {
  return new FolderInvalid(problem.replace(/^e/, 'E'));
}
