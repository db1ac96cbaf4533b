import { createHash } from 'node:crypto';
import type { Enrollment, Transaction, User } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import type { AccountContext } from '../accounts/account.context.ts';
import { keepAnAdministrator } from '../accounts/account.service.ts';
import { requireAdministrator, requireSession } from '../accounts/viewer.ts';
import { recordChange } from '../audit/recordChange.ts';
import type { Context } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import { lockPeople } from './lockPeople.ts';
import { takeOut } from './membership.ts';

/** Erases the viewer's own account. Throws WRONG_PASSWORD, LAST_INSTRUCTOR or LAST_ADMINISTRATOR. */
export async function eraseOwnAccount(context: AccountContext, password: string | null): Promise<void> {
  const viewer = requireSession(context);
  await context.requirePassword(viewer, password, context.address);
  await context.database.$transaction((transaction) => erase(context, transaction, viewer.id));
}

/** Erases an account for its owner, who asked for it. Throws FORBIDDEN, NOT_FOUND or LAST_INSTRUCTOR. */
export async function eraseAccount(context: Context, userId: string): Promise<void> {
  requireAdministrator(context, 'erase accounts');
  await context.database.$transaction(async (transaction) => {
    const user = await transaction.user.findUnique({ where: { id: userId } });
    if (!user || user.erasedAt) throw new ApiError('NOT_FOUND', `Expected the id of an account, received "${userId}".`);
    if (user.siteRole === 'ADMIN')
      throw new ApiError('FORBIDDEN', 'Expected an account that administers nothing: take that role away first.');
    await erase(context, transaction, userId);
  });
}

/**
 * Makes a pseudonym of an account: whatever says who it was is deleted or replaced. Its runs and their scores stay, for
 * the boards and statistics of its courses.
 */
async function erase(context: Context, transaction: Transaction, id: string): Promise<void> {
  const user = await transaction.user.findUniqueOrThrow({ where: { id } });
  await keepAnAdministrator(transaction, id);
  const memberships = await lockCourses(transaction, id);
  const pseudonym = pseudonymOf(user);
  const erasedAt = databaseNow();
  await transaction.user.update({
    where: { id },
    data: {
      name: pseudonym,
      email: `${id}@erased.invalid`,
      emailVerified: false,
      image: null,
      siteRole: 'MEMBER',
      twoFactorEnabled: false,
      erasedAt,
    },
  });
  // Who leaves a course at that very moment keeps the row on its boards (prisma/standings.ts).
  for (const member of memberships) await takeOut(context, transaction, [member], erasedAt);
  const mine = { where: { userId: id } };
  await transaction.session.deleteMany(mine);
  await transaction.account.deleteMany(mine);
  await transaction.twoFactor.deleteMany(mine);
  await transaction.emailConfirmation.deleteMany(mine);
  await transaction.notice.deleteMany(mine);
  await transaction.prediction.deleteMany(mine);
  await transaction.apikey.deleteMany({ where: { referenceId: id } });
  await transaction.verification.deleteMany({ where: { value: id } });
  await transaction.mail.deleteMany({ where: { to: user.email } });
  await transaction.siteInvitation.deleteMany({ where: { email: user.email } });
  await transaction.pendingMember.deleteMany({ where: { email: user.email } });
  await transaction.enrollment.updateMany({ ...mine, data: { studentNumber: null, registeredName: null } });
  await transaction.run.updateMany({
    where: { studentId: id },
    data: { name: null, note: '', tags: [], feedback: '' },
  });
  const noWords = { feedback: '', overrideReason: '', excuseReason: '' };
  await transaction.grade.updateMany({ where: { studentId: id }, data: noWords });
  await transaction.extension.updateMany({ where: { studentId: id }, data: { reason: '' } });
  await forgetOnPlatforms(transaction, id);
  // What was changed about the person keeps its line, without the person.
  await transaction.auditEntry.updateMany({ where: { subjectId: id }, data: { subject: pseudonym, changes: {} } });
  await forgetInSubjects(transaction, user, pseudonym);
  await recordChange(context, transaction, {
    courseId: null,
    action: 'account.erase',
    subjectId: id,
    subject: pseudonym,
  });
}

/** A platform's person is nobody here any more: who comes from there again gets a new account. */
async function forgetOnPlatforms(transaction: Transaction, userId: string): Promise<void> {
  await transaction.$executeRaw`
    DELETE FROM lti_member USING lti_account AS account, lti_context AS context
    WHERE account."userId" = ${userId} AND context."platformId" = account."platformId"
      AND lti_member."ltiContextId" = context.id AND lti_member.subject = account.subject`;
  await transaction.ltiAccount.deleteMany({ where: { userId } });
  await transaction.ltiLogin.deleteMany({ where: { userId } });
  await transaction.ltiScore.deleteMany({ where: { userId } });
}

/**
 * Lines about a person's extension, grade or team end with the name: "Assignment: Name", "Assignment, Name". Others of
 * the same name lose it in them, too. Those about an invitation or a roster have the address, and those about a team
 * mate's grade or a run have words about the person.
 */
async function forgetInSubjects(
  transaction: Transaction,
  { id, name, email }: Pick<User, 'id' | 'name' | 'email'>,
  pseudonym: string,
): Promise<void> {
  await transaction.$executeRaw`
    UPDATE audit_entry
    SET subject = array_to_string(array_replace(string_to_array(subject, ', '), ${email}::text, ${pseudonym}), ', ')
    WHERE ${email} = ANY(string_to_array(subject, ', '))`;
  await transaction.$executeRaw`
    UPDATE audit_entry SET changes = '{}'
    WHERE (action = 'grade.update' AND "subjectId" LIKE ${`%:${id}`})
      OR (action = 'run.feedback' AND "subjectId" IN (SELECT id FROM run WHERE "studentId" = ${id}))`;
  for (const before of [': ', ', '])
    await transaction.$executeRaw`
      UPDATE audit_entry SET changes = '{}',
        subject = left(subject, length(subject) - length(${name}::text)) || ${pseudonym}::text
      WHERE right(subject, length(${before + name}::text)) = ${before + name}`;
}

/** The same for the same account, and nobody finds the person by it. */
function pseudonymOf({ id }: Pick<User, 'id'>): string {
  return `Former member ${createHash('sha256').update(`erased ${id}`).digest('hex').slice(0, 6)}`;
}

/**
 * Locks the people of the courses that this person is in, and answers the memberships. Throws LAST_INSTRUCTOR when a
 * course that is not archived would have no instructor without this person.
 */
async function lockCourses(transaction: Transaction, userId: string): Promise<Enrollment[]> {
  const enrolled = { where: { userId, removedAt: null }, orderBy: { courseId: 'asc' as const } };
  for (const { courseId } of await transaction.enrollment.findMany(enrolled)) await lockPeople(transaction, courseId);
  const instructor = { role: 'INSTRUCTOR' as const, removedAt: null };
  const alone = await transaction.course.findMany({
    where: {
      archivedAt: null,
      AND: [
        { enrollments: { some: { ...instructor, userId } } },
        { enrollments: { none: { ...instructor, userId: { not: userId } } } },
      ],
    },
    select: { id: true, title: true },
    take: 20,
  });
  if (alone.length > 0)
    throw new ApiError(
      'LAST_INSTRUCTOR',
      `Expected another instructor in each course: ${alone.map(({ title }) => `"${title}"`).join(', ')} must be ` +
        'handed over first.',
      { courseIds: alone.map(({ id }) => id) },
    );
  return transaction.enrollment.findMany(enrolled);
}
