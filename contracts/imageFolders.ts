/** How folders of labelled images are read, on a disk or in an archive: as `flow_from_directory` of Keras does it. */

/** Thrown for a folder that cannot be learned from. */
export class FolderInvalid extends Error {}

/**
 * Compares names as Python sorts them, by code points. JavaScript's own order is by UTF-16 units, which puts emoji
 * before the names that begin with a character from U+E000 to U+FFFF.
 */
export function byCodePoints(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  const at = left.findIndex((character, index) => character !== right[index]);
  if (at < 0) return left.length - right.length;
  return left[at]!.codePointAt(0)! - (right[at]?.codePointAt(0) ?? -1);
}

/** Compares the paths of a class's images, below its folder: those of one folder follow each other. */
export function asListed(a: string, b: string): number {
  return byCodePoints(parentOf(a), parentOf(b)) || byCodePoints(a, b);
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/**
 * True for what is hidden and for what operating systems leave in folders: it is passed over, where Keras would stumble
 * over some of it.
 */
export function isClutter(path: string): boolean {
  return path
    .split('/')
    .some(
      (segment) =>
        segment.startsWith('.') || segment === '__MACOSX' || segment === 'Thumbs.db' || segment === 'desktop.ini',
    );
}
