import { z } from 'zod';
import { backboneNames } from './backboneEntries.ts';
import type { Issue } from './issues.ts';
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
  maxBatchSize: z.int().min(1).max(1024).optional(),
  /** Of each dense layer of the head. */
  maxUnits: z.int().min(1).max(4096).optional(),
  precisions: z.array(z.enum(precisions)).min(1).optional(),
});
export type Allowed = z.infer<typeof allowedSchema>;

/** Which of a participant's runs counts: the best public score, the last one, or the better of those they chose. */
export const countingRules = ['BEST_PUBLIC', 'LAST', 'CHOSEN'] as const;
export type CountingRule = (typeof countingRules)[number];

/** Runs that a student or a team may choose to count. */
export const mostChosenRuns = 2;

const within = (number: z.ZodNumber, least: number, most: number) =>
  number.refine((value) => value >= least && value <= most, {
    error: ({ input }) => `expected ${least} to ${most}, received ${input}`,
    params: { code: 'between', values: { least, most } },
  });

/** What the staff decides about an assignment, as the database stores it and the API answers it. */
export const assignmentSchema = z.object({
  key: z
    .string()
    .regex(/^[a-z0-9][a-z0-9._-]{0,99}$/, 'expected up to 100 small letters, digits, ".", "_" and "-"')
    .nullable()
    .describe('What a course under version control calls it; nobody else needs it.'),
  title: line(200),
  description: z
    .string()
    .trim()
    .max(20_000)
    .describe('Markdown with formulas ($x$). Pictures are those of the course (`addPicture`) or small `data:` ones.'),
  starterRecipe: z.unknown().describe('What the form starts from: a whole recipe.'),
  allowed: allowedSchema.describe(
    '{backbones, weights, maxEpochs, maxInputSize, maxBatchSize, maxUnits, precisions}; an absent field allows ' +
      'everything, but for precisions: float32.',
  ),
  metric: z.enum(leaderboardMetrics),
  opensAt: z.date(),
  dueAt: z
    .date()
    .nullable()
    .describe('Runs that are submitted later are late. When null, nothing is late before it closes.'),
  closesAt: z.date().nullable().describe('Nothing can be submitted any more, except with an extension.'),
  latePenalty: within(z.number(), 0, 1).describe(
    'The share of its points that a late run loses for each day begun after the due date, in the time zone of the ' +
      'course.',
  ),
  dailyQuota: within(z.int(), 1, 1000).describe('Runs that one person, or one team, may submit in 24 hours.'),
  totalQuota: within(z.int(), 1, 100_000).nullable().describe('The same in all; null: no limit.'),
  runsAtOnce: within(z.int(), 1, 1000).nullable().describe('The same of runs that have not ended; null: no limit.'),
  budgetSeconds: within(z.int(), 1, 100_000_000)
    .nullable()
    .describe('Seconds for which workers may hold the runs of one person, or one team; null: no limit.'),
  teamSize: within(z.int(), 1, 50).describe('Members of a team at most; 1: everybody submits alone.'),
  teamsUntil: z.date().nullable().describe('Until when students form teams; null: as long as it is open.'),
  countingRule: z.enum(countingRules).describe('Which of the runs of a student or a team counts.'),
  publicShare: within(z.number(), 0.01, 0.99).describe(
    'The share of the test set whose score students see while the assignment is open.',
  ),
  scoreStep: within(z.number(), 0.0001, 0.5).describe(
    'Public scores are rounded down to a multiple of this, so that submitting tells little about single test images.',
  ),
});

const { shape } = assignmentSchema;

const scoreStepInput = shape.scoreStep
  .nullish()
  .describe(
    'Two images of the public share, when left out: 2 / images, rounded up to half percents, from 0.005 to 0.5.',
  );

/** The same fields as the API takes them and the form checks them: what may be left out, and what is taken instead. */
export const assignmentInputSchema = z.object({
  key: shape.key.nullish(),
  title: shape.title,
  description: shape.description.default(''),
  starterRecipe: z.unknown(),
  allowed: shape.allowed.nullish(),
  metric: shape.metric.default('ACCURACY'),
  opensAt: shape.opensAt.nullish().describe('Now, when left out.'),
  dueAt: shape.dueAt.nullish().describe('None, when left out.'),
  closesAt: shape.closesAt.nullish().describe('Never, when left out.'),
  latePenalty: shape.latePenalty.default(0),
  dailyQuota: shape.dailyQuota.default(20),
  totalQuota: shape.totalQuota.nullish(),
  runsAtOnce: shape.runsAtOnce.nullish(),
  budgetSeconds: shape.budgetSeconds.nullish(),
  teamSize: shape.teamSize.default(1),
  teamsUntil: shape.teamsUntil.nullish(),
  countingRule: shape.countingRule.default('BEST_PUBLIC'),
  publicShare: shape.publicShare.default(defaultPublicShare),
  scoreStep: scoreStepInput,
  draft: z.boolean().default(false).describe('Only staff see a draft, until it is published.'),
});

