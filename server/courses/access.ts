import type { CourseRole, Database } from '#prisma/client';
import { requireViewer } from '../accounts/viewer.ts';
import type { Context } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import { loadersOfAnswer, oneByKey } from '../graphql/loaders.ts';

/** Who gives a course: they see every run, every score and the join code. */
export const staffRoles = ['INSTRUCTOR', 'ASSISTANT'] as const satisfies readonly CourseRole[];

export function isStaff(role: CourseRole | null): boolean {
  return role !== null && (staffRoles as readonly CourseRole[]).includes(role);
}

const accessLoaders = loadersOfAnswer(({ database, viewer }) => ({
  /** The viewer's own enrollment, by course. */
  ownEnrollment: oneByKey(
    async (courseIds) =>
      viewer ? database.enrollment.findMany({ where: { userId: viewer.id, courseId: { in: courseIds } } }) : [],
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
            some: { course: { enrollments: { some: { userId: viewer?.id ?? '', role: { in: [...staffRoles] } } } } },
          },
        },
      }),
    (user) => user.id,
  ),
}));

/** The viewer's role in a course; null when they are not in it. */
export async function roleIn(context: Context, courseId: string): Promise<CourseRole | null> {
  return (await accessLoaders(context).ownEnrollment.load(courseId))?.role ?? null;
}

/** Whether the viewer gives any course that this account is in. */
export async function isTaughtByViewer(context: Context, userId: string): Promise<boolean> {
  return (await accessLoaders(context).taughtByViewer.load(userId)) !== null;
}

/** Whether an account gives any course. */
export async function isStaffSomewhere(database: Database, userId: string): Promise<boolean> {
  return (await database.enrollment.count({ where: { userId, role: { in: [...staffRoles] } } })) > 0;
}

/** Throws UNAUTHENTICATED or NOT_ENROLLED. Answers the viewer's role. */
export async function requireMember(context: Context, courseId: string): Promise<CourseRole> {
  requireViewer(context);
  const role = await roleIn(context, courseId);
  if (!role) throw new ApiError('NOT_ENROLLED', 'Expected a member of this course: join it with its code first.');
  return role;
}

/** Throws UNAUTHENTICATED, NOT_ENROLLED or FORBIDDEN. `what` completes "… may". */
export async function requireStaff(context: Context, courseId: string, what: string): Promise<void> {
  const role = await requireMember(context, courseId);
  if (!isStaff(role))
    throw new ApiError('FORBIDDEN', `Only the course's instructor and assistants may ${what}; you are a student.`);
}
