import type { Assignment } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import { queueScores } from '#prisma/ltiScores';
import { notify } from '#prisma/notices';
import { emitEvent } from '#prisma/webhooks';
import { getAssignment } from '../assignments/assignment.service.ts';
import { isFinal } from '../assignments/openness.ts';
import { recordChange } from '../audit/recordChange.ts';
import { requireStaff } from '../courses/access.ts';
import type { Context } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import type { Grade, PublishGradesPayload } from './grade.type.ts';
import { computeGrades, ruleOf } from './grades.ts';

/**
 * Shows students their grades as they stand now, tells those whose grade is new or other than before, and hands the
 * grades on to the school's platforms. Throws NOT_FOUND, NOT_ENROLLED, FORBIDDEN or BAD_USER_INPUT: a grade before the
 * end would tell the private score.
 */
export async function publishGrades(context: Context, assignmentId: string): Promise<PublishGradesPayload> {
  const assignment = await getAssignment(context, assignmentId);
  await requireStaff(context, assignment.courseId, 'publish grades');
  return context.database.$transaction(async (transaction) => {
    await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`publish ${assignmentId}`}))`;
    const fresh = await transaction.assignment.findUniqueOrThrow({ where: { id: assignmentId } });
    const rule = ruleOf(fresh);
    if (!rule)
      throw new ApiError('BAD_USER_INPUT', `Expected a rule for grades; "${fresh.title}" has none.`, {
        detail: 'NO_GRADING_RULE',
      });
    requireEnded(fresh);
    const grades = await computeGrades(transaction, fresh.courseId, [{ ...fresh, rule }]);
    const news = grades.filter((grade) => grade.publishedAt === null || grade.hasChanged);
    const publishedAt = databaseNow();
    await writePublished(transaction, news, publishedAt);
    await transaction.assignment.update({ where: { id: assignmentId }, data: { gradesPublishedAt: publishedAt } });
    await notify(
      transaction,
      news.map(({ studentId }) => studentId),
      'GRADES_PUBLISHED',
      { assignmentId, assignment: fresh.title },
    );
    await queueScores(transaction, { assignmentId });
    await recordChange(context, transaction, {
      courseId: fresh.courseId,
      action: 'grades.publish',
      subjectId: assignmentId,
      subject: fresh.title,
      changes: { published: [0, news.length] },
    });
    await emitEvent(transaction, 'grade.published', { courseId: fresh.courseId, assignmentId });
    return { published: news.length, publishedAt };
  });
}

function requireEnded(assignment: Assignment): void {
  if (isFinal(assignment)) return;
  const end = assignment.finalAt ?? assignment.closesAt;
  throw new ApiError(
    'BAD_USER_INPUT',
    `Expected an assignment that has ended; "${assignment.title}" ` +
      (end ? `ends at ${end.toISOString()}.` : 'has no end: close it first.'),
    end ? { detail: 'NOT_ENDED', end } : { detail: 'NO_END' },
  );
}

/** One statement for a whole class. */
async function writePublished(
  transaction: Parameters<typeof computeGrades>[0],
  grades: readonly Grade[],
  publishedAt: Date,
): Promise<void> {
  const rows = grades.map(({ assignmentId, studentId, rulePoints, runId, points, outOf, isExcused }) => ({
    assignmentId,
    studentId,
    rulePoints,
    runId,
    points,
    outOf,
    isExcused,
  }));
  const at = publishedAt.toISOString();
  await transaction.$executeRaw`
    INSERT INTO grade ("assignmentId", "studentId", points, "runId", "publishedPoints", "publishedOutOf",
                       "publishedExcused", "publishedAt", "updatedAt")
    SELECT "assignmentId", "studentId", "rulePoints", "runId", points, "outOf", "isExcused",
           ${at}::timestamptz AT TIME ZONE 'UTC', ${at}::timestamptz AT TIME ZONE 'UTC'
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS row("assignmentId" text, "studentId" text, "rulePoints" float8, "runId" text, points float8, "outOf" float8,
        "isExcused" boolean)
    ON CONFLICT ("assignmentId", "studentId") DO UPDATE
    SET points = EXCLUDED.points, "runId" = EXCLUDED."runId", "publishedPoints" = EXCLUDED."publishedPoints",
        "publishedOutOf" = EXCLUDED."publishedOutOf", "publishedExcused" = EXCLUDED."publishedExcused",
        "publishedAt" = EXCLUDED."publishedAt"`;
}
