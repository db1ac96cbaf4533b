/** Another image, and how much its features point the same way: the cosine, in [-1, 1]. */
export interface Neighbour {
  index: number;
  cosine: number;
}

/**
 * For each row, the `count` most similar of `others`, the most similar first; of equals the one that stands first. A
 * row is not its own neighbour where both lists are the same one.
 */
export function neighbours(
  rows: readonly Float32Array[],
  others: readonly Float32Array[],
  count: number,
): Neighbour[][] {
  const unit = others.map(normalized);
  return rows.map((row, at) => {
    const direction = normalized(row);
    const nearest: Neighbour[] = [];
    for (const [index, other] of unit.entries()) {
      if (rows === others && index === at) continue;
      const cosine = direction.reduce((sum, value, k) => sum + value * other[k]!, 0);
      if (nearest.length === count && cosine <= nearest[count - 1]!.cosine) continue;
      const place = nearest.findIndex((each) => each.cosine < cosine);
      nearest.splice(place < 0 ? nearest.length : place, 0, { index, cosine });
      nearest.length = Math.min(nearest.length, count);
    }
    return nearest;
  });
}

function normalized(row: Float32Array): Float32Array {
  const length = Math.sqrt(row.reduce((sum, value) => sum + value ** 2, 0));
  return length === 0 ? row : row.map((value) => value / length);
}

/**
 * The share of an image's neighbours that bear another label than the image. Near 1 the image looks mislabelled, or is
 * a hard one.
 */
export function disagreement(label: number, nearest: readonly Neighbour[], labels: ArrayLike<number>): number {
  if (nearest.length === 0) return 0;
  return nearest.filter(({ index }) => labels[index] !== label).length / nearest.length;
}
