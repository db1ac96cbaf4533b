import { randomInt } from 'node:crypto';

/**
 * A seed that splits the test set into other shares than `seed` does. An assignment that is opened again after private
 * scores were shown begins a new revision with it: the shares that everybody has seen decide nothing any more.
 */
export function newSplit({ seed }: { seed: number }): number {
  for (;;) {
    const next = randomInt(2 ** 31);
    if (next !== seed) return next;
  }
}
