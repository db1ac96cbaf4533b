import type { Examples } from '../../../learning/data/examples.ts';
import { fractions } from '../backbones/formula.ts';

/**
 * `count` examples of a shape, the same ones each time: fractions in [0, 1), and those of the second of two classes are
 * brighter.
 */
export function givenExamples(count: number, shape: number[]): Examples {
  const length = shape.reduce((product, side) => product * side, 1);
  const values = Float32Array.from(fractions(300, count * length));
  const labels = Int32Array.from({ length: count }, (_, index) => index % 2);
  for (let index = 0; index < values.length; index++) values[index]! += 0.5 * labels[Math.floor(index / length)]!;
  return {
    shape,
    labels,
    async read(indices) {
      const batch = new Float32Array(indices.length * length);
      for (let at = 0; at < indices.length; at++)
        batch.set(values.subarray(indices[at]! * length, (indices[at]! + 1) * length), at * length);
      return batch;
    },
  };
}
