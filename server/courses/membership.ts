import { z } from 'zod';
import { line } from '#contracts/line';
import { openStatuses } from '#contracts/runStatus';
import { progressChannel } from '#prisma/announce';
import { type Course, type CourseRole, type Enrollment, Prisma, type Transaction } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import { requireViewer } from '../accounts/viewer.ts';
import { differences, recordChange } from '../audit/recordChange.ts';
import type { Context } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import { checkInput } from '../graphql/input.ts';
import { isStaff, requireInstructor, requireStaff } from './access.ts';
import { getCourse } from './course.service.ts';
import { inPeople, lockPeople } from './lockPeople.ts';
import type { HandOverCourseInput, MemberInput, SetMemberRoleInput, UpdateMemberInput } from './member.type.ts';
import { peopleChanged } from './peopleChanged.ts';

/** Gives a member a role. Throws FORBIDDEN, NOT_FOUND, COURSE_ARCHIVED or LAST_INSTRUCTOR. */
export async function setMemberRole(context: Context, input: SetMemberRoleInput): Promise<Enrollment> {
  const { role } = input;
  await requireInstructor(context, (await getCourse(context, input.courseId)).id, 'give roles');
  return context.database.$transaction(async (transaction) => {
    await lockPeople(transaction, input.courseId);
    const before = await getMember(transaction, input);
    if (before.role === 'INSTRUCTOR' && role !== 'INSTRUCTOR') await requireAnother(transaction, input);
    await changeRole(context, transaction, before, role);
    return getMember(transaction, input);
  });
}

/** Writes a student number and a section. Throws FORBIDDEN, NOT_FOUND, COURSE_ARCHIVED or BAD_USER_INPUT. */
export async function updateMember(context: Context, input: UpdateMemberInput): Promise<Enrollment> {
  const { courseId, userId } = input;
  await requireStaff(context, (await getCourse(context, courseId)).id, 'change what the course knows of a member');
  const fields = checkInput(z.object({ studentNumber: line(50).nullish(), sectionId: z.string().nullish() }), input);
  return context.database.$transaction(async (transaction) => {
    await lockPeople(transaction, courseId);
    const before = await getMember(transaction, input);
    if (fields.sectionId) await requireSection(transaction, courseId, fields.sectionId);
    const after = await transaction.enrollment.update({
      where: { courseId_userId: { courseId, userId } },
      data: {
        ...(fields.studentNumber !== undefined && { studentNumber: fields.studentNumber }),
        ...(fields.sectionId !== undefined && { sectionId: fields.sectionId }),
      },
    });
    if (after.sectionId !== before.sectionId) await peopleChanged(transaction, courseId, [userId]);
    await recordChange(context, transaction, {
      courseId,
      action: 'member.update',
      subjectId: userId,
      subject: before.user.name,
      changes: differences(before, { studentNumber: after.studentNumber, sectionId: after.sectionId }),
    });
    return after;
  }, inPeople);
}

/**
 * Takes somebody out of a course. They see nothing of it from now on, and what they watch ends. Their runs stay, also
 * those that wait or train: a roster may take somebody out by mistake, and who is readmitted has lost nothing.
 * Throws FORBIDDEN, NOT_FOUND, COURSE_ARCHIVED or LAST_INSTRUCTOR.
 */
export async function removeMember(context: Context, input: MemberInput): Promise<Enrollment> {
  const { courseId, userId } = input;
  await requireStaff(context, (await getCourse(context, courseId)).id, 'remove members');
  return context.database.$transaction(async (transaction) => {
    await lockPeople(transaction, courseId);
    const before = await getMember(transaction, input);
    if (isStaff(before.role)) await requireInstructor(context, courseId, 'remove staff');
    if (before.role === 'INSTRUCTOR') await requireAnother(transaction, input);
    await takeOut(context, transaction, [before]);
    await recordChange(context, transaction, {
      courseId,
      action: 'member.remove',
      subjectId: userId,
      subject: before.user.name,
    });
    return transaction.enrollment.findUniqueOrThrow({ where: { courseId_userId: { courseId, userId } } });
  });
}

/** Marks people as removed and ends what they watch: every server asks again whether they may see it. */
export async function takeOut(
  { viewer }: Context,
  transaction: Transaction,
  members: readonly Pick<Enrollment, 'courseId' | 'userId' | 'role'>[],
  removedAt = databaseNow(),
): Promise<void> {
  const [first] = members;
  if (!first) return;
  const userIds = members.map(({ userId }) => userId);
  await transaction.enrollment.updateMany({
    where: { courseId: first.courseId, userId: { in: userIds } },
    data: { removedAt, removedBy: viewer?.id ?? null },
  });
  await peopleChanged(transaction, first.courseId, userIds);
  // Students watch their own runs and their teams', staff may watch anybody's.
  const watched = members.some(({ role }) => isStaff(role))
    ? Prisma.sql`TRUE`
    : Prisma.sql`(run."studentId" = ANY(${userIds}) OR
        run."teamId" IN (SELECT "teamId" FROM team_member WHERE "userId" = ANY(${userIds})))`;
  await transaction.$executeRaw`
    SELECT pg_notify(${progressChannel}, json_build_object('runId', run.id)::text)
    FROM run JOIN assignment ON assignment.id = run."assignmentId"
    WHERE assignment."courseId" = ${first.courseId}
      AND run.status = ANY(${[...openStatuses]}::"RunStatus"[]) AND ${watched}`;
}

