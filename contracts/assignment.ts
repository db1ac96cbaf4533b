import { z } from 'zod';
import { backboneNames } from './backbones.ts';
import { line } from './line.ts';
import { leaderboardMetrics } from './metrics.ts';
import { defaultPublicShare } from './publicShare.ts';
import { precisions, type Recipe, type RecipeIssue } from './recipe.ts';
import { plannedEpochs } from './stages.ts';

/**
 * What recipes an assignment accepts; an absent field allows everything, but for `precisions`, which then are float32
 * alone.
 */
export const allowedSchema = z.strictObject({
  backbones: z.array(z.enum(backboneNames)).min(1).optional(),
  weights: z.array(z.string()).min(1).optional(),
  maxEpochs: z.int().min(1).max(10_000).optional(),
  maxInputSize: z.int().min(1).optional(),
  precisions: z.array(z.enum(precisions)).min(1).optional(),
});
export type Allowed = z.infer<typeof allowedSchema>;

const within = (number: z.ZodNumber, least: number, most: number) =>
  number.refine((value) => value >= least && value <= most, {
    error: ({ input }) => `expected ${least} to ${most}, received ${input}`,
  });

/** What the staff decides about an assignment, as the database stores it and the API answers it. */
export const assignmentSchema = z.object({
  title: line(200),
  description: z.string().trim().max(20_000),
  starterRecipe: z.unknown().describe('What the form starts from: a whole recipe.'),
  allowed: allowedSchema.describe(
    '{backbones, weights, maxEpochs, maxInputSize, precisions}; an absent field allows everything, ' +
      'but for precisions: float32.',
  ),
  metric: z.enum(leaderboardMetrics),
  opensAt: z.date(),
  closesAt: z.date().nullable(),
  dailyQuota: within(z.int(), 1, 1000).describe('Runs that one person may submit in 24 hours.'),
  publicShare: within(z.number(), 0.01, 0.99).describe(
    'The share of the test set whose score students see while the assignment is open.',
  ),
  scoreStep: within(z.number(), 0.0001, 0.5).describe(
    'Public scores are rounded down to a multiple of this, so that submitting tells little about single test images.',
  ),
});

const { shape } = assignmentSchema;

/** The same fields as the API takes them and the form checks them: what may be left out, and what is taken instead. */
export const assignmentInputSchema = z
  .object({
    title: shape.title,
    description: shape.description.default(''),
    starterRecipe: z.unknown(),
    allowed: shape.allowed.nullish(),
    metric: shape.metric.default('ACCURACY'),
    opensAt: shape.opensAt.nullish().describe('Now, when left out.'),
    closesAt: shape.closesAt.nullish().describe('Never, when left out.'),
    dailyQuota: shape.dailyQuota.default(20),
    publicShare: shape.publicShare.default(defaultPublicShare),
    scoreStep: shape.scoreStep
      .nullish()
      .describe(
        'Two images of the public share, when left out: 2 / images, rounded up to half percents, from 0.005 to 0.5.',
      ),
  })
  .refine(({ opensAt, closesAt }) => !closesAt || closesAt > (opensAt ?? new Date()), {
    path: ['closesAt'],
    message: 'expected a time after it opens',
  });

/** Why an assignment does not accept a (valid) recipe; empty when it does. */
export function refusals(allowed: Allowed, recipe: Recipe): RecipeIssue[] {
  const issues: RecipeIssue[] = [];
  if (allowed.backbones && !allowed.backbones.includes(recipe.backbone))
    issues.push({
      path: 'backbone',
      message:
        `expected one of ${allowed.backbones.join(', ')}, as this assignment allows, ` + `received ${recipe.backbone}`,
    });
  if (allowed.weights && !allowed.weights.includes(recipe.weights))
    issues.push({
      path: 'weights',
      message: `expected one of ${allowed.weights.join(', ')}, as this assignment allows, received ${recipe.weights}`,
    });
  if (allowed.maxEpochs !== undefined && plannedEpochs(recipe) > allowed.maxEpochs)
    issues.push({
      path: 'training.epochs',
      message:
        `expected at most ${allowed.maxEpochs}${recipe.stages.length > 0 ? ' in all stages' : ''}, ` +
        `as this assignment allows, received ${plannedEpochs(recipe)}`,
    });
  if (allowed.maxInputSize !== undefined && recipe.inputSize > allowed.maxInputSize)
    issues.push({
      path: 'inputSize',
      message: `expected at most ${allowed.maxInputSize}, as this assignment allows, received ${recipe.inputSize}`,
    });
  const precisionsAllowed = allowed.precisions ?? ['float32'];
  if (!precisionsAllowed.includes(recipe.precision))
    issues.push({
      path: 'precision',
      message:
        `expected one of ${precisionsAllowed.join(', ')}, as this assignment allows, ` + `received ${recipe.precision}`,
    });
  return issues;
}
