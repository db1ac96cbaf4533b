import { Prisma } from '#prisma/client';

/**
 * The status and the id of the newest run that a student, or their team, has submitted to an assignment, as a query of
 * at most one row. Both arguments are columns of the statement around it, of which the latest run is looked up row by
 * row: so it costs as much as there are students, however many runs there are.
 */
export function latestRunOf(assignmentId: Prisma.Sql, studentId: Prisma.Sql): Prisma.Sql {
  const newestFirst = Prisma.sql`ORDER BY "submittedAt" DESC, id DESC LIMIT 1`;
  return Prisma.sql`
    SELECT status, id FROM (
      (SELECT status, "submittedAt", id FROM run
        WHERE "assignmentId" = ${assignmentId} AND "studentId" = ${studentId} ${newestFirst})
      UNION ALL
      SELECT newest.* FROM team_member JOIN LATERAL (
        SELECT status, "submittedAt", id FROM run WHERE "teamId" = team_member."teamId" ${newestFirst}
      ) AS newest ON TRUE
      WHERE team_member."assignmentId" = ${assignmentId} AND team_member."userId" = ${studentId}
    ) AS submitted ${newestFirst}`;
}
