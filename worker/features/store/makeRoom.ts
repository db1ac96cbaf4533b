import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isPartial } from '#prisma/wholeFile';
import { removeIfAbandoned } from '../../abandoned.ts';

/**
 * Removes what was not used for longest from a directory of blocks, until `bytes` more fit below `limit`, and what writers that died have
 * left behind. Other processes may do the same meanwhile.
 */
export async function makeRoom(directory: string, bytes: number, limit: number): Promise<void> {
  const files: { path: string; size: number; usedAt: number }[] = [];
  for (const name of await readdir(directory)) {
    const path = join(directory, name);
    if (isPartial(name)) {
      await removeIfAbandoned(path);
      continue;
    }
    const found = await stat(path).catch(() => null);
    if (found) files.push({ path, size: found.size, usedAt: found.mtimeMs });
  }
  let used = files.reduce((sum, { size }) => sum + size, 0);
  for (const { path, size } of files.sort((one, other) => one.usedAt - other.usedAt)) {
    if (used + bytes <= limit) return;
    await rm(path, { force: true });
    used -= size;
  }
}
