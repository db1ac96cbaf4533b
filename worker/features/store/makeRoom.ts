import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isPartial } from '#prisma/wholeFile';

/** A file that is being written is touched more often than this; one that is not was left behind. */
const abandonedMs = 60 * 60 * 1000;

/**
 * Removes what was not used for longest from a directory of blocks, until `bytes` more fit below `limit`, and what writers that died have
 * left behind. Other processes may do the same meanwhile.
 */
export async function makeRoom(directory: string, bytes: number, limit: number): Promise<void> {
  const files: { path: string; size: number; usedAt: number }[] = [];
  for (const name of await readdir(directory)) {
    const path = join(directory, name);
    const found = await stat(path).catch(() => null);
    if (!found) continue;
    if (!isPartial(name)) files.push({ path, size: found.size, usedAt: found.mtimeMs });
    else if (Date.now() - found.mtimeMs > abandonedMs) await rm(path, { force: true });
  }
  let used = files.reduce((sum, { size }) => sum + size, 0);
  for (const { path, size } of files.sort((one, other) => one.usedAt - other.usedAt)) {
    if (used + bytes <= limit) return;
    await rm(path, { force: true });
    used -= size;
  }
}
