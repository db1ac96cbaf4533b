import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder that has its own, small disk. */
export interface SmallDisk {
  grow(size: string): void;
  remove(): void;
}

/** Puts a disk of a few pages of memory in a folder's place, e.g. of '64k'. It belongs to the user `uid`. */
export function mountSmallDisk(folder: string, size: string, uid = process.getuid?.() ?? 0): SmallDisk {
  const mount = (...args: string[]) => execFileSync('mount', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  mount('-t', 'tmpfs', '-o', `size=${size},mode=700,uid=${uid}`, 'tmpfs', folder);
  return {
    grow: (to) => void mount('-o', `remount,size=${to}`, folder),
    remove: () => void execFileSync('umount', ['-l', folder]),
  };
}

/** Whether this machine lets us: only root may, and not in every container. */
export function canMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'downstream-disk-'));
  try {
    mountSmallDisk(folder, '16k').remove();
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