/** Takes somebody back, in the role that they had. Throws FORBIDDEN, NOT_FOUND or COURSE_ARCHIVED. */
export async function readmitMember(context: Context, input: MemberInput): Promise<Enrollment> {
  const { courseId, userId } = input;
  await requireStaff(context, (await getCourse(context, courseId)).id, 'readmit members');
  return context.database.$transaction(async (transaction) => {
    await lockPeople(transaction, courseId);
    const row = await transaction.enrollment.findUnique({
      where: { courseId_userId: { courseId, userId } },
      include: { user: true },
    });
    if (!row) throw noMember(userId);
    if (row.removedAt === null) return row;
    if (isStaff(row.role)) await requireInstructor(context, courseId, 'readmit staff');
    await recordChange(context, transaction, {
      courseId,
      action: 'member.readmit',
      subjectId: userId,
      subject: row.user.name,
    });
    const after = await transaction.enrollment.update({
      where: { courseId_userId: { courseId, userId } },
      data: { removedAt: null, removedBy: null },
    });
    await peopleChanged(transaction, courseId, [userId]);
    return after;
  });
}

/** Makes a member the instructor in the viewer's place. Throws FORBIDDEN, NOT_FOUND or BAD_USER_INPUT. */
export async function handOverCourse(context: Context, input: HandOverCourseInput): Promise<Course> {
  const { id: viewerId } = requireViewer(context);
  const course = await getCourse(context, input.courseId);
  await requireInstructor(context, course.id, 'hand the course over', { inArchive: true });
  if (input.userId === viewerId)
    throw new ApiError('BAD_USER_INPUT', 'Expected another member of the course as userId, received your own id.');
  await context.database.$transaction(async (transaction) => {
    await lockPeople(transaction, course.id);
    const heir = await getMember(transaction, input);
    const giver = await getMember(transaction, { courseId: course.id, userId: viewerId });
    await changeRole(context, transaction, heir, 'INSTRUCTOR');
    if (input.leave) await takeOut(context, transaction, [giver]);
    else await changeRole(context, transaction, giver, 'ASSISTANT');
    await recordChange(context, transaction, {
      courseId: course.id,
      action: 'course.handOver',
      subjectId: course.id,
      subject: course.title,
      changes: { instructor: [giver.user.name, heir.user.name] },
    });
  });
  return course;
}

async function changeRole(
  context: Context,
  transaction: Transaction,
  before: Enrollment & { user: { name: string } },
  role: CourseRole,
): Promise<void> {
  const { courseId, userId } = before;
  if (before.role === role) return;
  await transaction.enrollment.update({ where: { courseId_userId: { courseId, userId } }, data: { role } });
  await peopleChanged(transaction, courseId, [userId]);
  await recordChange(context, transaction, {
    courseId,
    action: 'member.setRole',
    subjectId: userId,
    subject: before.user.name,
    changes: { role: [before.role, role] },
  });
}

async function getMember(transaction: Transaction, { courseId, userId }: MemberInput) {
  const row = await transaction.enrollment.findUnique({
    where: { courseId_userId: { courseId, userId }, removedAt: null },
    include: { user: true },
  });
  if (!row) throw noMember(userId);
  return row;
}

function noMember(userId: string): ApiError {
  return new ApiError('NOT_FOUND', `Expected the id of a member of this course as userId, received "${userId}".`);
}

async function requireAnother(transaction: Transaction, { courseId, userId }: MemberInput): Promise<void> {
  const others = await transaction.enrollment.count({
    where: { courseId, role: 'INSTRUCTOR', removedAt: null, userId: { not: userId } },
  });
  if (others === 0)
    throw new ApiError(
      'LAST_INSTRUCTOR',
      'Expected a course that keeps an instructor, received a change that leaves it without: appoint another first.',
    );
}

/** Throws NOT_FOUND. */
export async function requireSection(transaction: Transaction, courseId: string, sectionId: string): Promise<void> {
  if (!(await transaction.section.findFirst({ where: { id: sectionId, courseId } })))
    throw new ApiError('NOT_FOUND', `Expected the id of a section of this course, received "${sectionId}".`);
}
