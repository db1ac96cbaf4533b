import { expect, test } from 'vitest';
import { classScores } from '#contracts/classScores';
import { rocAuc } from '../../../learning/evaluation/ranking.ts';
import { type Answers, answersAt, confusionMatrix, score } from '../../../learning/evaluation/scores.ts';

// Expected numbers: scikit-learn's precision_recall_fscore_support(zero_division=0), accuracy_score and
// f1_score(average='macro').
const labels = [0, 0, 0, 1, 1, 2, 2, 2, 2, 1];
const predicted = [0, 1, 0, 1, 1, 0, 2, 1, 2, 1];
const answers = (classes: number, of = { labels, predicted }): Answers => ({
  labels: of.labels,
  predicted: Int32Array.from(of.predicted),
  probabilities: new Float32Array(of.labels.length * classes),
  classes,
});

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
  expect(score('ACCURACY', answers(3))).toBe(0.7);
});

test('macro F1 is the mean over the classes that occur, a class that is only predicted among them', () => {
  const mean = (2 / 3 + 0.75 + 2 / 3) / 3;
  expect(score('MACRO_F1', answers(4))).toBeCloseTo(mean, 12);
  expect(score('MACRO_F1', answers(2, { labels: [0, 0], predicted: [0, 1] }))).toBeCloseTo(1 / 3, 12);
});

test('a share of the answers has each example’s own label, class and probabilities', () => {
  const two = { labels: [0, 1, 1, 0], predicted: Int32Array.of(0, 0, 1, 1), classes: 2 };
  const share = answersAt([3, 1, 2], { ...two, probabilities: Float32Array.of(0.25, 0.5, 0.75, 0.625) });
  expect(share).toMatchObject({ labels: [0, 1, 1], predicted: Int32Array.of(1, 0, 1), classes: 2 });
  expect(rocAuc(share.labels, share.probabilities)).toBe(0.5);
  expect(score('ACCURACY', share)).toBeCloseTo(1 / 3, 12);

  const three = { labels: [2, 0], predicted: Int32Array.of(2, 1), classes: 3 };
  const rows = answersAt([1, 0], { ...three, probabilities: Float32Array.of(0, 0.25, 0.75, 0.125, 0.5, 0.375) });
  expect([...rows.probabilities]).toEqual([0.125, 0.5, 0.375, 0, 0.25, 0.75]);
});

test('balanced accuracy is the mean recall of the classes that occur', () => {
  expect(score('BALANCED_ACCURACY', answers(4))).toBeCloseTo((2 / 3 + 1 + 1 / 2) / 3, 12);
  expect(score('BALANCED_ACCURACY', answers(3, { labels: [], predicted: [] }))).toBe(0);
});

test('metrics of the probabilities have a number for every share', () => {
  const two = { labels: [0, 1, 1, 0], predicted: Int32Array.of(0, 0, 1, 1), classes: 2 };
  const all = { ...two, probabilities: Float32Array.of(0.25, 0.5, 0.75, 0.625) };
  expect(score('ROC_AUC', all)).toBe(0.75);
  // Only one class is among them: as good as guessing.
  expect(score('ROC_AUC', answersAt([1, 2], all))).toBe(0.5);
  const three = {
    labels: [2, 0],
    predicted: Int32Array.of(1, 1),
    probabilities: Float32Array.of(0, 0.625, 0.375, 0.125, 0.5, 0.375),
    classes: 3,
  };
  expect(score('TOP_2_ACCURACY', three)).toBe(0.5);
});

test('the log loss is the mean of -log of what the own class got, as scikit-learn has it, and ends somewhere', () => {
  const two = { labels: [0, 1, 1, 0], predicted: Int32Array.of(0, 0, 1, 1), classes: 2 };
  const ofTwo = score('LOG_LOSS', { ...two, probabilities: Float32Array.of(0.25, 0.5, 0.75, 0.625) });
  expect(ofTwo).toBeCloseTo(-(Math.log(0.75) + Math.log(0.5) + Math.log(0.75) + Math.log(0.375)) / 4, 6);
  const three = { labels: [2, 0], predicted: Int32Array.of(2, 1), classes: 3 };
  const ofThree = score('LOG_LOSS', { ...three, probabilities: Float32Array.of(0, 0.25, 0.75, 0, 0.5, 0.5) });
  expect(ofThree).toBeCloseTo((-Math.log(0.75) - Math.log(1e-7)) / 2, 6);
  expect(score('LOG_LOSS', { ...two, probabilities: Float32Array.of(0, 1, 1, 0) })).toBe(0);
});
