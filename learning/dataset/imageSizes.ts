import type { DatasetReport } from '#contracts/datasetImport';
import type { Examined } from './examine.ts';

/** Pixels of a longer side where the bars of a histogram begin. */
const steps = [0, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192] as const;

/** How large the images of a set are: a histogram without empty bars at its ends, and three of them. */
export function imageSizes(
  examined: readonly (Examined | undefined)[],
): Pick<DatasetReport, 'sizes' | 'smallest' | 'median' | 'largest'> {
  const whole = examined
    .flatMap((one) => (one === undefined || one.fault !== undefined ? [] : [one]))
    .map(({ width, height }) => ({ width, height }))
    .sort((a, b) => a.width * a.height - b.width * b.height);
  const counts = steps.map((atLeast, at) => ({
    atLeast,
    count: whole.filter(({ width, height }) => {
      const side = Math.max(width, height);
      return side >= atLeast && side < (steps[at + 1] ?? Number.POSITIVE_INFINITY);
    }).length,
  }));
  const first = counts.findIndex(({ count }) => count > 0);
  const last = counts.findLastIndex(({ count }) => count > 0);
  return {
    sizes: first < 0 ? [] : counts.slice(first, last + 1),
    smallest: whole[0] ?? null,
    median: whole[Math.floor(whole.length / 2)] ?? null,
    largest: whole.at(-1) ?? null,
  };
}
