import { z } from 'zod';
import { runTitle } from '#contracts/runLabel';
import type { Run } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import { notify } from '#prisma/notices';
import { getAssignment } from '../assignments/assignment.service.ts';
import { recordChange } from '../audit/recordChange.ts';
import { requireStaff } from '../courses/access.ts';
import type { Context } from '../graphql/context.ts';
import { checkInput } from '../graphql/input.ts';
import { getRunForViewer } from '../runs/run.service.ts';
import type { SetRunFeedbackInput } from './grade.type.ts';

/**
 * Writes staff's words about a run. Its student reads them at once, and is told of them. Throws NOT_FOUND,
 * NOT_ENROLLED, FORBIDDEN or BAD_USER_INPUT.
 */
export async function setRunFeedback(context: Context, input: SetRunFeedbackInput): Promise<Run> {
  const run = await getRunForViewer(context, input.runId);
  const assignment = await getAssignment(context, run.assignmentId);
  await requireStaff(context, assignment.courseId, 'write feedback');
  const { feedback } = checkInput(z.object({ feedback: z.string().trim().max(10_000) }), input);
  if (feedback === run.feedback) return run;
  return context.database.$transaction(async (transaction) => {
    const after = await transaction.run.update({
      where: { id: run.id },
      data: { feedback, feedbackAt: feedback === '' ? null : databaseNow() },
    });
    const readers = run.teamId
      ? (await transaction.teamMember.findMany({ where: { teamId: run.teamId } })).map(({ userId }) => userId)
      : [run.studentId];
    if (feedback !== '')
      await notify(transaction, readers, 'FEEDBACK', {
        runId: run.id,
        run: runTitle(run, assignment.starterRecipe),
        assignment: assignment.title,
      });
    await recordChange(context, transaction, {
      courseId: assignment.courseId,
      action: 'run.feedback',
      subjectId: run.id,
      subject: assignment.title,
      changes: { feedback: [run.feedback, feedback] },
    });
    return after;
  });
}
