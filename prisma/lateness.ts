import { daysBegun } from '#contracts/courseTime';
import type { Transaction } from './client.ts';
import { rebuildStandings } from './standings.ts';

/**
 * Writes again what follows from an assignment's dates and its extensions: when its scores are final, and how late each
 * run is, and so what counts. It is called in the transaction that changes the dates, an extension, the members of a
 * section, a team or the course, or the course's time zone.
 */
export async function followDates(transaction: Transaction, assignmentId: string): Promise<void> {
  await writeLateness(transaction, assignmentId);
  await rebuildStandings(transaction, assignmentId);
}

/** The same where the dates themselves or an extension changed: reminders of the old ones are taken back, too. */
export async function followMovedDates(transaction: Transaction, assignmentId: string): Promise<void> {
  await followDates(transaction, assignmentId);
  await withdrawReminders(transaction, assignmentId);
}

async function writeLateness(transaction: Transaction, assignmentId: string): Promise<void> {
  const { closesAt, dueAt, course } = await transaction.assignment.findUniqueOrThrow({
    where: { id: assignmentId },
    include: { course: true },
  });
  const { _max } = await transaction.extension.aggregate({ where: { assignmentId }, _max: { extraSeconds: true } });
  const finalAt = closesAt && new Date(closesAt.getTime() + (_max.extraSeconds ?? 0) * 1000);
  await transaction.assignment.update({ where: { id: assignmentId }, data: { finalAt } });
  await transaction.run.updateMany({
    where: { assignmentId, daysLate: { not: 0 }, ...(dueAt && { submittedAt: { lte: dueAt } }) },
    data: { daysLate: 0 },
  });
  if (!dueAt) return;
  const runs = await transaction.$queryRaw<LateRun[]>`
    WITH late AS (SELECT id, "studentId", "teamId", "submittedAt", "daysLate" FROM run
      WHERE "assignmentId" = ${assignmentId} AND "submittedAt" > ${dueAt}),
    people AS (
      SELECT late.id, late."studentId" AS "userId" FROM late
      UNION SELECT late.id, team_member."userId" FROM late JOIN team_member ON team_member."teamId" = late."teamId"
    ), given AS (
      SELECT people.id, max(extension."extraSeconds")::int AS "extraSeconds" FROM people
      JOIN extension ON extension."assignmentId" = ${assignmentId}
      LEFT JOIN enrollment ON enrollment."sectionId" = extension."sectionId" AND enrollment."userId" = people."userId"
      WHERE extension."studentId" = people."userId" OR enrollment."userId" IS NOT NULL
      GROUP BY people.id
    )
    SELECT late.id, late."submittedAt", late."daysLate", coalesce(given."extraSeconds", 0) AS "extraSeconds"
    FROM late LEFT JOIN given ON given.id = late.id`;
  const changed = runs
    .map((run) => ({
      ...run,
      days: daysBegun(new Date(dueAt.getTime() + run.extraSeconds * 1000), run.submittedAt, course.timeZone),
    }))
    .filter(({ days, daysLate }) => days !== daysLate);
  for (const [daysLate, group] of Map.groupBy(changed, ({ days }) => days))
    await transaction.run.updateMany({ where: { id: { in: group.map(({ id }) => id) } }, data: { daysLate } });
}

/** Takes back the notices of due dates that are no longer anybody's. People are reminded of the new ones in time. */
async function withdrawReminders(transaction: Transaction, assignmentId: string): Promise<void> {
  await transaction.$executeRaw`
    WITH due AS (
      SELECT coalesce("dueAt", "closesAt") + seconds * interval '1 second' AS at
      FROM assignment CROSS JOIN (
        SELECT 0 AS seconds UNION SELECT "extraSeconds" FROM extension WHERE "assignmentId" = ${assignmentId}
      ) AS given
      WHERE id = ${assignmentId}
    )
    DELETE FROM notice WHERE kind = 'DEADLINE_NEAR' AND data->>'assignmentId' = ${assignmentId}
      AND NOT EXISTS (SELECT FROM due WHERE due.at = (data->>'dueAt')::timestamptz AT TIME ZONE 'UTC')`;
}

interface LateRun {
  id: string;
  submittedAt: Date;
  daysLate: number;
  extraSeconds: number;
}
