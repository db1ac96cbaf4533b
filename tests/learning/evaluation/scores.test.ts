import { expect, test } from 'vitest';
import { classScores, confusionMatrix, score } from '../../../learning/evaluation/scores.ts';

// Expected numbers: scikit-learn's precision_recall_fscore_support(zero_division=0), accuracy_score and
// f1_score(average='macro').
const labels = [0, 0, 0, 1, 1, 2, 2, 2, 2, 1];
const predicted = [0, 1, 0, 1, 1, 0, 2, 1, 2, 1];

test('a confusion matrix counts rows of true and columns of predicted classes', () => {
  expect(confusionMatrix(labels, predicted, 3)).toEqual([
    [2, 1, 0],
    [0, 3, 0],
    [1, 1, 2],
  ]);
});

test('precision, recall and F1 of each class, 0 where nothing was predicted', () => {
  const scores = classScores(confusionMatrix(labels, predicted, 4), ['a', 'b', 'c', 'd']);
  expect(scores[0]).toMatchObject({ className: 'a', images: 3, f1: 2 / 3 });
  expect(scores[1]).toEqual({ className: 'b', images: 3, precision: 0.6, recall: 1, f1: 0.75 });
  expect(scores[2]).toEqual({ className: 'c', images: 4, precision: 1, recall: 0.5, f1: 2 / 3 });
  expect(scores[3]).toEqual({ className: 'd', images: 0, precision: 0, recall: 0, f1: 0 });
});

test('accuracy is the share of right predictions', () => {
  expect(score('ACCURACY', confusionMatrix(labels, predicted, 3))).toBe(0.7);
});

test('macro F1 is the mean over the classes that occur, a class that is only predicted among them', () => {
  const mean = (2 / 3 + 0.75 + 2 / 3) / 3;
  expect(score('MACRO_F1', confusionMatrix(labels, predicted, 4))).toBeCloseTo(mean, 12);
  expect(score('MACRO_F1', confusionMatrix([0, 0], [0, 1], 2))).toBeCloseTo(1 / 3, 12);
});
