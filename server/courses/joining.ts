import { normalizeCode } from '#contracts/codes';
import { type Course, type CourseRole, Prisma, type Transaction } from '#prisma/client';
import { requireViewer } from '../accounts/viewer.ts';
import type { Context, Viewer } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import { lockPeople } from './lockPeople.ts';
import { peopleChanged } from './peopleChanged.ts';

/**
 * Makes the viewer a student of the course with this code. Throws NOT_FOUND, JOIN_CLOSED, COURSE_ARCHIVED,
 * REMOVED_FROM_COURSE or ALREADY_ENROLLED.
 */
export async function joinCourse(context: Context, code: string): Promise<Course> {
  const viewer = requireViewer(context);
  const course = await context.database.course.findUnique({ where: { joinCode: normalizeCode(code) } });
  if (!course)
    throw new ApiError(
      'NOT_FOUND',
      `Expected the code of a course, received "${code}"; its instructor knows the code.`,
    );
  if (course.joinClosedAt)
    throw new ApiError('JOIN_CLOSED', `Nobody can join "${course.title}" with its code any more: ask its instructor.`);
  await context.database.$transaction((transaction) =>
    enter(transaction, viewer, { course, role: 'STUDENT', sectionId: null }),
  );
  return course;
}

/**
 * Puts somebody into a course who was invited: what the roster says of their address holds for them now. Throws
 * COURSE_ARCHIVED, REMOVED_FROM_COURSE or ALREADY_ENROLLED.
 */
export async function enter(
  transaction: Transaction,
  viewer: Viewer,
  { course, role, sectionId }: { course: Course; role: CourseRole; sectionId: string | null },
): Promise<void> {
  await lockPeople(transaction, course.id);
  const { archivedAt } = await transaction.course.findUniqueOrThrow({ where: { id: course.id } });
  if (archivedAt)
    throw new ApiError('COURSE_ARCHIVED', `Expected a course that is not archived; "${course.title}" is.`);
  const where = { courseId_userId: { courseId: course.id, userId: viewer.id } };
  const there = await transaction.enrollment.findUnique({ where });
  if (there && there.removedAt === null)
    throw new ApiError('ALREADY_ENROLLED', `You are in "${course.title}" already.`);
  if (there && there.removedBy !== viewer.id)
    throw new ApiError('REMOVED_FROM_COURSE', `You were removed from "${course.title}": ask its instructor.`);
  const address = { courseId_email: { courseId: course.id, email: viewer.email.toLowerCase() } };
  const pending = await transaction.pendingMember.findUnique({ where: address });
  const known = pending && {
    studentNumber: pending.studentNumber,
    registeredName: pending.name === viewer.name ? null : pending.name || null,
    sectionId: sectionId ?? pending.sectionId,
  };
  const data = { role, ...(sectionId !== null && { sectionId }), ...known };
  if (there) {
    await transaction.enrollment.update({ where, data: { ...data, removedAt: null, removedBy: null } });
    await peopleChanged(transaction, course.id, [viewer.id]);
  } else await transaction.enrollment.create({ data: { ...data, courseId: course.id, userId: viewer.id } });
  if (pending) await transaction.pendingMember.delete({ where: address });
}

/**
 * Enrols the viewer in the courses whose rosters have their address, if the address is verified: else anybody could
 * sign up with it. Who was removed stays removed.
 */
export async function enterPendingCourses({ database, viewer }: Context): Promise<void> {
  if (!viewer) return;
  const email = viewer.email.toLowerCase();
  const [waiting] = await database.$queryRaw<{ found: boolean }[]>`
    SELECT TRUE AS found FROM pending_member JOIN "user" ON lower("user".email) = pending_member.email
    WHERE pending_member.email = ${email} AND "user".id = ${viewer.id} AND "user"."emailVerified" LIMIT 1`;
  if (waiting)
    await database.$transaction((transaction) =>
      enrollPending(transaction, Prisma.sql`pending_member.email = ${email}`),
    );
}

/** Moves pending people who have an account into their courses. Answers their accounts. */
export async function enrollPending(transaction: Transaction, which: Prisma.Sql): Promise<string[]> {
  const rows = await transaction.$queryRaw<{ userId: string }[]>`
    WITH taken AS (
      DELETE FROM pending_member USING "user"
      WHERE lower("user".email) = pending_member.email
        AND (SELECT "archivedAt" IS NULL FROM course WHERE course.id = pending_member."courseId")
        AND ${which}
      RETURNING pending_member.*, "user".id AS "userId", "user".name AS "accountName"
    )
    INSERT INTO enrollment ("courseId", "userId", role, "studentNumber", "sectionId", "registeredName")
    SELECT "courseId", "userId", 'STUDENT', "studentNumber", "sectionId", nullif(nullif(name, ''), "accountName")
    FROM taken
    ON CONFLICT DO NOTHING
    RETURNING "userId"`;
  return rows.map(({ userId }) => userId);
}
