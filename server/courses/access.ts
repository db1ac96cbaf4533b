import type { CourseRole, Database } from '#prisma/client';
import { requireViewer } from '../accounts/viewer.ts';
import type { Context } from '../context.ts';
import { ApiError } from '../errors.ts';
import { isStaff, staffRoles } from './staff.ts';

/** What the viewer is in a course; null when not in it. */
export async function roleIn(context: Context, courseId: string): Promise<CourseRole | null> {
  return (await context.loaders.ownEnrollment.load(courseId))?.role ?? null;
}

/** Whether somebody gives any course. */
export async function isStaffSomewhere(database: Database, userId: string): Promise<boolean> {
  return (await database.enrollment.count({ where: { userId, role: { in: [...staffRoles] } } })) > 0;
}

/** Throws UNAUTHENTICATED or NOT_ENROLLED. Answers the viewer's role. */
export async function requireMember(context: Context, courseId: string): Promise<CourseRole> {
  requireViewer(context);
  const role = await roleIn(context, courseId);
  if (!role) throw new ApiError('NOT_ENROLLED', 'Expected a member of this course; join it with its code first.');
  return role;
}

/** Throws UNAUTHENTICATED, NOT_ENROLLED or FORBIDDEN. `what` completes "Expected … to". */
export async function requireStaff(context: Context, courseId: string, what: string): Promise<void> {
  const role = await requireMember(context, courseId);
  if (!isStaff(role))
    throw new ApiError('FORBIDDEN', `Expected the course's instructor or an assistant to ${what}, received a student.`);
}
