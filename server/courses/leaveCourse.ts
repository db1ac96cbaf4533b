import type { Course } from '#prisma/client';
import { requireSession } from '../accounts/viewer.ts';
import { recordChange } from '../audit/recordChange.ts';
import type { Context } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import { getCourse } from './course.service.ts';
import { lockPeople } from './lockPeople.ts';
import { takeOut } from './membership.ts';

/**
 * Takes the viewer out of a course. Their runs stay, and with its code they can come back. Throws NOT_FOUND,
 * NOT_ENROLLED or LAST_INSTRUCTOR.
 */
export async function leaveCourse(context: Context, courseId: string): Promise<Course> {
  const viewer = requireSession(context);
  const course = await getCourse(context, courseId);
  await context.database.$transaction(async (transaction) => {
    await lockPeople(transaction, courseId);
    const where = { courseId_userId: { courseId, userId: viewer.id }, removedAt: null };
    const member = await transaction.enrollment.findUnique({ where });
    if (!member) throw new ApiError('NOT_ENROLLED', 'Expected a course that you are in, received another one.');
    const another = { courseId, role: 'INSTRUCTOR' as const, removedAt: null, userId: { not: viewer.id } };
    if (member.role === 'INSTRUCTOR' && !(await transaction.enrollment.findFirst({ where: another })))
      throw new ApiError(
        'LAST_INSTRUCTOR',
        'Expected a course that keeps an instructor: hand it over to another member first.',
        { courseIds: [courseId] },
      );
    await takeOut(context, transaction, [member]);
    await recordChange(context, transaction, {
      courseId,
      action: 'member.leave',
      subjectId: viewer.id,
      subject: viewer.name,
    });
  });
  return course;
}
