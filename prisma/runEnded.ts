import { runTitle } from '#contracts/runLabel';
import type { Database, Transaction } from './client.ts';
import { notify } from './notices.ts';
import { emitEvent } from './webhooks.ts';

/**
 * Tells that a run has ended, in the transaction that ends it: its student, or all of its team, and the course's
 * webhooks. `except` ended it and need not be told.
 */
export async function tellRunEnded(
  transaction: Database | Transaction,
  runId: string,
  except?: string | undefined,
): Promise<void> {
  const run = await transaction.run.findUniqueOrThrow({
    where: { id: runId },
    select: {
      status: true,
      name: true,
      recipe: true,
      studentId: true,
      inLecture: { select: { runId: true } },
      team: { select: { members: { select: { userId: true } } } },
      assignment: { select: { id: true, title: true, courseId: true, starterRecipe: true } },
    },
  });
  // Guests of a lecture have no account, and look at the wall.
  if (run.inLecture) return;
  const { status, assignment } = run;
  const people = new Set([run.studentId, ...(run.team?.members.map(({ userId }) => userId) ?? [])]);
  if (except !== undefined) people.delete(except);
  await notify(transaction, [...people], 'RUN_ENDED', {
    runId,
    run: runTitle(run, assignment.starterRecipe),
    assignment: assignment.title,
    status,
  });
  await emitEvent(transaction, 'run.ended', {
    courseId: assignment.courseId,
    assignmentId: assignment.id,
    runId,
    status,
  });
}
