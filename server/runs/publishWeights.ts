import { z } from 'zod';
import { recipeSchema } from '#contracts/recipe';
import { Prisma, type Run, type Weights } from '#prisma/client';
import { recordChange } from '../audit/recordChange.ts';
import type { DatasetContext } from '../datasets/dataset.context.ts';
import type { Context } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import { checkInput } from '../graphql/input.ts';
import { requireRoom } from '../storage/storage.service.ts';
import { publishedName } from '../weights/publishedName.ts';

const inputSchema = z.object({ name: publishedName });

/**
 * Publishes the parameters that a run of the course gave its backbone, under a name. Throws BAD_USER_INPUT,
 * RUN_NOT_SUCCEEDED, WEIGHTS_UNCHANGED (the run did not train its backbone), STORAGE_FULL or NAME_TAKEN.
 */
export async function publishWeights(
  context: Context & Pick<DatasetContext, 'objects'>,
  courseId: string,
  run: Run,
  input: { name: string },
): Promise<Weights> {
  const { name } = checkInput(inputSchema, input);
  if (run.status !== 'SUCCEEDED')
    throw new ApiError('RUN_NOT_SUCCEEDED', `Expected a run that succeeded, received one that is ${run.status}.`);
  const { backbone, inputSize, preprocessing, weights } = recipeSchema.parse(run.recipe);
  if (run.backboneWeights === null)
    throw new ApiError(
      'WEIGHTS_UNCHANGED',
      "Expected a run that trained its backbone. This run did not: a recipe can name the backbone's " +
        `own weights, ${weights}.`,
    );
  try {
    const hash = run.backboneWeights;
    const bytes = await context.objects.size(hash);
    await requireRoom(context, courseId, bytes);
    const data = { courseId, runId: run.id, name, backbone, inputSize, preprocessing, hash, bytes };
    return await context.database.$transaction(async (transaction) => {
      const made = await transaction.weights.create({ data });
      const change = { courseId, action: 'weights.publish', subjectId: made.id, subject: name };
      await recordChange(context, transaction, change);
      return made;
    });
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002')
      throw new ApiError('NAME_TAKEN', `Expected a name that no weights of this course have yet, received "${name}".`);
    throw error;
  }
}