/** A change of an assignment: what is left out stays, and null takes away what may be absent. */
export const assignmentChangeSchema = z.object({
  datasetVersionId: z.string().optional().describe('Another version, of this dataset or of another one of the course.'),
  key: shape.key.optional(),
  title: shape.title.optional(),
  description: shape.description.optional(),
  starterRecipe: z.unknown().optional(),
  allowed: shape.allowed.optional(),
  metric: shape.metric.optional(),
  opensAt: shape.opensAt.optional(),
  dueAt: shape.dueAt.optional(),
  closesAt: shape.closesAt.optional(),
  latePenalty: shape.latePenalty.optional(),
  dailyQuota: shape.dailyQuota.optional(),
  totalQuota: shape.totalQuota.optional(),
  runsAtOnce: shape.runsAtOnce.optional(),
  budgetSeconds: shape.budgetSeconds.optional(),
  teamSize: shape.teamSize.optional(),
  teamsUntil: shape.teamsUntil.optional(),
  countingRule: shape.countingRule.optional(),
  publicShare: shape.publicShare.optional(),
  scoreStep: scoreStepInput,
  newSplit: z.boolean().optional().describe('Splits the test set into other shares.'),
});
export type AssignmentChange = z.output<typeof assignmentChangeSchema>;

interface AssignmentDates {
  opensAt: Date;
  dueAt: Date | null;
  closesAt: Date | null;
}

/** What is wrong with dates that do not follow one another; empty when nothing is. */
export function dateIssues({ opensAt, dueAt, closesAt }: AssignmentDates): Issue[] {
  const issues: Issue[] = [];
  const later = (path: string, what: string, date: Date, than: Date) => {
    if (date <= than)
      issues.push({
        path,
        message: `expected a time after ${what} (${than.toISOString()}), received ${date.toISOString()}`,
        code: 'afterOpening',
      });
  };
  if (closesAt) later('closesAt', 'it opens', closesAt, opensAt);
  if (dueAt) later('dueAt', 'it opens', dueAt, opensAt);
  if (dueAt && closesAt && dueAt > closesAt)
    issues.push({
      path: 'dueAt',
      message: `expected a time until it closes (${closesAt.toISOString()}), received ${dueAt.toISOString()}`,
      code: 'untilClosing',
    });
  return issues;
}

/** Changes of these make older runs unfair to compare. */
export const unfairFields = ['datasetVersionId', 'metric', 'publicShare', 'scoreStep', 'seed'] as const;

/** Why an assignment does not accept a (valid) recipe; empty when it does. */
export function refusals(allowed: Allowed, recipe: Recipe): RecipeIssue[] {
  const issues: RecipeIssue[] = [];
  const oneOf = (path: string, options: readonly string[] | undefined, received: string) => {
    if (!options || options.includes(received)) return;
    const message = `expected one of ${options.join(', ')}, as this assignment allows, received ${received}`;
    issues.push({ path, message, code: 'notAllowed', values: { options: [...options], received } });
  };
  const atMost = (path: string, limit: number | undefined, received: number, inAll = false) => {
    if (limit === undefined || received <= limit) return;
    const where = inAll ? ' in all stages' : '';
    const message = `expected at most ${limit}${where}, as this assignment allows, received ${received}`;
    issues.push({ path, message, code: inAll ? 'tooManyInAll' : 'tooMuchHere', values: { limit, received } });
  };
  oneOf('backbone', allowed.backbones, recipe.backbone);
  oneOf('weights', allowed.weights, recipe.weights);
  atMost('training.epochs', allowed.maxEpochs, plannedEpochs(recipe), recipe.stages.length > 0);
  atMost('inputSize', allowed.maxInputSize, recipe.inputSize);
  atMost('training.batchSize', allowed.maxBatchSize, recipe.training.batchSize);
  for (const [index, { units }] of recipe.head.dense.entries())
    atMost(`head.dense.${index}.units`, allowed.maxUnits, units);
  oneOf('precision', allowed.precisions ?? ['float32'], recipe.precision);
  return issues;
}
