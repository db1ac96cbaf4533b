import { systemFailureCodes } from '#contracts/runFailure';
import { claimedStatuses, openStatuses } from '#contracts/runStatus';
import type { Database, Transaction } from './client.ts';
import { databaseNow } from './clock.ts';

const day = 24 * 60 * 60 * 1000;

/** What a student, or their team, has used of an assignment. */
export interface Usage {
  /**
   * Runs of the last 24 hours, and of all time, that count: all but those that failed by the system's fault, those
   * cancelled before a worker began, those that staff had trained again, and the extra runs of an extension.
   */
  daily: number;
  total: number;
  /** The counted extra runs. */
  extra: number;
  /** When the oldest of the daily ones was submitted. */
  oldestDaily: Date | null;
  /** Runs that have not ended. */
  open: number;
  /** Seconds for which workers have held runs, however these ended; not those that staff had trained again. */
  seconds: number;
}

export const unused: Usage = { daily: 0, total: 0, extra: 0, oldestDaily: null, open: 0, seconds: 0 };

/** Reads what a student has used of each assignment, in one statement. A student in a team shares its runs. */
export async function usageOf(
  database: Database | Transaction,
  studentId: string,
  assignmentIds: string[],
  now = databaseNow(),
): Promise<Map<string, Usage>> {
  const dayAgo = new Date(now.getTime() - day);
  const rows = await database.$queryRaw<(Usage & { assignmentId: string })[]>`
    WITH team AS (
      SELECT "assignmentId", "teamId" FROM team_member
      WHERE "userId" = ${studentId} AND "assignmentId" = ANY(${assignmentIds})
    ), own AS (
      SELECT run.* FROM run
      WHERE "studentId" = ${studentId} AND "teamId" IS NULL AND "assignmentId" = ANY(${assignmentIds})
        AND "assignmentId" NOT IN (SELECT "assignmentId" FROM team)
      UNION ALL
      SELECT run.* FROM team JOIN run ON run."teamId" = team."teamId"
    ), marked AS (
      SELECT "assignmentId", "submittedAt", "extraRun", "rerunOf", status::text AS status,
        "secondsUsed" + CASE WHEN status::text = ANY(${[...claimedStatuses]})
          THEN coalesce(extract(epoch FROM (now() AT TIME ZONE 'UTC') - "claimedAt"), 0) ELSE 0 END AS seconds,
        "rerunOf" IS NULL
          AND NOT (status = 'FAILED' AND coalesce("failureCode", '') = ANY(${[...systemFailureCodes]}))
          AND NOT (status = 'CANCELLED' AND "startedAt" IS NULL) AS counts
      FROM own
    )
    SELECT "assignmentId",
      count(*) FILTER (WHERE counts AND NOT "extraRun" AND "submittedAt" > ${dayAgo})::int AS daily,
      count(*) FILTER (WHERE counts AND NOT "extraRun")::int AS total,
      count(*) FILTER (WHERE counts AND "extraRun")::int AS extra,
      min("submittedAt") FILTER (
        WHERE counts AND NOT "extraRun" AND "submittedAt" > ${dayAgo}) AS "oldestDaily",
      count(*) FILTER (WHERE status = ANY(${[...openStatuses]}))::int AS open,
      coalesce(sum(seconds) FILTER (WHERE "rerunOf" IS NULL), 0)::float8 AS seconds
    FROM marked GROUP BY "assignmentId"`;
  return new Map(rows.map(({ assignmentId, ...usage }) => [assignmentId, usage]));
}
