import { allowedSchema } from '#contracts/assignment';
import type { Recipe } from '#contracts/recipe';
import { openStatuses, scorableStatuses } from '#contracts/runStatus';
import type { Assignment, Run } from '#prisma/client';
import { sendRun } from '#prisma/queue';
import { writeWholeRecipe } from '#prisma/wholeJson';
import { requireViewer } from '../accounts/viewer.ts';
import { acceptRecipe } from '../assignments/acceptRecipe.ts';
import { getAssignment } from '../assignments/assignment.service.ts';
import { requireOpen } from '../assignments/openness.ts';
import { countedRuns } from '../assignments/quota.ts';
import { requireMember } from '../courses/access.ts';
import { datasetLoaders } from '../datasets/dataset.loaders.ts';
import { ApiError } from '../graphql/errors.ts';
import { asJson } from '../graphql/input.ts';
import { recipeHash } from './recipeHash.ts';
import type { RunContext } from './run.service.ts';

/**
 * Queues a run: writes its row and its job in one transaction. When the student has submitted the same recipe to this
 * assignment before, and that run did not fail, the answer is the earlier run.
 *
 * Throws, in this order, UNAUTHENTICATED, NOT_FOUND, NOT_ENROLLED, ASSIGNMENT_CLOSED, UNKNOWN_BACKBONE or
 * RECIPE_INVALID, RECIPE_NOT_ALLOWED, QUOTA_EXCEEDED.
 */
export async function submitRun(
  context: RunContext,
  assignmentId: string,
  input: unknown,
): Promise<{ run: Run; alreadySubmitted: boolean }> {
  const { id: studentId } = requireViewer(context);
  const assignment = await getAssignment(context, assignmentId);
  await requireMember(context, assignment.courseId);
  requireOpen(assignment);
  const version = await datasetLoaders(context).datasetVersion.load(assignment.datasetVersionId);
  const recipe = await acceptRecipe(
    context,
    {
      courseId: assignment.courseId,
      classNames: version?.classNames ?? [],
      allowed: allowedSchema.parse(assignment.allowed),
    },
    input,
  );
  return enqueue(context, assignment, studentId, recipe);
}

async function enqueue(context: RunContext, assignment: Assignment, studentId: string, recipe: Recipe) {
  const hash = recipeHash(recipe);
  const assignmentId = assignment.id;
  return context.database.$transaction(
    async (transaction) => {
      // One submission of a student to an assignment at a time, or two at once would both find the recipe new and the
      // quota free.
      const lock = `submit ${assignmentId} ${studentId}`;
      await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${lock}, 0))`;
      const earlier = await transaction.run.findFirst({
        where: { assignmentId, studentId, recipeHash: hash, status: { in: [...scorableStatuses] } },
        orderBy: { submittedAt: 'asc' },
      });
      if (earlier) return { run: earlier, alreadySubmitted: true };
      const counted = (await countedRuns(transaction, studentId, [assignmentId])).get(assignmentId) ?? 0;
      if (counted >= assignment.dailyQuota)
        throw new ApiError(
          'QUOTA_EXCEEDED',
          `Expected at most ${assignment.dailyQuota} runs in 24 hours, received one more.`,
          { dailyQuota: assignment.dailyQuota },
        );
      const openRuns = await transaction.run.count({ where: { studentId, status: { in: [...openStatuses] } } });
      const { id: runId } = await transaction.run.create({
        data: { assignmentId, studentId, recipe: asJson(recipe), recipeHash: hash },
      });
      await writeWholeRecipe(transaction, { table: 'run', id: runId }, recipe);
      // A student's second run waits behind every other student's first.
      const jobId = await sendRun(context.queue, transaction, { runId, priority: -openRuns });
      return { run: await transaction.run.update({ where: { id: runId }, data: { jobId } }), alreadySubmitted: false };
    },
    // A class that submits at the deadline waits for its turn instead of failing.
    { maxWait: 15_000, timeout: 30_000 },
  );
}
