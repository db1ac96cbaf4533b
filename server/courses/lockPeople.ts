import type { Transaction } from '#prisma/client';

/** One change of a course's people at a time: of two instructors who leave at once, one finds themselves the last. */
export async function lockPeople(transaction: Transaction, courseId: string): Promise<void> {
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`people ${courseId}`}, 0))`;
}

/** Boards are written again with many a change, which takes seconds in a large course. */
export const inPeople = { maxWait: 15_000, timeout: 60_000 };
