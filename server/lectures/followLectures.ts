import type { Database } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import { type Queue, sendAnalysis } from '#prisma/queue';
import { forgetGuests } from './lecture.service.ts';

interface Following {
  database: Database;
  queue: Queue;
}

/**
 * What happens to lectures by itself: guests of those whose time is over are forgotten, each prepared network is looked
 * into once, and accounts of deleted lectures go. Any number of servers may do it.
 */
export async function followLectures({ database, queue }: Following): Promise<void> {
  const ended = await database.lecture.findMany({
    where: { endsAt: { lte: databaseNow() }, guests: { some: {} } },
    select: { id: true },
    take: 20,
  });
  for (const { id } of ended)
    await database.$transaction(async (transaction) => {
      await transaction.$executeRaw`SELECT 1 FROM lecture WHERE id = ${id} FOR UPDATE`;
      const still = await transaction.lecture.count({ where: { id, endsAt: { lte: databaseNow() } } });
      if (still > 0) await forgetGuests({ queue }, transaction, id);
    });

  const prepared = await database.$queryRaw<{ runId: string }[]>`
    SELECT DISTINCT ON (member."lectureId", member.choice->>'network') member."runId"
    FROM lecture_run AS member JOIN run ON run.id = member."runId"
    WHERE member.part = 'PREPARED' AND run.status = 'SUCCEEDED' AND run."trainedParameters" IS NOT NULL
      AND NOT EXISTS (
        SELECT FROM lecture_run AS other JOIN analysis ON analysis."runId" = other."runId"
        WHERE other."lectureId" = member."lectureId" AND other.part = 'PREPARED'
          AND other.choice->>'network' = member.choice->>'network')
    ORDER BY member."lectureId", member.choice->>'network', member.choice->>'freeze' = 'ALL' DESC, member."runId"
    LIMIT 20`;
  for (const { runId } of prepared)
    await database.$transaction(async (transaction) => {
      const { count } = await transaction.analysis.createMany({ data: [{ runId }], skipDuplicates: true });
      if (count > 0) await sendAnalysis(queue, transaction, { runId });
    });

  // A lecture goes with its course or assignment; the account that its runs belonged to stays behind.
  const aMinuteAgo = new Date(databaseNow().getTime() - 60_000);
  await database.$executeRaw`
    DELETE FROM "user" WHERE email LIKE ${'%@guests.invalid'} AND "erasedAt" < ${aMinuteAgo}
      AND NOT EXISTS (SELECT FROM lecture WHERE lecture."accountId" = "user".id)
      AND NOT EXISTS (SELECT FROM run WHERE run."studentId" = "user".id)`;
}
