import type { Database } from '#prisma/client';
import { notify } from '#prisma/notices';

/** How long before their due date people are reminded. */
const hoursBefore = 24;

/**
 * Reminds everybody who has not submitted yet, alone or with their team, and is not excused, of a due date in the next
 * 24 hours: their own one, with the extensions that they or their team have. Each person is reminded once of each due
 * date, whichever servers do this and however often. Answers how many people were reminded.
 */
export async function remindOfDeadlines(database: Database): Promise<number> {
  const due = await database.$queryRaw<DueSoon[]>`
    WITH clock AS (SELECT now() AT TIME ZONE 'UTC' AS now, ${hoursBefore} * interval '1 hour' AS ahead),
    candidate AS (
      SELECT assignment.id, assignment.title, assignment."courseId",
        coalesce(assignment."dueAt", assignment."closesAt") AS "dueAt"
      FROM assignment JOIN course ON course.id = assignment."courseId", clock
      WHERE assignment."publishedAt" <= clock.now AND assignment."opensAt" <= clock.now AND course."archivedAt" IS NULL
        AND coalesce(assignment."dueAt", assignment."closesAt") <= clock.now + clock.ahead
        AND (coalesce(assignment."dueAt", assignment."closesAt") > clock.now OR EXISTS (
          SELECT 1 FROM extension WHERE extension."assignmentId" = assignment.id AND extension."extraSeconds" > 0))
    ), person AS (
      SELECT candidate.*, enrollment."userId" FROM candidate
      JOIN enrollment ON enrollment."courseId" = candidate."courseId"
      WHERE enrollment.role = 'STUDENT' AND enrollment."removedAt" IS NULL
    ), mate AS (
      SELECT id, "userId", "userId" AS "mateId" FROM person
      UNION
      SELECT person.id, person."userId", other."userId" FROM person
      JOIN team_member AS own ON own."assignmentId" = person.id AND own."userId" = person."userId"
      JOIN team_member AS other ON other."teamId" = own."teamId"
    ), given AS (
      SELECT mate.id, mate."userId", max(extension."extraSeconds") AS seconds FROM mate
      JOIN extension ON extension."assignmentId" = mate.id
      LEFT JOIN enrollment ON enrollment."sectionId" = extension."sectionId" AND enrollment."userId" = mate."mateId"
      WHERE extension."studentId" = mate."mateId" OR enrollment."userId" IS NOT NULL
      GROUP BY mate.id, mate."userId"
    ), submitted AS (
      SELECT DISTINCT mate.id, mate."userId" FROM mate
      JOIN run ON run."assignmentId" = mate.id AND run."studentId" = mate."mateId"
      WHERE NOT (run.status = 'CANCELLED' AND run."startedAt" IS NULL)
    ), own AS (
      SELECT person.id, person.title, person."userId",
        person."dueAt" + coalesce(given.seconds, 0) * interval '1 second' AS "dueAt"
      FROM person LEFT JOIN given ON given.id = person.id AND given."userId" = person."userId"
    )
    SELECT own.id, own.title, own."userId", own."dueAt" FROM own CROSS JOIN clock
    LEFT JOIN submitted ON submitted.id = own.id AND submitted."userId" = own."userId"
    WHERE submitted.id IS NULL AND own."dueAt" > clock.now AND own."dueAt" <= clock.now + clock.ahead
      AND NOT EXISTS (SELECT 1 FROM grade
        WHERE grade."assignmentId" = own.id AND grade."studentId" = own."userId" AND grade.excused)
      AND NOT EXISTS (SELECT 1 FROM notice WHERE notice.key = 'DEADLINE_NEAR ' || own.id || ' ' ||
        to_char(own."dueAt", 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || ' ' || own."userId")`;
  const groups = Map.groupBy(due, ({ id, dueAt }) => `${id} ${dueAt.toISOString()}`);
  for (const [once, people] of groups) {
    const { id, title, dueAt } = people[0]!;
    const data = { assignmentId: id, assignment: title, dueAt: dueAt.toISOString() };
    const userIds = people.map(({ userId }) => userId);
    await notify(database, userIds, 'DEADLINE_NEAR', data, { once });
  }
  return due.length;
}

interface DueSoon {
  id: string;
  title: string;
  userId: string;
  dueAt: Date;
}
