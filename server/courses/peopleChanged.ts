import type { Transaction } from '#prisma/client';
import { rebuildStandings } from '#prisma/standings';

/** Writes the boards again on which these people have, or had, a place: after they came, went or became staff. */
export async function peopleChanged(
  transaction: Transaction,
  courseId: string,
  userIds: readonly string[],
): Promise<void> {
  const assignments = await transaction.assignment.findMany({
    where: { courseId, runs: { some: { studentId: { in: [...userIds] } } } },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  for (const { id } of assignments) await rebuildStandings(transaction, id);
}
