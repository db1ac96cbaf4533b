import { email as emailSchema } from '#contracts/email';
import type { Transaction, User } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import { sendMail } from '#prisma/mail';
import { recordChange } from '../audit/recordChange.ts';
import type { Context, Viewer } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import { checkInput } from '../graphql/input.ts';
import { mailTexts } from '../mail/texts.ts';
import type { AccountContext } from './account.context.ts';
import { passwordLink } from './accountLinks.ts';
import { languageFor } from './language.ts';
import { day, hour } from './secretLink.ts';
import { readSiteSettings } from './siteSettings.ts';
import { requireSession, requireViewer } from './viewer.ts';

/**
 * Sends a link with which the password of this address's account can be set. The answer, and how long it takes, is the
 * same whether or not there is such an account: the work goes on after it. Throws TOO_MANY_MAILS.
 */
export async function requestPasswordLink(context: AccountContext, email: string): Promise<void> {
  const address = checkInput(emailSchema, email);
  await context.limitMails({ email: address, address: context.address });
  if (context.delivery === 'NONE')
    throw new ApiError('FORBIDDEN', 'Expected a site that sends e-mails: ask your instructor or an administrator.');
  const send = async () => {
    const user = await context.database.user.findUnique({ where: { email: address } });
    if (!user || user.erasedAt) return;
    const token = await context.issuePasswordToken(user.id, hour);
    const { name } = await readSiteSettings(context.database);
    const texts = mailTexts(await languageFor(context.database, user.id, context.asked));
    const site = { name, url: context.siteUrl };
    await sendMail(context.database, { to: address, ...texts.password(site, passwordLink(site.url, token)) });
  };
  void send().catch((error: unknown) => context.log.error({ err: error }, 'cannot send a link for a new password'));
}

/**
 * A link with which the password of an account can be set once, for staff to hand out. Throws NOT_FOUND or FORBIDDEN.
 */
export async function createPasswordLink(
  context: AccountContext,
  userId: string,
): Promise<{ url: string; expiresAt: Date }> {
  const viewer = requireViewer(context);
  requireSession(context);
  const user = await context.database.$transaction(async (transaction) => {
    const user = await requireBelow(context, transaction, userId, 'give out a link for a new password');
    await recordChange(context, transaction, {
      courseId: null,
      action: 'account.passwordLink',
      subjectId: user.id,
      subject: user.name,
    });
    if (context.delivery === 'SMTP') {
      const { name } = await readSiteSettings(transaction);
      const site = { name, url: context.siteUrl };
      const texts = mailTexts(await languageFor(transaction, user.id));
      await sendMail(transaction, { to: user.email, ...texts.passwordLinkMade(site, viewer.name) });
    }
    return user;
  });
  const token = await context.issuePasswordToken(user.id, day);
  return { url: passwordLink(context.siteUrl, token), expiresAt: new Date(databaseNow().getTime() + day) };
}

/**
 * An account that the viewer may help to sign in: an administrator anybody but administrators, an instructor the
 * students of their courses, who are staff nowhere. Throws NOT_FOUND or FORBIDDEN.
 */
export async function requireBelow(
  context: Context,
  transaction: Transaction,
  userId: string,
  what: string,
): Promise<User> {
  const viewer = requireViewer(context);
  const user = await transaction.user.findUnique({ where: { id: userId } });
  const mayKnow = viewer.siteRole === 'ADMIN' || (await teaches(transaction, viewer, userId));
  if (!user || user.erasedAt || !mayKnow)
    throw new ApiError(
      'NOT_FOUND',
      `Expected the id of an account that you teach or administer, received "${userId}".`,
    );
  const isBelow =
    viewer.siteRole === 'ADMIN'
      ? user.siteRole !== 'ADMIN'
      : user.siteRole === 'MEMBER' && !(await givesACourse(transaction, userId));
  if (!isBelow)
    throw new ApiError(
      'FORBIDDEN',
      `Administrators may ${what} for anybody but administrators, instructors for students who are staff nowhere.`,
    );
  return user;
}

async function teaches(transaction: Transaction, viewer: Viewer, userId: string): Promise<boolean> {
  const instructor = { some: { userId: viewer.id, role: 'INSTRUCTOR' as const, removedAt: null } };
  const where = { userId, role: 'STUDENT' as const, removedAt: null, course: { enrollments: instructor } };
  return (await transaction.enrollment.findFirst({ where })) !== null;
}

async function givesACourse(transaction: Transaction, userId: string): Promise<boolean> {
  const where = { userId, role: { not: 'STUDENT' as const }, removedAt: null };
  return (await transaction.enrollment.findFirst({ where })) !== null;
}
