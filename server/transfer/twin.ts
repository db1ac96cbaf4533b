import { recipeSchema } from '#contracts/recipe';
import { twinRecipe } from '#contracts/twinRecipe';
import type { Run } from '#prisma/client';
import { requireViewer } from '../accounts/viewer.ts';
import { ApiError } from '../graphql/errors.ts';
import { getRunForViewer, isOwnRun, type RunContext } from '../runs/run.service.ts';
import { submitRun } from '../runs/submitRun.ts';

/**
 * Submits the from-scratch twin of one's run, which counts as any run does. Throws what `submitRun` throws, FORBIDDEN
 * for another student's run, and BAD_USER_INPUT where the run is from scratch itself.
 */
export async function submitTwin(context: RunContext, runId: string): Promise<{ run: Run; alreadySubmitted: boolean }> {
  requireViewer(context);
  const run = await getRunForViewer(context, runId);
  if (!(await isOwnRun(context, run)))
    throw new ApiError('FORBIDDEN', "Expected your own run or your team's: its twin is submitted by its student.");
  const recipe = recipeSchema.parse(run.recipe);
  if (recipe.weights === 'random')
    throw new ApiError(
      'BAD_USER_INPUT',
      'Expected a run that began from pretrained weights, received one from scratch.',
      { detail: 'FROM_SCRATCH' },
    );
  const submitted = await submitRun(context, run.assignmentId, twinRecipe(recipe));
  if (submitted.run.twinOf !== null) return submitted;
  const twin = await context.database.run.update({ where: { id: submitted.run.id }, data: { twinOf: runId } });
  return { ...submitted, run: twin };
}
