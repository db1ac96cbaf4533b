import type { Assignment, Transaction } from '#prisma/client';

export interface CountedRun {
  id: string;
  rerunOf: string | null;
}

/**
 * The runs of an assignment that count, or that did in the last revision in which their student or team had a score:
 * those that the board stands on. Where the mean of several seeds counts, those of all its seeds; where students
 * choose, all that they chose, because another one may be the better one when they are trained again.
 */
export async function countedOriginals(
  transaction: Transaction,
  { id, countingRule, seedsCounted }: Assignment,
): Promise<CountedRun[]> {
  return transaction.$queryRaw<CountedRun[]>`
    WITH board AS (
      SELECT "participantId", revision, "runId", "runIds" FROM standing WHERE "assignmentId" = ${id}
    ), chosen AS (
      SELECT board."participantId", run.revision, run.id, run.recipe - 'seed' AS network
      FROM board
      JOIN run ON run."assignmentId" = ${id} AND run.revision = board.revision
        AND coalesce(run."teamId", run."studentId") = board."participantId"
      JOIN evaluation ON evaluation."runId" = run.id
      LEFT JOIN run original ON original.id = run."rerunOf"
      WHERE ${countingRule} = 'CHOSEN' AND coalesce(run."chosenAt", original."chosenAt") IS NOT NULL
    ), counted AS (
      SELECT "runId" AS id FROM board
      UNION SELECT unnest("runIds") FROM board
      UNION SELECT id FROM chosen
      UNION SELECT run.id FROM chosen
      JOIN run ON run."assignmentId" = ${id} AND run.revision = chosen.revision
        AND coalesce(run."teamId", run."studentId") = chosen."participantId"
        AND run.recipe - 'seed' = chosen.network
      JOIN evaluation ON evaluation."runId" = run.id
      WHERE ${seedsCounted} > 1
    )
    SELECT run.id, run."rerunOf" FROM counted JOIN run USING (id) ORDER BY run."submittedAt", run.id`;
}
