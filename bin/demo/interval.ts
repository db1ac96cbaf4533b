/** Two-sided 95 % quantiles of Student's t for 1 to 7 degrees of freedom. */
const quantiles = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365];

/** The mean of 2 to 8 measurements and half the width of its 95 % confidence interval (Student's t). */
export function meanWithInterval(values: number[]): { mean: number; halfWidth: number } {
  const quantile = quantiles[values.length - 2];
  if (quantile === undefined)
    throw new RangeError(`expected 2 to ${quantiles.length + 1} values, received ${values.length}`);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return { mean, halfWidth: quantile * Math.sqrt(variance / values.length) };
}
