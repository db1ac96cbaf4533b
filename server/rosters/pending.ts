import { z } from 'zod';
import { Prisma } from '#prisma/client';
import { notify } from '#prisma/notices';
import { recordChange } from '../audit/recordChange.ts';
import { requireStaff } from '../courses/access.ts';
import { getCourse } from '../courses/course.service.ts';
import { enrollPending } from '../courses/joining.ts';
import { lockPeople } from '../courses/lockPeople.ts';
import type { Context } from '../graphql/context.ts';
import { checkInput } from '../graphql/input.ts';

const addresses = z.object({ emails: z.array(z.string().toLowerCase()).max(2000) });

/**
 * Takes pending people with an account into a course, because staff say so: those with the addresses, or all. Throws
 * FORBIDDEN or COURSE_ARCHIVED.
 */
export async function admitPending(context: Context, courseId: string, input?: string[]): Promise<number> {
  const course = await getCourse(context, courseId);
  await requireStaff(context, course.id, 'admit people');
  const ofCourse = Prisma.sql`pending_member."courseId" = ${courseId}`;
  const which = input
    ? Prisma.sql`${ofCourse} AND pending_member.email = ANY(${checkInput(addresses, { emails: input }).emails})`
    : ofCourse;
  return context.database.$transaction(async (transaction) => {
    await lockPeople(transaction, courseId);
    const userIds = await enrollPending(transaction, which);
    await notify(transaction, userIds, 'ENROLLED', { courseId, course: course.title });
    if (userIds.length > 0)
      await recordChange(context, transaction, {
        courseId,
        action: 'roster.admit',
        subjectId: courseId,
        subject: course.title,
        changes: { members: [null, userIds.length] },
      });
    return userIds.length;
  });
}

/** Forgets pending people. Throws FORBIDDEN or COURSE_ARCHIVED. */
export async function removePending(context: Context, courseId: string, input: string[]): Promise<number> {
  const course = await getCourse(context, courseId);
  await requireStaff(context, course.id, 'forget people');
  const { emails } = checkInput(addresses, { emails: input });
  return context.database.$transaction(async (transaction) => {
    const { count } = await transaction.pendingMember.deleteMany({ where: { courseId, email: { in: emails } } });
    if (count > 0)
      await recordChange(context, transaction, {
        courseId,
        action: 'roster.forget',
        subjectId: courseId,
        subject: emails.slice(0, 5).join(', '),
        changes: { pending: [count, 0] },
      });
    return count;
  });
}
