import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { removeIfAbandoned } from '#machine/abandoned';
import { isPartial } from '#machine/wholeFile';

/** Bytes of the blocks that are left, and of those that were removed so far. */
interface Room {
  left: number;
  removed: number;
}

/**
 * Removes the least recently used blocks from a directory until there is `enough` room, and the partial files of
 * writers that were killed. Returns the bytes of the removed blocks. Other processes may do the same meanwhile. A block
 * that cannot be removed stays.
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
    const removed = await rm(path, { force: true }).then(
      () => true,
      () => false,
    );
    if (removed) {
      room.left -= size;
      room.removed += size;
    }
  }
  return room.removed;
}
