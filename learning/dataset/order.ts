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
