/**
 * Exponential smoothing as TensorBoard does it: each value moves `1 − weight` of the way from the mean so far, which is
 * corrected for its beginning. 0 leaves the values as they are; gaps stay gaps.
 */
export function smooth(values: readonly (number | null)[], weight: number): (number | null)[] {
  if (weight <= 0) return [...values];
  let mean = 0;
  let count = 0;
  return values.map((value) => {
    if (value === null || !Number.isFinite(value)) return value;
    mean = mean * weight + (1 - weight) * value;
    count++;
    return mean / (1 - weight ** count);
  });
}
