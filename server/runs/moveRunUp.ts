import type { Run } from '#prisma/client';
import { moveJobUp } from '#prisma/queue';
import { getAssignment } from '../assignments/assignment.service.ts';
import { recordChange } from '../audit/recordChange.ts';
import { requireStaff } from '../courses/access.ts';
import { ApiError } from '../graphql/errors.ts';
import { getRun, type RunContext } from './run.service.ts';

/**
 * Puts a run that waits before all others. Throws UNAUTHENTICATED, NOT_FOUND, NOT_ENROLLED, FORBIDDEN or
 * RUN_NOT_QUEUED.
 */
export async function moveRunUp(context: RunContext, id: string): Promise<Run> {
  const { assignmentId } = await getRun(context, id);
  const assignment = await getAssignment(context, assignmentId);
  await requireStaff(context, assignment.courseId, 'move a run up in the queue');
  return context.database.$transaction(async (transaction) => {
    const run = await transaction.run.findUniqueOrThrow({ where: { id } });
    const waits = run.status === 'QUEUED' && run.jobId !== null;
    if (!waits || !(await moveJobUp(context.queue, transaction, run.jobId!)))
      throw new ApiError('RUN_NOT_QUEUED', `Expected a run that waits in the queue; this one is ${run.status}.`);
    await recordChange(context, transaction, {
      courseId: assignment.courseId,
      action: 'run.moveUp',
      subjectId: id,
      subject: assignment.title,
    });
    return run;
  });
}
