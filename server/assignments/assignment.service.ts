import { randomInt } from 'node:crypto';
import { assignmentInputSchema } from '#contracts/assignment';
import { metricIssue } from '#contracts/metrics';
import { defaultScoreStep, publicImages } from '#contracts/publicShare';
import type { Assignment } from '#prisma/client';
import { writeWholeRecipe } from '#prisma/wholeJson';
import { requireViewer } from '../accounts/viewer.ts';
import type { Context } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import { asJson, checkInput } from '../graphql/input.ts';
import { acceptRecipe } from './acceptRecipe.ts';
import { assignmentLoaders } from './assignment.loaders.ts';
import type { CreateAssignmentInput } from './assignment.type.ts';

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
  const { courseId, datasetVersionId } = input;
  const { opensAt, starterRecipe, scoreStep, ...fields } = checkInput(assignmentInputSchema, input);
  const allowed = fields.allowed ?? {};
  const version = await context.database.datasetVersion.findFirst({
    where: { id: datasetVersionId, dataset: { courseId } },
  });
  if (!version)
    throw new ApiError(
      'NOT_FOUND',
      `Expected the id of a dataset version of this course, received "${datasetVersionId}".`,
    );
  const issue = metricIssue(fields.metric, version.classNames.length);
  if (issue)
    throw new ApiError('BAD_USER_INPUT', `metric: ${issue}.`, { issues: [{ path: 'metric', message: issue }] });
  const recipe = await acceptRecipe(context, { courseId, classNames: version.classNames, allowed }, starterRecipe);
  return context.database.$transaction(async (transaction) => {
    const { id } = await transaction.assignment.create({
      data: {
        ...fields,
        courseId,
        datasetVersionId,
        starterRecipe: asJson(recipe),
        allowed: asJson(allowed),
        opensAt: opensAt ?? new Date(),
        scoreStep: scoreStep ?? defaultScoreStep(publicImages(version.testCount, fields.publicShare)),
        seed: randomInt(2 ** 31),
      },
    });
    await writeWholeRecipe(transaction, { table: 'assignment', id }, recipe);
    return transaction.assignment.findUniqueOrThrow({ where: { id } });
  });
}
