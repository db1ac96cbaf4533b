import { isFinished, openStatuses, scorableStatuses } from '#contracts/runStatus';
import type { Assignment, Run, Transaction } from '#prisma/client';
import { rerunPriority, sendRun } from '#prisma/queue';
import { getAssignment } from '../assignments/assignment.service.ts';
import { recordChange } from '../audit/recordChange.ts';
import { requireStaff } from '../courses/access.ts';
import { ApiError } from '../graphql/errors.ts';
import { asJson } from '../graphql/input.ts';
import { type CountedRun, countedOriginals } from './countedOriginals.ts';
import { getRun, type RunContext } from './run.service.ts';

/**
 * Has a run trained again: a new run with the same student, team, recipe, time of submission and days late, scored as
 * the assignment is now. It costs no quota. While an earlier rerun of it waits or trains, the answer is that one.
 *
 * Throws UNAUTHENTICATED, NOT_FOUND, NOT_ENROLLED, FORBIDDEN or RUN_NOT_FINISHED.
 */
export async function rerunRun(context: RunContext, id: string): Promise<{ run: Run; alreadyQueued: boolean }> {
  const original = await getRun(context, id);
  const { courseId } = await getAssignment(context, original.assignmentId);
  await requireStaff(context, courseId, 'have a run trained again');
  if (!isFinished(original.status))
    throw new ApiError('RUN_NOT_FINISHED', `Expected a run that has ended; this one is ${original.status}.`);
  return context.database.$transaction(async (transaction) => {
    const assignment = await lockAssignment(transaction, original.assignmentId);
    const open = await transaction.run.findFirst({
      where: { rerunOf: rootOf(original), status: { in: [...openStatuses] } },
      orderBy: { id: 'desc' },
    });
    if (open) return { run: open, alreadyQueued: true };
    const run = await enqueueRerun(context, transaction, assignment, original, 0);
    await recordChange(context, transaction, {
      courseId,
      action: 'run.rerun',
      subjectId: original.id,
      subject: assignment.title,
      changes: { rerun: [null, run.id] },
    });
    return { run, alreadyQueued: false };
  });
}

/** What `rerunCounted` would do now. */
export interface RerunPlan {
  /** Runs to be trained again. */
  due: CountedRun[];
  /** Runs that count and are trained again already, or were, since the assignment's last revision. */
  done: number;
}

/** Which runs of an assignment count and have no rerun of its current revision yet. The caller checks the role. */
export async function planReruns(transaction: Transaction, assignment: Assignment): Promise<RerunPlan> {
  const counted = await countedOriginals(transaction, assignment);
  const reruns = await transaction.run.findMany({
    where: {
      rerunOf: { in: counted.map(rootOf) },
      revision: assignment.revision,
      status: { in: [...scorableStatuses] },
    },
    select: { rerunOf: true },
  });
  const covered = new Set(reruns.map(({ rerunOf }) => rerunOf));
  const due = counted.filter((run) => !covered.has(rootOf(run)));
  return { due, done: counted.length - due.length };
}

/**
 * Has everybody's counted runs of an assignment trained again. Doing it twice queues them once: a run that has a rerun
 * of the current revision, one that did not fail, gets no second one. They wait behind what students submit.
 *
 * Throws UNAUTHENTICATED, NOT_FOUND, NOT_ENROLLED or FORBIDDEN.
 */
export async function rerunCounted(
  context: RunContext,
  assignmentId: string,
): Promise<{ queued: number; alreadyQueued: number }> {
  const { courseId } = await getAssignment(context, assignmentId);
  await requireStaff(context, courseId, 'have runs trained again');
  return context.database.$transaction(
    async (transaction) => {
      const assignment = await lockAssignment(transaction, assignmentId);
      const { due, done } = await planReruns(transaction, assignment);
      const originals = await transaction.run.findMany({
        where: { id: { in: due.map(({ id }) => id) } },
        orderBy: [{ submittedAt: 'asc' }, { id: 'asc' }],
      });
      for (const original of originals) await enqueueRerun(context, transaction, assignment, original, rerunPriority);
      if (due.length > 0)
        await recordChange(context, transaction, {
          courseId,
          action: 'assignment.rerun',
          subjectId: assignmentId,
          subject: assignment.title,
          changes: { runs: [null, due.length] },
        });
      return { queued: due.length, alreadyQueued: done };
    },
    // A class of 2,000 has as many rows and jobs to write.
    { maxWait: 15_000, timeout: 120_000 },
  );
}

/** One rerun of an assignment at a time, and none while its revision changes. */
async function lockAssignment(transaction: Transaction, id: string): Promise<Assignment> {
  await transaction.$executeRaw`SELECT 1 FROM assignment WHERE id = ${id} FOR UPDATE`;
  return transaction.assignment.findUniqueOrThrow({ where: { id } });
}

/** A rerun's rerun belongs to the run that the student submitted. */
function rootOf({ id, rerunOf }: CountedRun): string {
  return rerunOf ?? id;
}

async function enqueueRerun(
  { queue }: RunContext,
  transaction: Transaction,
  assignment: Assignment,
  original: Run,
  priority: number,
): Promise<Run> {
  const { assignmentId, studentId, teamId, recipe, recipeHash, submittedAt, daysLate, name, note, tags, twinOf } =
    original;
  // A run of an older revision counts no more, so its student's choice goes over to the rerun.
  const isOutdated = original.revision !== assignment.revision;
  const { id } = await transaction.run.create({
    data: {
      assignmentId,
      studentId,
      teamId,
      recipe: asJson(recipe),
      recipeHash,
      submittedAt,
      daysLate,
      name,
      note,
      tags,
      twinOf,
      revision: assignment.revision,
      chosenAt: isOutdated ? original.chosenAt : null,
      rerunOf: rootOf(original),
    },
  });
  // Copied in the database: Prisma drops the key __proto__, which may be the name of a class.
  await transaction.$executeRaw`
    UPDATE run SET recipe = original.recipe FROM run AS original WHERE run.id = ${id} AND original.id = ${original.id}`;
  const jobId = await sendRun(queue, transaction, { runId: id, priority });
  return transaction.run.update({ where: { id }, data: { jobId } });
}
