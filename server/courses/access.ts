import type { CourseRole, Database } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import { requireViewer } from '../accounts/viewer.ts';
import type { Context } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import { loadersOfAnswer, oneByKey } from '../graphql/loaders.ts';
import { courseLoaders } from './course.loaders.ts';

/** Who gives a course: they see every run, every score and the join code. */
export const staffRoles = ['INSTRUCTOR', 'ASSISTANT'] as const satisfies readonly CourseRole[];

export function isStaff(role: CourseRole | null): boolean {
  return role !== null && (staffRoles as readonly CourseRole[]).includes(role);
}

/** The enrollments of people who are in a course. A removed member keeps a row, for their runs and to come back. */
export const present = { removedAt: null } as const;

/** How exactly it is known when somebody was last seen. */
const seenEveryMs = 5 * 60 * 1000;

const accessLoaders = loadersOfAnswer(({ database, viewer }) => ({
  /** The viewer's own enrollment, by course. */
  ownEnrollment: oneByKey(
    async (courseIds) => {
      if (!viewer) return [];
      const rows = await database.enrollment.findMany({
        where: { userId: viewer.id, courseId: { in: courseIds }, ...present },
      });
      const long = new Date(databaseNow().getTime() - seenEveryMs);
      const forgotten = rows.filter(({ lastSeenAt }) => lastSeenAt === null || lastSeenAt < long);
      if (forgotten.length > 0)
        await database.enrollment.updateMany({
          where: { userId: viewer.id, courseId: { in: forgotten.map(({ courseId }) => courseId) } },
          data: { lastSeenAt: databaseNow() },
        });
      return rows;
    },
    (enrollment) => enrollment.courseId,
  ),
  /** Those of the accounts that the viewer teaches or assists in some course. */
  taughtByViewer: oneByKey(
    (ids) =>
      database.user.findMany({
        select: { id: true },
        where: {
          id: { in: ids },
          enrollments: {
            some: {
              course: {
                enrollments: { some: { userId: viewer?.id ?? '', role: { in: [...staffRoles] }, ...present } },
              },
            },
          },
        },
      }),
    (user) => user.id,
  ),
}));

/**
 * Reads for several people at once whether they are in their courses, so that `roleIn` knows it in each one's answer.
 */
export async function knowEnrollments(
  database: Database,
  asked: readonly { context: Context; courseId: string }[],
): Promise<void> {
  const rows = await database.enrollment.findMany({
    where: {
      userId: { in: [...new Set(asked.flatMap(({ context }) => context.viewer?.id ?? []))] },
      courseId: { in: [...new Set(asked.map(({ courseId }) => courseId))] },
      ...present,
    },
  });
  const byMember = new Map(rows.map((row) => [`${row.courseId} ${row.userId}`, row]));
  for (const { context, courseId } of asked)
    accessLoaders(context).ownEnrollment.prime(courseId, byMember.get(`${courseId} ${context.viewer?.id}`) ?? null);
}

/**
 * The viewer's role in a course; null when they are not in it. Every mutation of a course's things asks for it, so this
 * is the one place that keeps an archived course as it is: throws COURSE_ARCHIVED to them, unless `inArchive`.
 */
export async function roleIn(
  context: Context,
  courseId: string,
  { inArchive = false } = {},
): Promise<CourseRole | null> {
  const role = (await accessLoaders(context).ownEnrollment.load(courseId))?.role ?? null;
  if (role !== null && context.isChanging && !inArchive) await requireOpenCourse(context, courseId);
  return role;
}

async function requireOpenCourse(context: Context, courseId: string): Promise<void> {
  const course = await courseLoaders(context).course.load(courseId);
  if (course?.archivedAt)
    throw new ApiError(
      'COURSE_ARCHIVED',
      `Expected a course that is not archived; "${course.title}" was archived at ` +
        `${course.archivedAt.toISOString()}, and nothing in it changes any more.`,
      { archivedAt: course.archivedAt },
    );
}

/** Whether the viewer gives any course that this account is in. */
export async function isTaughtByViewer(context: Context, userId: string): Promise<boolean> {
  return (await accessLoaders(context).taughtByViewer.load(userId)) !== null;
}

/** Whether an account gives any course. */
export async function isStaffSomewhere(database: Database, userId: string): Promise<boolean> {
  return (await database.enrollment.count({ where: { userId, role: { in: [...staffRoles] }, ...present } })) > 0;
}

/** Whether an account is of the staff of this course. */
export async function isStaffIn(database: Database, userId: string, courseId: string): Promise<boolean> {
  const row = await database.enrollment.findFirst({ where: { userId, courseId, ...present } });
  return isStaff(row?.role ?? null);
}

/** Throws UNAUTHENTICATED, NOT_ENROLLED or COURSE_ARCHIVED (`roleIn`). Answers the viewer's role. */
export async function requireMember(
  context: Context,
  courseId: string,
  options?: { inArchive?: boolean },
): Promise<CourseRole> {
  requireViewer(context);
  const role = await roleIn(context, courseId, options);
  if (!role) throw new ApiError('NOT_ENROLLED', 'Expected a member of this course: join it with its code first.');
  return role;
}

/** Throws UNAUTHENTICATED, NOT_ENROLLED or FORBIDDEN. `what` completes "… may". */
export async function requireStaff(
  context: Context,
  courseId: string,
  what: string,
  options?: { inArchive?: boolean },
): Promise<void> {
  const role = await requireMember(context, courseId, options);
  if (!isStaff(role))
    throw new ApiError('FORBIDDEN', `Only the course's instructor and assistants may ${what}; you are a student.`);
}

/**
 * Throws UNAUTHENTICATED, NOT_ENROLLED, FORBIDDEN or COURSE_ARCHIVED. `what` completes "… may". What would give or take
 * the course itself is not for assistants.
 */
export async function requireInstructor(
  context: Context,
  courseId: string,
  what: string,
  options?: { inArchive?: boolean },
): Promise<void> {
  const role = await requireMember(context, courseId, options);
  if (role !== 'INSTRUCTOR')
    throw new ApiError('FORBIDDEN', `Only an instructor of the course may ${what}; you are ${words[role]}.`);
}

const words: Record<Exclude<CourseRole, 'INSTRUCTOR'>, string> = { ASSISTANT: 'an assistant', STUDENT: 'a student' };
