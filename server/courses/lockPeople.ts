import type { Transaction } from '#prisma/client';

/** One change of a course's people at a time: of two instructors who leave at once, one finds themselves the last. */
export async function lockPeople(transaction: Transaction, courseId: string): Promise<void> {
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`people ${courseId}`}, 0))`;
}
