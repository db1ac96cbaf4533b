import type { NoticeKind } from '#contracts/notices';
import type { Assignment, Transaction } from '#prisma/client';
import { notify } from '#prisma/notices';

/**
 * Tells a course's students something of an assignment that they see: all of them, or those of `userIds`. What they
 * have not read of the same kind and assignment is replaced, so that several saves are one notice.
 */
export async function tellStudents(
  transaction: Transaction,
  { id: assignmentId, courseId, title: assignment }: Pick<Assignment, 'id' | 'courseId' | 'title'>,
  kind: Extract<NoticeKind, 'ASSIGNMENT_PUBLISHED' | 'DATES_CHANGED' | 'REVISION'>,
  userIds?: readonly string[],
): Promise<void> {
  const students = await transaction.enrollment.findMany({
    where: { courseId, role: 'STUDENT', removedAt: null, ...(userIds && { userId: { in: [...userIds] } }) },
    select: { userId: true },
  });
  const whom = students.map(({ userId }) => userId);
  await notify(transaction, whom, kind, { assignmentId, assignment }, { replaces: { assignmentId } });
}

/** Tells all who submitted in the revision before, alone or with a team, that this does not count any more. */
export async function tellOfRevision(transaction: Transaction, assignment: Assignment): Promise<void> {
  const people = await transaction.$queryRaw<{ userId: string }[]>`
    SELECT run."studentId" AS "userId" FROM run
    WHERE run."assignmentId" = ${assignment.id} AND run.revision = ${assignment.revision - 1}
    UNION SELECT team_member."userId" FROM team_member JOIN run ON run."teamId" = team_member."teamId"
    WHERE run."assignmentId" = ${assignment.id} AND run.revision = ${assignment.revision - 1}`;
  const userIds = people.map(({ userId }) => userId);
  await tellStudents(transaction, assignment, 'REVISION', userIds);
}
