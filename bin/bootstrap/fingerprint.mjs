import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/**
 * SHA-256 over names and bytes of files and, recursively, folders; what is not there counts as not there.
 * @param {string} directory what `paths` are relative to
 * @param {string[]} paths
 * @param {(path: string) => boolean} [ignored] told the path relative to `directory`, with forward slashes
 */
export function fingerprint(directory, paths, ignored = () => false) {
  const hash = createHash('sha256');
  const add = (path) => {
    const name = relative(directory, path).split(sep).join('/');
    if (ignored(name)) return;
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return;
    if (stats.isDirectory()) {
      for (const entry of readdirSync(path).sort()) add(join(path, entry));
      return;
    }
    const bytes = readFileSync(path);
    hash.update(`${name}\0${bytes.length}\0`).update(bytes);
  };
  for (const path of paths) add(join(directory, path));
  return hash.digest('hex');
}

/** What a stamp file says was current when its step last succeeded; undefined when it never did. */
export function readStamp(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw error;
  }
}

export function writeStamp(path, value) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, value);
}
