import { systemFailureCodes } from '#contracts/runFailure';
import type { Database, Transaction } from '#prisma/client';

const day = 24 * 60 * 60 * 1000;

/**
 * How many runs of a student count against each assignment's quota: those of the last 24 hours, except those
 * that failed by the system's fault, those cancelled before a worker began, and those that staff had trained again.
 */
export async function countedRuns(
  database: Database | Transaction,
  studentId: string,
  assignmentIds: string[],
): Promise<Map<string, number>> {
  const groups = await database.run.groupBy({
    by: ['assignmentId'],
    _count: true,
    where: {
      studentId,
      assignmentId: { in: assignmentIds },
      rerunOf: null,
      submittedAt: { gt: new Date(Date.now() - day) },
      NOT: {
        OR: [
          { status: 'FAILED', failureCode: { in: [...systemFailureCodes] } },
          { status: 'CANCELLED', startedAt: null },
        ],
      },
    },
  });
  return new Map(groups.map(({ assignmentId, _count }) => [assignmentId, _count]));
}
