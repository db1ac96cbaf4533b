import { randomInt } from 'node:crypto';
import { pseudonyms } from '#contracts/pseudonyms';
import type { Transaction } from './client.ts';

/**
 * Gives every student of a course who has none a pseudonym that nobody in the course has. It is drawn at random: no
 * name, and no order of joining, tells it.
 */
export async function givePseudonyms(transaction: Transaction, courseId: string): Promise<void> {
  const unnamed = { courseId, role: 'STUDENT', pseudonym: null } as const;
  if ((await transaction.enrollment.count({ where: unnamed })) === 0) return;
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`pseudonyms ${courseId}`}, 0))`;
  const [students, named] = await Promise.all([
    transaction.enrollment.findMany({ where: unnamed, select: { userId: true } }),
    transaction.enrollment.findMany({
      where: { courseId, pseudonym: { not: null } },
      select: { pseudonym: true },
    }),
  ]);
  const taken = new Set(named.map(({ pseudonym }) => pseudonym));
  const drawn = students.map(() => {
    for (let tries = 0; ; tries++) {
      const word = pseudonyms[randomInt(pseudonyms.length)]!;
      // A class that is larger than the list gets numbers as well.
      const name = tries < 20 ? word : `${word} ${randomInt(1, 1_000_000)}`;
      if (!taken.has(name)) {
        taken.add(name);
        return name;
      }
    }
  });
  await transaction.$executeRaw`
    UPDATE enrollment SET pseudonym = drawn.name
    FROM unnest(${students.map(({ userId }) => userId)}::text[], ${drawn}::text[]) AS drawn(id, name)
    WHERE "courseId" = ${courseId} AND "userId" = drawn.id AND pseudonym IS NULL`;
}
