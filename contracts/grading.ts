import { z } from 'zod';

/** What a course grades by when it does not say: points come in steps, or in proportion between two thresholds. */
export const partialCredits = ['LINEAR', 'STEPS'] as const;
export type PartialCredit = (typeof partialCredits)[number];

const points = z.number().min(0).max(10_000);

/**
 * How a score becomes points. Scores are the assignment's metric, exact, from 0 to 1. Below the lowest threshold there
 * are no points for the score. Between two thresholds there are the lower one's points, and with LINEAR the part of the
 * way to the higher one's besides.
 */
export const gradingRuleSchema = z
  .strictObject({
    maxPoints: points
      .refine((value) => value > 0, { error: ({ input }) => `expected more than 0, received ${input}` })
      .describe('What the assignment is worth; the points of a grade are cut off here.'),
    thresholds: z
      .array(
        z.strictObject({
          score: z.number().min(0).max(1).describe('Of the metric, from 0 to 1.'),
          points: points.describe('For a score that reaches it.'),
        }),
      )
      .max(20)
      .default([])
      .describe('In any order; a higher score gives more points.'),
    partial: z.enum(partialCredits).default('LINEAR').describe('How a score between two thresholds counts.'),
    completion: points.default(0).describe('Points for any run that counts, whatever its score.'),
    handPoints: points.default(0).describe('How many points staff give by hand besides, for a report for example.'),
  })
  .transform((rule) => ({ ...rule, thresholds: rule.thresholds.toSorted((a, b) => a.score - b.score) }))
  .superRefine((rule, context) => {
    for (const [index, threshold] of rule.thresholds.entries()) {
      const below = rule.thresholds[index - 1];
      if (threshold.points > rule.maxPoints)
        context.addIssue({
          code: 'custom',
          path: ['thresholds', index, 'points'],
          message: `expected at most ${rule.maxPoints}, the most points of this rule, received ${threshold.points}`,
        });
      if (below && below.score === threshold.score)
        context.addIssue({
          code: 'custom',
          path: ['thresholds', index, 'score'],
          message: `expected every score once, received ${threshold.score} twice`,
        });
      else if (below && below.points > threshold.points)
        context.addIssue({
          code: 'custom',
          path: ['thresholds', index, 'points'],
          message:
            `expected at least ${below.points}, as the lower score ${below.score} gives, received ` +
            `${threshold.points} for ${threshold.score}: the thresholds cross`,
        });
    }
    if (rule.thresholds.length === 0 && rule.completion === 0 && rule.handPoints === 0)
      context.addIssue({
        code: 'custom',
        path: ['thresholds'],
        message: 'expected a threshold, points for completion or points by hand, received none of them',
      });
  });
export type GradingRule = z.output<typeof gradingRuleSchema>;

/** What a rule needs to know of the run that counts. */
export interface CountedRun {
  /** Exact, from 0 to 1. */
  score: number;
  /** Days begun after the due date. */
  daysLate: number;
}

/** How many points the rule gives for a score alone. */
export function pointsForScore({ thresholds, partial }: GradingRule, score: number): number {
  // What binary fractions lose must not cost a threshold.
  const reached = thresholds.findLastIndex((threshold) => score >= threshold.score - 1e-9);
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
  latePenalty: number,
  handPoints: number | null,
): number {
  const kept = run ? Math.max(0, 1 - latePenalty * run.daysLate) : 0;
  const ofRun = run ? (rule.completion + pointsForScore(rule, run.score)) * kept : 0;
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

/** The layouts of grades as a file: those that school systems import, and a plain one. */
export const gradeFileFormats = ['PLAIN', 'CANVAS', 'MOODLE', 'BLACKBOARD'] as const;
export type GradeFileFormat = (typeof gradeFileFormats)[number];
