import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { computeMetrics } from '../../../learning/evaluation/metrics.ts';
import { rocAuc } from '../../../learning/evaluation/ranking.ts';

const numbers = z.array(z.number());
const goldenSchema = z.array(
  z.object({
    classes: z.number(),
    labels: numbers,
    predicted: numbers,
    probabilities: numbers,
    acc: z.number(),
    macroF1: z.number(),
    rocAuc: z.number().nullable(),
    topK: numbers,
    precision: numbers,
    recall: numbers,
    f1: numbers,
    images: numbers,
    confusion: z.array(numbers),
  }),
);
const golden = goldenSchema.parse(
  JSON.parse(readFileSync(new URL('../../keras/golden/metrics.json', import.meta.url), 'utf8')),
);

test.each(golden)(
  '$classes classes are measured as scikit-learn metrics them',
  ({ classes, labels, predicted, probabilities, ...expected }) => {
    const predictions = {
      loss: 0.5,
      acc: expected.acc,
      predicted: Int32Array.from(predicted),
      probabilities: Float32Array.from(probabilities),
    };
    const names = Array.from({ length: classes }, (_, index) => `class ${index}`);
    const metrics = computeMetrics(predictions, labels, names);
    expect(metrics).toMatchObject({ acc: expected.acc, images: labels.length, confusion: expected.confusion });
    expect(metrics.macroF1).toBeCloseTo(expected.macroF1, 12);
    if (expected.rocAuc === null) expect(metrics.rocAuc).toBeNull();
    else expect(metrics.rocAuc).toBeCloseTo(expected.rocAuc, 12);
    expect(metrics.topK).toHaveLength(expected.topK.length);
    for (const [index, share] of expected.topK.entries()) expect(metrics.topK[index]).toBeCloseTo(share, 12);
    for (const metric of ['precision', 'recall', 'f1', 'images'] as const)
      for (const [index, value] of expected[metric].entries())
        expect(metrics.perClass[index]![metric]).toBeCloseTo(value, 12);
  },
);

test('an ROC curve of one class has no area', () => {
  expect(rocAuc([1, 1], [0.2, 0.9])).toBeNull();
  expect(rocAuc([0, 0], [0.2, 0.9])).toBeNull();
});
