import { expect, test } from 'vitest';
import { createRandomState } from '#contracts/random/randomState';
import { randomTransform } from '#contracts/variation/augment';
import type { Transform } from '#contracts/variation/transform';
import { policyOf, readGolden } from './golden.ts';

interface ParametersCase {
  policy: object;
  seed: number;
  height: number;
  width: number;
  drawn: Transform[];
}

test.each(readGolden<ParametersCase>('parameters'))(
  '$policy draws what Keras draws, in its order',
  ({ policy, seed, height, width, drawn }) => {
    const random = createRandomState(seed);
    for (const expected of drawn) {
      const transform = randomTransform(policyOf(policy), { height, width }, random);
      // NumPy's whole numbers know no −0.
      expect({ ...transform, tx: transform.tx + 0, ty: transform.ty + 0 }).toEqual(expected);
    }
  },
);
