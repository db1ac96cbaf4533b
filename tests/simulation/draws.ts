import { mersenneTwister } from '#contracts/random/mersenneTwister';

/** Draws by chance that are the same for the same seed. */
export interface Draws {
  /** In [0, 1). */
  share(): number;
  /** In [from, to). */
  between(from: number, to: number): number;
  /** A whole number in [0, below). */
  below(below: number): number;
  exponential(mean: number): number;
  /** A factor whose logarithm has this standard deviation; the median is 1. */
  spread(deviation: number): number;
  one<Item>(items: readonly Item[]): Item;
}

export function drawsOf(seed: number): Draws {
  const next = mersenneTwister(seed);
  const share = () => next() / 2 ** 32;
  const draws: Draws = {
    share,
    between: (from, to) => from + (to - from) * share(),
    below: (below) => Math.floor(share() * below),
    exponential: (mean) => -mean * Math.log(1 - share()),
    // Box and Muller, 1958.
    spread: (deviation) =>
      Math.exp(deviation * Math.sqrt(-2 * Math.log(1 - share())) * Math.cos(2 * Math.PI * share())),
    one: (items) => items[draws.below(items.length)]!,
  };
  return draws;
}
