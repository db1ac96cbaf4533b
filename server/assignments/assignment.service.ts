import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { allowedSchema } from '#contracts/assignment';
import { defaultScoreStep, publicImages } from '#contracts/publicShare';
import type { Assignment } from '#prisma/client';
import { requireViewer } from '../accounts/viewer.ts';
import type { Context } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import { asJson, checkInput, shortText } from '../graphql/input.ts';
import { acceptRecipe } from './acceptRecipe.ts';
import type { CreateAssignmentInput } from './assignment.input.ts';
import { assignmentLoaders } from './assignment.loaders.ts';

const within = (least: number, most: number) =>
  z.number().refine((value) => value >= least && value <= most, {
    error: ({ input }) => `expected ${least} to ${most}, received ${input}`,
  });

const inputSchema = z
  .object({
    title: shortText,
    description: z.string().trim().max(20_000),
    allowed: allowedSchema.nullish().transform((allowed) => allowed ?? {}),
    opensAt: z.date().nullish(),
    closesAt: z.date().nullish(),
    dailyQuota: within(1, 1000),
    publicShare: within(0.01, 0.99),
    scoreStep: within(0.0001, 0.5).nullish(),
  })
  .refine(({ opensAt, closesAt }) => !closesAt || closesAt > (opensAt ?? new Date()), {
    path: ['closesAt'],
    message: 'expected a time after it opens',
  });

/** Throws UNAUTHENTICATED or NOT_FOUND. */
export async function getAssignment(context: Context, id: string): Promise<Assignment> {
  requireViewer(context);
  const assignment = await assignmentLoaders(context).assignment.load(id);
  if (!assignment) throw new ApiError('NOT_FOUND', `Expected the id of an assignment, received "${id}".`);
  return assignment;
}

/**
 * Throws BAD_USER_INPUT, NOT_FOUND (dataset version of another course), UNKNOWN_BACKBONE, RECIPE_INVALID or
 * RECIPE_NOT_ALLOWED.
 */
export async function createAssignment(context: Context, input: CreateAssignmentInput): Promise<Assignment> {
  const { courseId, datasetVersionId, metric } = input;
  const { opensAt, allowed, scoreStep, ...fields } = checkInput(inputSchema, input);
  const version = await context.database.datasetVersion.findFirst({
    where: { id: datasetVersionId, dataset: { courseId } },
  });
  if (!version)
    throw new ApiError(
      'NOT_FOUND',
      `Expected the id of a dataset version of this course, received "${datasetVersionId}".`,
    );
  const terms = { courseId, classNames: version.classNames, allowed };
  const starterRecipe = await acceptRecipe(context, terms, input.starterRecipe);
  return context.database.assignment.create({
    data: {
      ...fields,
      courseId,
      datasetVersionId,
      metric,
      starterRecipe: asJson(starterRecipe),
      allowed: asJson(allowed),
      opensAt: opensAt ?? new Date(),
      scoreStep: scoreStep ?? defaultScoreStep(publicImages(version.testCount, fields.publicShare)),
      seed: randomInt(2 ** 31),
    },
  });
}
