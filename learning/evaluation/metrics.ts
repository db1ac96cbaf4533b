import { type ClassScore, classScores } from '#contracts/classScores';
import type { Predictions } from './evaluate.ts';
import { rocAuc, topAccuracies } from './ranking.ts';
import { confusionMatrix, score } from './scores.ts';

/** What can be said of a network's answers to labelled images. */
export interface Metrics {
  loss: number;
  acc: number;
  images: number;
  macroF1: number;
  /** Null unless there are two classes, and images of both. */
  rocAuc: number | null;
  /**
   * topK[k − 1]: the share of images whose class is among the k most probable ones, k up to 5 or the number of classes.
   */
  topK: number[];
  perClass: ClassScore[];
  /** confusion[true class][predicted class], counts. */
  confusion: number[][];
}

export function computeMetrics(
  predictions: Predictions,
  labels: ArrayLike<number>,
  classNames: readonly string[],
): Metrics {
  const classes = classNames.length;
  const { loss, acc, predicted, probabilities } = predictions;
  const confusion = confusionMatrix(labels, predicted, classes);
  return {
    loss,
    acc,
    images: labels.length,
    macroF1: score('MACRO_F1', { labels, predicted, probabilities, classes }),
    rocAuc: classes === 2 ? rocAuc(labels, probabilities) : null,
    topK: classes === 2 ? [acc, 1] : topAccuracies(labels, probabilities, classes, Math.min(classes, 5)),
    perClass: classScores(confusion, classNames),
    confusion,
  };
}
