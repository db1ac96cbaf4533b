import type { RunStatus } from '#contracts/runStatus';
import type { Database } from '#prisma/client';

export interface LatestRun {
  assignmentId: string;
  studentId: string;
  status: RunStatus;
  submittedAt: Date;
}

/** The newest run of every student, or of their team, in these assignments. */
export function latestRuns(database: Database, assignmentIds: readonly string[]): Promise<LatestRun[]> {
  return database.$queryRaw<LatestRun[]>`
    SELECT DISTINCT ON ("assignmentId", "studentId") "assignmentId", "studentId", status::text, "submittedAt"
    FROM (
      SELECT "assignmentId", "studentId", status, "submittedAt", id
      FROM run WHERE "assignmentId" = ANY(${assignmentIds})
      UNION ALL
      SELECT run."assignmentId", team_member."userId", run.status, run."submittedAt", run.id
      FROM run JOIN team_member ON team_member."teamId" = run."teamId"
      WHERE run."assignmentId" = ANY(${assignmentIds})
    ) AS submitted
    ORDER BY "assignmentId", "studentId", "submittedAt" DESC, id DESC`;
}
