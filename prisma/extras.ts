import type { Database, Transaction } from './client.ts';

/** What extensions give a participant, besides what the assignment gives everybody. */
export interface Extra {
  extraSeconds: number;
  extraRuns: number;
  extraBudgetSeconds: number;
}

export const noExtra: Extra = { extraSeconds: 0, extraRuns: 0, extraBudgetSeconds: 0 };

/**
 * What each of these assignments' extensions give a student. Of several that concern a student, such as one of their
 * own and one of their section, the larger number of each kind counts. A team has what any of its members has.
 */
export async function extrasOf(
  database: Database | Transaction,
  studentId: string,
  assignmentIds: string[],
): Promise<Map<string, Extra>> {
  const rows = await database.$queryRaw<(Extra & { assignmentId: string })[]>`
    WITH people AS (
      SELECT id AS "assignmentId", ${studentId} AS "userId" FROM assignment WHERE id = ANY(${assignmentIds})
      UNION
      SELECT mate."assignmentId", mate."userId" FROM team_member AS me
      JOIN team_member AS mate ON mate."teamId" = me."teamId"
      WHERE me."userId" = ${studentId} AND me."assignmentId" = ANY(${assignmentIds})
    )
    SELECT extension."assignmentId", max("extraSeconds")::int AS "extraSeconds", max("extraRuns")::int AS "extraRuns",
      max("extraBudgetSeconds")::int AS "extraBudgetSeconds"
    FROM people
    JOIN extension ON extension."assignmentId" = people."assignmentId"
    LEFT JOIN enrollment ON enrollment."sectionId" = extension."sectionId" AND enrollment."userId" = people."userId"
    WHERE extension."studentId" = people."userId" OR enrollment."userId" IS NOT NULL
    GROUP BY extension."assignmentId"`;
  return new Map(rows.map(({ assignmentId, ...extra }) => [assignmentId, extra]));
}
