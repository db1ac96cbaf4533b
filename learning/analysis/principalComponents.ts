/**
 * The first two principal components of rows of features: a place in the plane for each row. Deterministic: the
 * component with the larger variance comes first, and the sign of each is that its largest place is positive.
 *
 * The eigenvectors of the rows' products with one another (rows × rows) are found by orthogonal iteration, because
 * there are fewer rows than features.
 */
export function principalComponents(rows: readonly Float32Array[]): [x: number, y: number][] {
  const count = rows.length;
  if (count === 0) return [];
  const centred = centre(rows);
  const products = new Float64Array(count * count);
  for (let i = 0; i < count; i++)
    for (let j = 0; j <= i; j++) {
      const product = dot(centred[i]!, centred[j]!);
      products[i * count + j] = product;
      products[j * count + i] = product;
    }
  const first = dominant(products, count, []);
  const second = dominant(products, count, [first.vector]);
  const scaled = [first, second].map(({ vector, value }) => upright(vector, Math.sqrt(Math.max(0, value))));
  return rows.map((_, index) => [scaled[0]![index]!, scaled[1]![index]!]);
}

function centre(rows: readonly Float32Array[]): Float64Array[] {
  const size = rows[0]!.length;
  const mean = new Float64Array(size);
  for (const row of rows) for (let k = 0; k < size; k++) mean[k]! += row[k]! / rows.length;
  return rows.map((row) => Float64Array.from(row, (value, k) => value - mean[k]!));
}

/** The eigenvector of the largest eigenvalue that is orthogonal to `found`. */
function dominant(
  matrix: Float64Array,
  count: number,
  found: readonly Float64Array[],
): { vector: Float64Array; value: number } {
  // A start that is no eigenvector of any symmetry.
  let vector: Float64Array = Float64Array.from({ length: count }, (_, index) => 1 + ((index * 7919) % 101) / 101);
  let value = 0;
  for (let round = 0; round < 500; round++) {
    const next = new Float64Array(count);
    for (let i = 0; i < count; i++) next[i] = dot(matrix.subarray(i * count, (i + 1) * count), vector);
    for (const other of found) {
      const along = dot(next, other);
      for (let i = 0; i < count; i++) next[i]! -= along * other[i]!;
    }
    const length = Math.sqrt(dot(next, next));
    if (length === 0) return { vector: next, value: 0 };
    for (let i = 0; i < count; i++) next[i]! /= length;
    const turned = 1 - Math.abs(dot(next, vector)) / Math.sqrt(dot(vector, vector));
    vector = next;
    value = length;
    if (turned < 1e-12) break;
  }
  return { vector, value };
}

function upright(vector: Float64Array, scale: number): Float64Array {
  const furthest = vector.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0);
  return vector.map((value) => value * (furthest < 0 ? -scale : scale));
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
}
