/** The vertical axis of a chart of shares of 1: from the tenth below the least of them up to 1, with round ticks. */
export function shareAxis(shares: (number | null | undefined)[]): { domain: [number, number]; ticks: number[] } {
  const least = Math.min(1, ...shares.filter((share) => typeof share === 'number'));
  const first = Math.max(0, Math.min(9, Math.floor(least * 10)));
  const step = first >= 5 ? 1 : 2;
  const from = first - (first % step);
  const ticks = Array.from({ length: (10 - from) / step + 1 }, (_, index) => (from + index * step) / 10);
  return { domain: [from / 10, 1], ticks };
}
