import { allowedSchema } from '#contracts/assignment';
import { daysBegun } from '#contracts/courseTime';
import type { Recipe } from '#contracts/recipe';
import { openStatuses, scorableStatuses } from '#contracts/runStatus';
import { currentTrace } from '#machine/tracing';
import type { Assignment, Run, Transaction } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import { type Extra, extrasOf, noExtra } from '#prisma/extras';
import { sendRun } from '#prisma/queue';
import { unused, usageOf } from '#prisma/usage';
import { writeWholeRecipe } from '#prisma/wholeJson';
import { requireViewer } from '../accounts/viewer.ts';
import { acceptRecipe } from '../assignments/acceptRecipe.ts';
import { getAssignment } from '../assignments/assignment.service.ts';
import { extendedDates, requireOpen } from '../assignments/openness.ts';
import { quotaOf } from '../assignments/quota.ts';
import { isStaff, requireMember } from '../courses/access.ts';
import { courseLoaders } from '../courses/course.loaders.ts';
import { datasetLoaders } from '../datasets/dataset.loaders.ts';
import { ApiError } from '../graphql/errors.ts';
import { asJson } from '../graphql/input.ts';
import { lockParticipant, teamIdOf } from '../teams/membership.ts';
import { recipeHash } from './recipeHash.ts';
import type { RunContext } from './run.service.ts';

interface Submitted {
  run: Run;
  alreadySubmitted: boolean;
}

/**
 * Queues a run: writes its row and its job in one transaction. When the student, or their team, has submitted the same
 * recipe to this revision of the assignment before, and that run did not fail, the answer is the earlier run.
 *
 * Throws, in this order, UNAUTHENTICATED, NOT_FOUND, NOT_ENROLLED, ASSIGNMENT_CLOSED, UNKNOWN_BACKBONE or
 * RECIPE_INVALID, RECIPE_NOT_ALLOWED, TEAM_NEEDED, QUOTA_EXCEEDED, BUDGET_EXCEEDED.
 */
export async function submitRun(context: RunContext, assignmentId: string, input: unknown): Promise<Submitted> {
  const { id: studentId } = requireViewer(context);
  const assignment = await getAssignment(context, assignmentId);
  const role = await requireMember(context, assignment.courseId);
  const extra = (await extrasOf(context.database, studentId, [assignmentId])).get(assignmentId) ?? noExtra;
  requireOpen(extendedDates(assignment, extra));
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
  const course = await courseLoaders(context).course.load(assignment.courseId);
  const terms = { studentId, timeZone: course?.timeZone ?? 'UTC', needsTeam: !isStaff(role) };
  const submitted = await enqueue(context, assignment, recipe, terms);
  if (submitted) return submitted;
  // Staff saved the assignment in between: what it allows may be something else now.
  context.answer = {};
  return submitRun(context, assignmentId, input);
}

interface Terms {
  studentId: string;
  timeZone: string;
  /** In an assignment of teams, only staff submit without one. */
  needsTeam: boolean;
}

/** Null when the assignment has been changed since it was read. */
async function enqueue(
  context: RunContext,
  { id: assignmentId, edition }: Assignment,
  recipe: Recipe,
  { studentId, timeZone, needsTeam }: Terms,
): Promise<Submitted | null> {
  const hash = recipeHash(recipe);
  return context.database.$transaction(
    async (transaction) => {
      const teamId = await teamIdOf(transaction, assignmentId, studentId);
      // One submission of a student or a team to an assignment at a time, or two at once would both find the recipe new
      // and the quota free.
      await lockParticipant(transaction, assignmentId, teamId ?? studentId);
      // A change of the assignment waits until this run is there, so that the run belongs to the revision it says.
      await transaction.$queryRaw`SELECT id FROM assignment WHERE id = ${assignmentId} FOR SHARE`;
      const assignment = await transaction.assignment.findUnique({ where: { id: assignmentId } });
      if (assignment?.edition !== edition) return null;
      const own = teamId === null ? { studentId, teamId: null } : { teamId };
      const earlier = await transaction.run.findFirst({
        where: {
          assignmentId,
          ...own,
          revision: assignment.revision,
          recipeHash: hash,
          status: { in: [...scorableStatuses] },
        },
        orderBy: { submittedAt: 'asc' },
      });
      if (earlier) return { run: earlier, alreadySubmitted: true };
      if (needsTeam && assignment.teamSize > 1 && teamId === null)
        throw new ApiError(
          'TEAM_NEEDED',
          `Expected a member of a team: "${assignment.title}" is for teams of up to ${assignment.teamSize}. ` +
            'Create one, or join one with its code.',
        );
      const extra = (await extrasOf(transaction, studentId, [assignmentId])).get(assignmentId) ?? noExtra;
      const { dueAt } = extendedDates(assignment, extra);
      const submittedAt = databaseNow();
      const extraRun = await takeQuota(transaction, assignment, studentId, extra);
      const openRuns = await transaction.run.count({ where: { studentId, status: { in: [...openStatuses] } } });
      const { id: runId } = await transaction.run.create({
        data: {
          assignmentId,
          studentId,
          teamId,
          recipe: asJson(recipe),
          recipeHash: hash,
          revision: assignment.revision,
          submittedAt,
          daysLate: dueAt ? daysBegun(dueAt, submittedAt, timeZone) : 0,
          extraRun,
          traceParent: currentTrace(),
        },
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

/**
 * Whether the next run takes one of an extension's extra runs, because the quota is used up. Throws QUOTA_EXCEEDED or
 * BUDGET_EXCEEDED when there may be no next run now.
 */
async function takeQuota(
  transaction: Transaction,
  assignment: Assignment,
  studentId: string,
  extra: Extra,
): Promise<boolean> {
  const { dailyQuota, totalQuota, runsAtOnce } = assignment;
  const usage = (await usageOf(transaction, studentId, [assignment.id])).get(assignment.id) ?? unused;
  const { extraLeft, nextFreeAt, openRuns, secondsUsed, budgetSeconds } = quotaOf(assignment, usage, extra);
  const usedUp = totalQuota !== null && usage.total >= totalQuota;
  const usedToday = usage.daily >= dailyQuota;
  if (extraLeft === 0 && usedUp)
    throw new ApiError('QUOTA_EXCEEDED', `Expected at most ${totalQuota} runs in all, received one more.`, {
      detail: 'TOTAL',
      totalQuota,
    });
  if (extraLeft === 0 && usedToday)
    throw new ApiError('QUOTA_EXCEEDED', `Expected at most ${dailyQuota} runs in 24 hours, received one more.`, {
      detail: 'DAY',
      dailyQuota,
      nextFreeAt,
    });
  if (runsAtOnce !== null && openRuns >= runsAtOnce)
    throw new ApiError(
      'QUOTA_EXCEEDED',
      `Expected at most ${runsAtOnce} runs at once, received one more: wait until one has ended, or cancel one.`,
      { detail: 'AT_ONCE', runsAtOnce },
    );
  if (budgetSeconds !== null && secondsUsed >= budgetSeconds)
    throw new ApiError(
      'BUDGET_EXCEEDED',
      `Expected runs of at most ${budgetSeconds} s together; yours have used ${Math.round(secondsUsed)} s.`,
      { budgetSeconds, secondsUsed },
    );
  return usedUp || usedToday;
}
