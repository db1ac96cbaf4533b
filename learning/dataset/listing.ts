import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { FolderInvalid } from '#contracts/imageFolders';

/** The files of a folder or of a zip. Paths have `/` between folders. */
export interface Listing {
  files: readonly { path: string; bytes: number }[];
  /** So that a folder without files is seen. */
  folders: readonly string[];
  /** A file's bytes. */
  read(path: string): Promise<Buffer>;
  close(): void;
}

/**
 * Lists a folder on disk as Keras's `flow_from_directory` walks it: the folders of splits and classes, down to
 * `linkedDepth`, may be links, deeper ones may not; files may be links everywhere. A link that leads nowhere is a file
 * of −1 bytes, which cannot be read; so is one that `allows` refuses. Throws FolderInvalid where there is no such
 * folder.
 */
export async function listFolder(
  folder: string,
  linkedDepth: number,
  allows: (link: string) => Promise<boolean> = async () => true,
): Promise<Listing> {
  const files: { path: string; bytes: number }[] = [];
  const folders: string[] = [];
  await walk('', 1);
  return { files, folders, read: (path) => readFile(join(folder, path)), close: () => {} };

  async function walk(below: string, depth: number): Promise<void> {
    const entries = await readdir(join(folder, below), { withFileTypes: true }).catch((cause) => {
      throw new FolderInvalid(
        `Expected a folder with one folder a class at ${join(folder, below)}, but it cannot be read`,
        { cause },
      );
    });
    await Promise.all(
      entries.map(async (entry) => {
        const path = below + entry.name;
        const leadsOut = entry.isSymbolicLink() && !(await allows(join(folder, path)));
        const what = leadsOut ? undefined : await stat(join(folder, path)).catch(() => undefined);
        if (what?.isDirectory()) {
          if (entry.isSymbolicLink() && depth > linkedDepth) return;
          folders.push(path);
          await walk(`${path}/`, depth + 1);
        } else if (what === undefined || what.isFile()) files.push({ path, bytes: what?.size ?? -1 });
      }),
    );
  }
}
