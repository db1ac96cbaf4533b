import { z } from 'zod';
import { directionOf } from './metrics.ts';

/** What a course grades by when it does not say: points come in steps, or in proportion between two thresholds. */
export const partialCredits = ['LINEAR', 'STEPS'] as const;
export type PartialCredit = (typeof partialCredits)[number];

const points = z.number().min(0).max(10_000);

/**
 * How a score of a metric becomes points. Scores are exact. Of a worse score than the first threshold there are no
 * points for the score. Between two thresholds there are the worse one's points, and with LINEAR the part of the way to
 * the better one's besides.
 *
 * @param metric the assignment's: of a loss the lower score is the better one
 */
export function gradingRuleSchema(metric = 'ACCURACY') {
  const { most } = directionOf(metric);
  const goodness = goodnessIn(metric);
  return z
    .strictObject({
      maxPoints: points
        .refine((value) => value > 0, {
          error: ({ input }) => `expected more than 0, received ${input}`,
          params: { code: 'leastExcluded', values: { limit: 0 } },
        })
        .describe('What the assignment is worth; the points of a grade are cut off here.'),
      thresholds: z
        .array(
          z.strictObject({
            score: z.number().min(0).max(most).describe('Of the metric.'),
            points: points.describe('For a score that reaches it.'),
          }),
        )
        .max(20)
        .default([])
        .describe('In any order; a better score gives more points.'),
      partial: z.enum(partialCredits).default('LINEAR').describe('How a score between two thresholds counts.'),
      completion: points.default(0).describe('Points for any run that counts, whatever its score.'),
      handPoints: points.default(0).describe('How many points staff give by hand besides, for a report for example.'),
    })
    .transform((rule) => ({
      ...rule,
      thresholds: rule.thresholds.toSorted((a, b) => goodness(a.score) - goodness(b.score)),
    }))
    .superRefine((rule, context) => {
      for (const [index, threshold] of rule.thresholds.entries()) {
        const below = rule.thresholds[index - 1];
        if (threshold.points > rule.maxPoints)
          context.addIssue({
            code: 'custom',
            path: ['thresholds', index, 'points'],
            message: `expected at most ${rule.maxPoints}, the most points of this rule, received ${threshold.points}`,
            params: { code: 'mostPoints', values: { limit: rule.maxPoints, points: threshold.points } },
          });
        if (below && below.score === threshold.score)
          context.addIssue({
            code: 'custom',
            path: ['thresholds', index, 'score'],
            message: `expected every score once, received ${threshold.score} twice`,
            params: { code: 'scoreTwice' },
          });
        else if (below && below.points > threshold.points)
          context.addIssue({
            code: 'custom',
            path: ['thresholds', index, 'points'],
            message:
              `expected at least ${below.points}, as the worse score ${below.score} gives, received ` +
              `${threshold.points} for ${threshold.score}: the thresholds cross`,
            params: { code: 'thresholdsCross', values: { limit: below.points } },
          });
      }
      if (rule.thresholds.length === 0 && rule.completion === 0 && rule.handPoints === 0)
        context.addIssue({
          code: 'custom',
          path: ['thresholds'],
          message: 'expected a threshold, points for completion or points by hand, received none of them',
          params: { code: 'emptyRule' },
        });
    });
}
/** Its thresholds begin with that of the worst score. */
export type GradingRule = z.output<ReturnType<typeof gradingRuleSchema>>;

/** What a rule needs to know of the run that counts. */
export interface CountedRun {
  /** Exact. Null where its metric is of another direction than the rule's: then there are no points for the score. */
  score: number | null;
  /** Days begun after the due date. */
  daysLate: number;
}

/** A number that is greater for a better score. */
function goodnessIn(metric: string): (score: number) => number {
  return directionOf(metric).lowerIsBetter ? (score) => -score : (score) => score;
}

/** How many points the rule gives for a score alone. */
export function pointsForScore({ thresholds, partial }: GradingRule, score: number, metric = 'ACCURACY'): number {
  const goodness = goodnessIn(metric);
  // What binary fractions lose must not cost a threshold.
  const reached = thresholds.findLastIndex((threshold) => goodness(score) >= goodness(threshold.score) - 1e-9);
  const lower = thresholds[reached];
  if (!lower) return 0;
  const upper = thresholds[reached + 1];
  if (!upper || partial === 'STEPS') return lower.points;
  const way = Math.max(0, (score - lower.score) / (upper.score - lower.score));
  return lower.points + way * (upper.points - lower.points);
}

/**
 * What a run and the points by hand come to. A late run loses `latePenalty` of its points for each day begun; points by
 * hand lose nothing. Rounded to hundredths, at most `maxPoints`.
 */
export function gradeOf(
  rule: GradingRule,
  run: CountedRun | null,
  { latePenalty, metric }: { latePenalty: number; metric: string },
  handPoints: number | null,
): number {
  const kept = run ? Math.max(0, 1 - latePenalty * run.daysLate) : 0;
  const forScore = run && run.score !== null ? pointsForScore(rule, run.score, metric) : 0;
  const ofRun = run ? (rule.completion + forScore) * kept : 0;
  return roundPoints(Math.min(rule.maxPoints, ofRun + (handPoints ?? 0)));
}

/** To hundredths; halves go up. */
function roundPoints(value: number): number {
  return Math.round((value + 1e-9) * 100) / 100;
}

/** One assignment of a student in a course's total. */
export interface WeightedGrade {
  points: number;
  outOf: number;
  weight: number;
}

/**
 * The course's total as a share from 0 to 1 (more with bonus overrides): the mean of the shares of points, by weight.
 * The `dropLowest` worst shares are left out, of equal ones those of greater weight, but never all. Null without
 * grades.
 */
export function courseTotal(grades: readonly WeightedGrade[], dropLowest: number): number | null {
  const share = ({ points, outOf }: WeightedGrade) => points / outOf;
  const counted = grades
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => share(a) - share(b) || b.weight - a.weight);
  const kept = counted.slice(Math.min(dropLowest, Math.max(0, counted.length - 1)));
  const weights = kept.reduce((sum, { weight }) => sum + weight, 0);
  return weights === 0 ? null : kept.reduce((sum, grade) => sum + grade.weight * share(grade), 0) / weights;
}
