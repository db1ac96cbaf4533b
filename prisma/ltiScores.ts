import type { Database, Transaction } from './client.ts';

/** Which published grades: of an assignment, or of one person in a platform's course. */
type Which = { assignmentId: string; userId?: undefined } | { assignmentId?: undefined; userId: string };

/**
 * Puts published grades into the outbox for the school's platforms, in the transaction of what made them: one row for
 * each student, assignment and platform's course, and only where the platform should have another score than the last.
 * `server/lti` sends what is in there.
 */
export async function queueScores(transaction: Database | Transaction, which: Which): Promise<void> {
  const { assignmentId = null, userId = null } = which;
  await transaction.$executeRaw`
    INSERT INTO lti_score ("ltiContextId", "assignmentId", subject, "userId", points, "outOf", "scoreAt")
    SELECT context.id, grade."assignmentId", member.subject, grade."studentId", grade."publishedPoints",
           grade."publishedOutOf", now() AT TIME ZONE 'UTC'
    FROM grade
    JOIN assignment ON assignment.id = grade."assignmentId"
    JOIN lti_context context ON context."courseId" = assignment."courseId" AND context."lineItemsUrl" IS NOT NULL
    JOIN lti_account account ON account."platformId" = context."platformId" AND account."userId" = grade."studentId"
    JOIN lti_member member ON member."ltiContextId" = context.id AND member.subject = account.subject
    WHERE grade."publishedAt" IS NOT NULL AND grade."publishedPoints" IS NOT NULL AND member.role = 'STUDENT'
      AND (${assignmentId}::text IS NULL OR grade."assignmentId" = ${assignmentId}::text)
      AND (${userId}::text IS NULL OR grade."studentId" = ${userId}::text)
    ON CONFLICT ("ltiContextId", "assignmentId", subject) DO UPDATE
    SET points = EXCLUDED.points, "outOf" = EXCLUDED."outOf", "userId" = EXCLUDED."userId", attempts = 0, error = NULL,
        "nextAttemptAt" = now() AT TIME ZONE 'UTC',
        "scoreAt" = GREATEST(EXCLUDED."scoreAt", lti_score."scoreAt" + interval '1 millisecond')
    WHERE lti_score.points IS DISTINCT FROM EXCLUDED.points OR lti_score."outOf" IS DISTINCT FROM EXCLUDED."outOf"`;
  // Of who is excused now the platform keeps no score. Where it never had one, nothing is sent.
  await transaction.$executeRaw`
    UPDATE lti_score SET points = NULL, attempts = 0, error = NULL, "nextAttemptAt" = now() AT TIME ZONE 'UTC',
        "scoreAt" = GREATEST(now() AT TIME ZONE 'UTC', lti_score."scoreAt" + interval '1 millisecond')
    FROM grade
    WHERE grade."assignmentId" = lti_score."assignmentId" AND grade."studentId" = lti_score."userId"
      AND grade."publishedExcused" AND lti_score.points IS NOT NULL
      AND (${assignmentId}::text IS NULL OR grade."assignmentId" = ${assignmentId}::text)
      AND (${userId}::text IS NULL OR grade."studentId" = ${userId}::text)`;
}
