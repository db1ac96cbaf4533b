import { previousStatuses } from '#contracts/runStatus';
import { announce } from '#prisma/announce';
import type { Run } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import { cancelJob } from '#prisma/queue';
import { tellRunEnded } from '#prisma/runEnded';
import { recordChange } from '../audit/recordChange.ts';
import { ApiError } from '../graphql/errors.ts';
import type { RunContext } from './run.service.ts';

/** Ends a run, and takes its job from the queue or tells its worker. Throws RUN_FINISHED when it has ended already. */
export async function cancelRun(context: RunContext, { id }: Run): Promise<Run> {
  return context.database.$transaction(async (transaction) => {
    const { count } = await transaction.run.updateMany({
      where: { id, status: { in: previousStatuses('CANCELLED') } },
      data: { status: 'CANCELLED', finishedAt: databaseNow() },
    });
    if (count > 0)
      await transaction.$executeRaw`
        UPDATE run SET "claimedAt" = NULL, "secondsUsed" = "secondsUsed" +
          greatest(0, coalesce(extract(epoch FROM (clock_timestamp() AT TIME ZONE 'UTC') - "claimedAt"), 0))
        WHERE id = ${id}`;
    const run = await transaction.run.findUniqueOrThrow({ where: { id } });
    if (count === 0)
      throw new ApiError('RUN_FINISHED', `Expected a run that has not ended; this one is ${run.status}.`);
    if (run.jobId !== null) await cancelJob(context.queue, transaction, run.jobId);
    await announce(transaction, { runId: id });
    await tellRunEnded(transaction, id, context.viewer?.id);
    if (run.studentId !== context.viewer?.id) {
      const assignment = await transaction.assignment.findUniqueOrThrow({ where: { id: run.assignmentId } });
      const { courseId, title: subject } = assignment;
      await recordChange(context, transaction, { courseId, action: 'run.cancel', subjectId: id, subject });
    }
    return run;
  });
}
