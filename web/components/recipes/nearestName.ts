/**
 * Of some names the one that somebody probably meant: the same without regard to case, blanks, hyphens and underscores,
 * else the one with the fewest slips (letters added, left out, changed or swapped), of which a third of the letters at
 * most may be wrong. Undefined where none is near.
 */
export function nearestName(written: string, names: readonly string[]): string | undefined {
  const plain = (name: string) => name.toLowerCase().replace(/[\s_-]/g, '');
  const same = names.find((name) => plain(name) === plain(written));
  if (same !== undefined) return same;
  const most = Math.floor(written.length / 3);
  const [nearest] = names
    .map((name) => ({ name, slips: slips(plain(written), plain(name)) }))
    .filter((found) => found.slips <= most)
    .sort((a, b) => a.slips - b.slips);
  return nearest?.name;
}

/** The distance of Damerau and Levenshtein in which no part of a text is changed twice. */
function slips(from: string, to: string): number {
  const rows = Array.from({ length: from.length + 1 }, (_, i) =>
    Array.from({ length: to.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  for (let i = 1; i <= from.length; i++)
    for (let j = 1; j <= to.length; j++) {
      const changed = rows[i - 1]![j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      const swapped = isSwap ? rows[i - 2]![j - 2]! + 1 : Number.POSITIVE_INFINITY;
      rows[i]![j] = Math.min(rows[i - 1]![j]! + 1, rows[i]![j - 1]! + 1, changed, swapped);
    }
  return rows[from.length]![to.length]!;
}
