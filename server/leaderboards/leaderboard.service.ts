import type { Assignment } from '#prisma/client';
import { isClosed } from '../assignments/openness.ts';
import type { Context } from '../graphql/context.ts';
import { roundingSlack, roundScore } from '../runs/evaluation.service.ts';

export interface RankedRun {
  rank: number;
  studentId: string;
  runId: string;
  courseId: string;
  backbone: string;
  weights: string;
  score: number;
  runsSubmitted: number;
}

interface BestRun {
  studentId: string;
  runId: string;
  backbone: string;
  weights: string;
  score: number;
  runsSubmitted: number;
}

/**
 * The best succeeded run of every student of the course: by rounded public score while the assignment is open, by
 * private score after it has closed; of equals the one submitted earlier, which is also the order between students.
 */
export async function rankStudents(context: Context, assignment: Assignment): Promise<RankedRun[]> {
  const { id, courseId, scoreStep } = assignment;
  const final = isClosed(assignment);
  const best = await context.database.$queryRaw<BestRun[]>`
    WITH scored AS (
      SELECT run.id, run."studentId", run."submittedAt", run.recipe,
             CASE WHEN ${final} THEN evaluation."privateScore" ELSE evaluation."publicScore" END AS score,
             CASE WHEN ${final} THEN evaluation."privateScore"
                  ELSE floor(evaluation."publicScore" / ${scoreStep}::float8 + ${roundingSlack}::float8) END AS merit
      FROM run
      JOIN evaluation ON evaluation."runId" = run.id
      JOIN enrollment ON enrollment."userId" = run."studentId" AND enrollment."courseId" = ${courseId}
        AND enrollment.role = 'STUDENT'
      WHERE run."assignmentId" = ${id} AND run.status = 'SUCCEEDED'
    ), best AS (
      SELECT DISTINCT ON ("studentId") * FROM scored ORDER BY "studentId", merit DESC, "submittedAt", id
    ), submitted AS (
      SELECT "studentId", count(*)::int AS runs FROM run WHERE "assignmentId" = ${id} GROUP BY "studentId"
    )
    SELECT best."studentId", best.id AS "runId", best.recipe->>'backbone' AS backbone,
      best.recipe->>'weights' AS weights,
           best.score, submitted.runs AS "runsSubmitted"
    FROM best JOIN submitted USING ("studentId")
    ORDER BY best.merit DESC, best."submittedAt", best.id`;
  return best.map((run, index) => ({
    ...run,
    courseId,
    rank: index + 1,
    score: final ? run.score : roundScore(run.score, scoreStep),
  }));
}
