import { z } from 'zod';
import { weightsNames } from '#contracts/backbones';
import { isPublishedId, type Recipe, recipeSchema } from '#contracts/recipe';
import { Prisma, type Run, type Weights } from '#prisma/client';
import { invalidRecipe } from '../assignments/recipeCheck.ts';
import type { Context } from '../context.ts';
import { ApiError } from '../errors.ts';
import { checkInput, lineOf } from '../input.ts';

/** A name that some backbone's own weights have would make two different things look alike. */
const ownNames: ReadonlySet<string> = new Set(weightsNames);
const inputSchema = z.object({
  name: lineOf(100).refine((name) => !ownNames.has(name), {
    error: ({ input }) => `expected another name than those of Keras's and Downstream's own weights, received ${input}`,
  }),
});

/**
 * Publishes what a run of the course made of its backbone, under a name. Throws BAD_USER_INPUT, RUN_NOT_SUCCEEDED,
 * WEIGHTS_UNCHANGED (the run left its backbone as it was) or NAME_TAKEN.
 */
export async function publishWeights(
  context: Context,
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
      `Expected a run that trained its backbone; this one left it as it was, so name its own weights, ${weights}, in a recipe instead.`,
    );
  try {
    return await context.database.weights.create({
      data: { courseId, runId: run.id, name, backbone, inputSize, preprocessing, hash: run.backboneWeights },
    });
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002')
      throw new ApiError('NAME_TAKEN', `Expected a name that no weights of this course have yet, received "${name}".`);
    throw error;
  }
}

/** Throws RECIPE_INVALID when a recipe says an id, and not of weights that the course published for its backbone. */
export async function requirePublished(
  context: Context,
  courseId: string,
  { backbone, weights: id }: Recipe,
): Promise<void> {
  if (!isPublishedId(id)) return;
  const fitting = (await context.loaders.weightsOfCourse.load(courseId)).filter(
    (weights) => weights.backbone === backbone,
  );
  if (fitting.some((weights) => weights.id === id)) return;
  const known = fitting.map((weights) => `"${weights.name}" ${weights.id}`).join(', ') || 'none yet';
  const message = `expected the id of weights that this course published for ${backbone} (${known}), received ${JSON.stringify(id)}`;
  throw invalidRecipe([{ path: 'weights', message }]);
}

/** What a recipe's weights are called: their name, also where the recipe says an id. */
export async function weightsName(context: Context, weights: string): Promise<string> {
  if (!isPublishedId(weights)) return weights;
  return (await context.loaders.weights.load(weights))?.name ?? weights;
}
