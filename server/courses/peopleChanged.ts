import type { Transaction } from '#prisma/client';
import { followDates } from '#prisma/lateness';

/**
 * Writes again how late these people's runs are, their teams' too, and the boards on which they have, or had, a place:
 * after they came, went, became staff or changed their section, which may have an extension.
 */
export async function peopleChanged(
  transaction: Transaction,
  courseId: string,
  userIds: readonly string[],
): Promise<void> {
  const isOne = { in: [...userIds] };
  const assignments = await transaction.assignment.findMany({
    where: {
      courseId,
      OR: [
        { runs: { some: { studentId: isOne } } },
        { teams: { some: { members: { some: { userId: isOne } }, runs: { some: {} } } } },
      ],
    },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  for (const { id } of assignments) await followDates(transaction, id);
}
