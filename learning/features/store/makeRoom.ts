import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { removeIfAbandoned } from '#machine/abandoned';
import { isPartial } from '#machine/wholeFile';

/** Bytes of a directory's blocks: those that are left, those that were removed so far. */
interface Room {
  left: number;
  removed: number;
}

/**
 * Removes what was not used for longest from a directory of blocks until there is `enough` room, and what writers that
 * died have left behind. Answers how many bytes of blocks it has removed. Other processes may do the same meanwhile;
 * what cannot be removed stays.
 */
export async function makeRoom(directory: string, enough: (room: Room) => boolean): Promise<number> {
  const files: { path: string; size: number; usedAt: number }[] = [];
  for (const name of await readdir(directory)) {
    const path = join(directory, name);
    if (isPartial(name)) {
      await removeIfAbandoned(path);
      continue;
    }
    const found = await stat(path).catch(() => null);
    if (found?.isFile()) files.push({ path, size: found.size, usedAt: found.mtimeMs });
  }
  const room: Room = { left: files.reduce((sum, { size }) => sum + size, 0), removed: 0 };
  for (const { path, size } of files.sort((one, other) => one.usedAt - other.usedAt)) {
    if (enough(room)) break;
    const isGone = await rm(path, { force: true }).then(
      () => true,
      () => false,
    );
    if (isGone) {
      room.left -= size;
      room.removed += size;
    }
  }
  return room.removed;
}
