import { recipeSchema } from '#contracts/recipe';
import { scorableStatuses } from '#contracts/runStatus';
import { Prisma, type Run } from '#prisma/client';
import { getAssignment } from '../assignments/assignment.service.ts';
import { ApiError } from '../graphql/errors.ts';
import { getRunForViewer, isOwnRun, type RunContext } from '../runs/run.service.ts';
import { submitRun } from '../runs/submitRun.ts';

/**
 * Submits a run's recipe with as many further seeds as the assignment counts. Each seed is a run, with a curve, a score
 * and a place in the quota of its own. Seeds that were submitted before are not submitted again, so a call that the
 * quota ended goes on where it stopped.
 *
 * Answers the runs of all seeds that count, the oldest first. Throws what `submitRun` throws, and FORBIDDEN for another
 * student's run.
 */
export async function submitSeeds(context: RunContext, runId: string): Promise<Run[]> {
  const run = await getRunForViewer(context, runId);
  if (!(await isOwnRun(context, run)))
    throw new ApiError('FORBIDDEN', "Expected your own run or your team's: its student submits its seeds.");
  const { id, seedsCounted, revision } = await getAssignment(context, run.assignmentId);
  const recipe = recipeSchema.parse(run.recipe);
  const known = await seedsOf(context, { ...run, revision });
  const seeds = new Set(known.map(({ seed }) => seed));
  const runs = known.map(({ id }) => id);
  for (let seed = recipe.seed; seeds.size < seedsCounted; seed = (seed + 1) % 2 ** 31) {
    if (seeds.has(seed)) continue;
    const submitted = await submitRun(context, id, { ...recipe, seed });
    seeds.add(seed);
    runs.push(submitted.run.id);
  }
  return context.database.run.findMany({
    where: { id: { in: runs } },
    orderBy: [{ submittedAt: 'asc' }, { id: 'asc' }],
    take: seedsCounted,
  });
}

/** The runs of the same recipe that may count, one a seed. */
async function seedsOf(context: RunContext, run: Run): Promise<{ id: string; seed: number }[]> {
  const own =
    run.teamId === null
      ? Prisma.sql`"studentId" = ${run.studentId} AND "teamId" IS NULL`
      : Prisma.sql`"teamId" = ${run.teamId}`;
  return context.database.$queryRaw`
    SELECT DISTINCT ON (seed) id, seed FROM (
      SELECT id, (recipe->>'seed')::int AS seed FROM run
      WHERE "assignmentId" = ${run.assignmentId} AND ${own} AND revision = ${run.revision}
        AND status::text = ANY (${[...scorableStatuses]})
        AND recipe - 'seed' = ${JSON.stringify(run.recipe)}::jsonb - 'seed'
    ) runs ORDER BY seed, id DESC`;
}
