import { createHash } from 'node:crypto';
import type { Transaction, User } from '#prisma/client';
import { recordChange } from '../audit/recordChange.ts';
import type { Context } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import type { AccountContext } from './account.context.ts';
import { keepAnAdministrator } from './account.service.ts';
import { requireAdministrator, requireSession } from './viewer.ts';

/** Erases the viewer's own account. Throws WRONG_PASSWORD, HAND_OVER_FIRST or LAST_ADMINISTRATOR. */
export async function eraseOwnAccount(context: AccountContext, password: string | null): Promise<void> {
  const viewer = requireSession(context);
  await context.requirePassword(viewer, password, context.address);
  await context.database.$transaction((transaction) => erase(context, transaction, viewer.id));
}

/** Erases an account for its owner, who asked for it. Throws FORBIDDEN, NOT_FOUND or HAND_OVER_FIRST. */
export async function eraseAccount(context: Context, userId: string): Promise<void> {
  requireAdministrator(context, 'erase accounts');
  await context.database.$transaction(async (transaction) => {
    const user = await transaction.user.findUnique({ where: { id: userId } });
    if (!user || user.erasedAt)
      throw new ApiError('NOT_FOUND', `Expected the id of an account, received "${userId}".`);
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
  await keepInstructors(transaction, id);
  const pseudonym = pseudonymOf(user);
  const mine = { where: { userId: id } };
  await transaction.session.deleteMany(mine);
  await transaction.account.deleteMany(mine);
  await transaction.twoFactor.deleteMany(mine);
  await transaction.emailConfirmation.deleteMany(mine);
  await transaction.notice.deleteMany(mine);
  await transaction.apikey.deleteMany({ where: { referenceId: id } });
  await transaction.verification.deleteMany({ where: { value: id } });
  await transaction.mail.deleteMany({ where: { to: user.email } });
  await transaction.siteInvitation.deleteMany({ where: { email: user.email } });
  await transaction.enrollment.updateMany({ ...mine, data: { studentNumber: null } });
  await transaction.enrollment.updateMany({
    where: { userId: id, removedAt: null },
    data: { removedAt: new Date() },
  });
  await transaction.run.updateMany({ where: { studentId: id }, data: { name: null, note: '', tags: [], feedback: '' } });
  await transaction.grade.updateMany({ where: { studentId: id }, data: { feedback: '', overrideReason: '' } });
  await transaction.extension.updateMany({ where: { studentId: id }, data: { reason: '' } });
  // What was changed about the person keeps its line, without the person.
  await transaction.auditEntry.updateMany({ where: { subjectId: id }, data: { subject: pseudonym, changes: {} } });
  await transaction.user.update({
    where: { id },
    data: {
      name: pseudonym,
      email: `${id}@erased.invalid`,
      emailVerified: false,
      image: null,
      siteRole: 'MEMBER',
      twoFactorEnabled: false,
      erasedAt: new Date(),
    },
  });
  await recordChange(context, transaction, {
    courseId: null,
    action: 'account.erase',
    subjectId: id,
    subject: pseudonym,
  });
}

/** The same for the same account, and nobody finds the person by it. */
function pseudonymOf({ id }: Pick<User, 'id'>): string {
  return `Former member ${createHash('sha256').update(`erased ${id}`).digest('hex').slice(0, 6)}`;
}

/** Throws HAND_OVER_FIRST when a course that is not archived would have no instructor without this person. */
async function keepInstructors(transaction: Transaction, userId: string): Promise<void> {
  // Of two last instructors who leave at once, the second sees that the first has left.
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('course instructors'))`;
  const others = { role: 'INSTRUCTOR' as const, removedAt: null, userId: { not: userId } };
  const alone = await transaction.course.findMany({
    where: {
      archivedAt: null,
      enrollments: { some: { userId, role: 'INSTRUCTOR', removedAt: null }, none: others },
    },
    select: { id: true, title: true },
    take: 20,
  });
  if (alone.length > 0)
    throw new ApiError(
      'HAND_OVER_FIRST',
      `Expected another instructor in each of your courses: hand over ${alone.map(({ title }) => `"${title}"`).join(', ')} first.`,
      { courseIds: alone.map(({ id }) => id) },
    );
}
