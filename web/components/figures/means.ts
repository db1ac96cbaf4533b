/** The mean of several curves, epoch by epoch, as far as the shortest goes. */
export function meanOf(curves: readonly (readonly number[])[]): number[] {
  const epochs = Math.min(...curves.map((curve) => curve.length));
  return Array.from({ length: epochs }, (_, epoch) => mean(curves.map((curve) => curve[epoch]!)));
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
