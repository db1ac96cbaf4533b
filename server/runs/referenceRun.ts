import type { Assignment } from '#prisma/client';
import { recordChange } from '../audit/recordChange.ts';
import type { Context } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';

/**
 * Picks the run that stands as a line on the board and in charts; null takes it away. It must be a succeeded run of the
 * assignment that somebody of the staff submitted: a student's would say whose it is. Throws NOT_FOUND or
 * BAD_USER_INPUT.
 */
export async function setReferenceRun(
  context: Context,
  { id, courseId, title, referenceRunId }: Assignment,
  runId: string | null,
): Promise<Assignment> {
  if (runId !== null) {
    const run = await context.database.run.findFirst({
      where: { id: runId, assignmentId: id },
      include: { student: { include: { enrollments: { where: { courseId } } } } },
    });
    if (!run) throw new ApiError('NOT_FOUND', `Expected the id of a run of this assignment, received "${runId}".`);
    if (run.status !== 'SUCCEEDED')
      throw new ApiError('BAD_USER_INPUT', `Expected a run that succeeded, received one that is ${run.status}.`, {
        detail: 'NOT_SUCCEEDED',
      });
    if (run.student.enrollments.some(({ role }) => role === 'STUDENT'))
      throw new ApiError(
        'BAD_USER_INPUT',
        "Expected a run of the staff, received a student's: submit its recipe yourself.",
        { detail: 'RUN_OF_STUDENT' },
      );
  }
  return context.database.$transaction(async (transaction) => {
    await recordChange(context, transaction, {
      courseId,
      action: 'assignment.referenceRun',
      subjectId: id,
      subject: title,
      changes: { referenceRunId: [referenceRunId, runId] },
    });
    return transaction.assignment.update({ where: { id }, data: { referenceRunId: runId } });
  });
}
