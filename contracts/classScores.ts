import { z } from 'zod';

/** One class of an evaluation; precision, recall and f1 as scikit-learn computes them with `zero_division=0`. */
export const classScoreSchema = z.strictObject({
  className: z.string(),
  images: z.int(),
  precision: z.number(),
  recall: z.number(),
  f1: z.number(),
});
export type ClassScore = z.infer<typeof classScoreSchema>;

/**
 * Precision, recall and F1 of each class, 0 where a denominator is 0: scikit-learn's
 * `precision_recall_fscore_support(zero_division=0)`.
 */
export function classScores(confusion: readonly number[][], classNames: readonly string[]): ClassScore[] {
  return classNames.map((className, index) => {
    const right = confusion[index]![index]!;
    const images = sum(confusion[index]!);
    const claimed = sum(confusion.map((row) => row[index]!));
    return {
      className,
      images,
      precision: ratio(right, claimed),
      recall: ratio(right, images),
      f1: ratio(2 * right, images + claimed),
    };
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function ratio(numerator: number, denominator: number): number {
  return denominator === 0 ? 0 : numerator / denominator;
}
