import { realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { FolderInvalid } from '#contracts/imageFolders';
import type { ImportLimits } from '#contracts/importLimits';
import { openArchive } from './archive.ts';
import { type Listing, listFolder } from './listing.ts';

/** The folders of splits and classes may be links. */
const linkedDepth = 2;

/**
 * Opens a folder or a zip at `path` below `root`, a folder of the server. Nothing outside `root` is read, wherever
 * links lead. Throws FolderInvalid when it is outside, is not there, or has too many files.
 */
export async function openServerFolder(root: string, path: string, limits: ImportLimits): Promise<Listing> {
  const inside = await realpath(root);
  const isInside = async (file: string) => {
    const real = await realpath(file).catch(() => undefined);
    return real !== undefined && (real === inside || real.startsWith(inside.endsWith(sep) ? inside : inside + sep));
  };
  const chosen = join(inside, path);
  if (!(await isInside(chosen))) throw new FolderInvalid(`Expected a folder below the server's own, received ${path}`);
  if ((await stat(chosen)).isFile()) return openArchive(chosen, limits);

  const listing = await listFolder(chosen, linkedDepth, isInside);
  if (listing.files.length > limits.entries)
    throw new FolderInvalid(`Expected at most ${limits.entries} files, received ${listing.files.length}`);
  const bytes = listing.files.reduce((sum, file) => sum + Math.max(0, file.bytes), 0);
  if (bytes > limits.unpackedBytes)
    throw new FolderInvalid(`Expected at most ${limits.unpackedBytes} bytes, received ${bytes}`);
  return {
    ...listing,
    async read(file) {
      const at = join(chosen, file);
      // A link may have changed since the folder was listed.
      if (!(await isInside(at)))
        throw new Error(`a link that leads out of ${relative(inside, chosen) || 'the folder'}`);
      const { size } = await stat(at);
      if (size > limits.fileBytes) throw new Error(`a file of ${size} bytes, where ${limits.fileBytes} are the most`);
      return listing.read(file);
    },
  };
}
