import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createRandomState } from '#contracts/random/randomState';
import { applyTransform } from '#contracts/variation/augment';
import { flow } from '../../../../learning/data/augmentation/flow.ts';
import { decodeImage } from '../../../../learning/data/decodeImage.ts';
import {
  difference,
  goldenFolder,
  pattern,
  policyOf,
  readGolden,
  tolerance,
  unpack,
} from '../../../contracts/variation/golden.ts';

interface FlowCase {
  source: 'directory' | 'arrays';
  policy: object;
  numpySeed: number;
  height: number;
  width: number;
  count: number;
  batchSize: number;
  shuffle: boolean;
  seed: number | null;
  batches: { labels: number[]; pixels: string }[];
}

interface Example {
  label: number;
  pixels: Uint8Array;
}

/** What `flow_from_directory` reads: classes and files in alphabetical order. */
async function directory(inputSize: number): Promise<Example[]> {
  const files = ['ants', 'bees'].flatMap((folder, label) =>
    readdirSync(new URL(`images/${folder}`, goldenFolder))
      .sort()
      .map((name) => ({ label, bytes: readFileSync(new URL(`images/${folder}/${name}`, goldenFolder)) })),
  );
  return Promise.all(
    files.map(async ({ label, bytes }) => ({
      label,
      pixels: await decodeImage(bytes, { inputSize, interpolation: 'nearest' }),
    })),
  );
}

function arrays({ count, height, width }: FlowCase): Example[] {
  return Array.from({ length: count }, (_, label) => ({ label, pixels: pattern(height, width, label) }));
}

describe.each(readGolden<FlowCase>('flows'))('$source, seed $seed, shuffle $shuffle, $policy', (golden) => {
  test('three passes give Keras’s batches: the same images in the same order with the same pixels', async () => {
    const { height, width, count, batchSize, shuffle, seed, numpySeed } = golden;
    const examples = golden.source === 'directory' ? await directory(height) : arrays(golden);
    expect(examples).toHaveLength(count);
    const policy = policyOf(golden.policy);
    const size = { height, width };
    const batches = flow(
      { count, batchSize, shuffle, seed: seed ?? undefined },
      policy,
      size,
      createRandomState(numpySeed),
    );

    for (const { labels, pixels } of golden.batches) {
      const { indices, transforms } = batches.next().value;
      expect(Array.from(indices, (index) => examples[index]!.label)).toEqual(labels);
      const images = Array.from(indices, (index, i) =>
        applyTransform(examples[index]!.pixels, size, transforms[i]!, policy),
      );
      expect(
        difference(
          images.flatMap((image) => [...image]),
          unpack(pixels),
        ),
      ).toBeLessThanOrEqual(tolerance);
    }
  });
});

test('without images there is nothing to draw from', () => {
  const batches = flow(
    { count: 0, batchSize: 2, shuffle: true },
    policyOf({}),
    { height: 4, width: 4 },
    createRandomState(0),
  );
  expect(() => batches.next()).toThrow('expected at least one image to draw from, received 0');
});
