import type { ClassScore } from '#contracts/metrics';
import type { Judgement } from './evaluate.ts';
import { rocAuc, topAccuracies } from './ranking.ts';
import { classScores, confusionMatrix, score } from './scores.ts';

/** What can be said of a network's answers to labelled images. */
export interface Measures {
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

export function measure(judgement: Judgement, labels: ArrayLike<number>, classNames: readonly string[]): Measures {
  const classes = classNames.length;
  const confusion = confusionMatrix(labels, judgement.predicted, classes);
  return {
    loss: judgement.loss,
    acc: judgement.acc,
    images: labels.length,
    macroF1: score('MACRO_F1', confusion),
    rocAuc: classes === 2 ? rocAuc(labels, judgement.probabilities) : null,
    topK:
      classes === 2
        ? [judgement.acc, 1]
        : topAccuracies(labels, judgement.probabilities, classes, Math.min(classes, 5)),
    perClass: classScores(confusion, classNames),
    confusion,
  };
}
