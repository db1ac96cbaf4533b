import { email as emailSchema, isInDomains } from '#contracts/email';
import type { Database, Transaction, User } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import { sendMail } from '#prisma/mail';
import { recordChange } from '../audit/recordChange.ts';
import type { RequestLanguage } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import { checkInput, wrongField } from '../graphql/input.ts';
import { mailTexts } from '../mail/texts.ts';
import type { AccountContext, Delivery } from './account.context.ts';
import { languageFor } from './language.ts';
import { requireBelow } from './passwordLink.ts';
import { day, hashOf, isTaken, newToken } from './secretLink.ts';
import { readSiteSettings } from './siteSettings.ts';
import { requireAccount, requireAdministrator, requireSession } from './viewer.ts';

interface Sender {
  database: Database;
  delivery: Delivery;
  siteUrl: string;
  asked: RequestLanguage;
}

/** Sends the link that proves who reads `address`. Earlier links of the account end. */
export async function sendConfirmation(
  { database, siteUrl, asked }: Sender,
  userId: string,
  address: string,
): Promise<void> {
  const { token, tokenHash } = newToken();
  await database.$transaction(async (transaction) => {
    const { name } = await readSiteSettings(transaction);
    const texts = mailTexts(await languageFor(transaction, userId, asked));
    await transaction.emailConfirmation.deleteMany({ where: { userId } });
    await transaction.emailConfirmation.create({
      data: { tokenHash, userId, email: address, expiresAt: new Date(databaseNow().getTime() + day) },
    });
    await sendMail(transaction, { to: address, ...texts.confirmation({ name, url: siteUrl }, token) });
  });
}

/** Sends the link for the account's own address once more. Throws TOO_MANY_MAILS, or FORBIDDEN without e-mails. */
export async function sendEmailConfirmation(context: AccountContext): Promise<void> {
  const { id, email } = requireAccount(context);
  requireDelivery(context);
  await context.limitMails({ email, address: context.address });
  await sendConfirmation(context, id, email);
}

/**
 * Changes the viewer's address: at once on a site without e-mails, else when the link is opened that goes to the new
 * one. Answers whether it has changed already. What others' accounts have is found out only by who reads their e-mails.
 */
export async function changeEmail(
  context: AccountContext,
  { newEmail, password }: { newEmail: string; password?: string | null | undefined },
): Promise<boolean> {
  const viewer = requireSession(context);
  const address = checkInput(emailSchema, newEmail);
  await context.requirePassword(viewer, password ?? null, context.address);
  const { emailDomains } = await readSiteSettings(context.database);
  if (!isInDomains(address, emailDomains))
    throw wrongField('newEmail', `expected an address in ${emailDomains.join(', ')}, received ${address}`, {
      code: 'otherDomain',
      values: { options: emailDomains },
    });
  await context.limitMails({ email: address, address: context.address });
  await context.limitMails({ email: viewer.email, address: context.address });
  if (context.delivery === 'NONE') {
    await context.database.$transaction((transaction) => takeAddress(transaction, viewer.id, address, false));
    return true;
  }
  await sendConfirmation(context, viewer.id, address);
  return false;
}

/**
 * Changes the address of somebody else's account, for an administrator. The old address is told, the new one gets the
 * link that confirms it, and links for a new password end: they went to the old one. Throws FORBIDDEN, NOT_FOUND,
 * BAD_USER_INPUT or EMAIL_TAKEN.
 */
export async function changeAccountEmail(context: AccountContext, userId: string, newEmail: string): Promise<User> {
  const { name: by } = requireAdministrator(context, 'change the address of an account');
  const email = checkInput(emailSchema, newEmail);
  const sends = context.delivery !== 'NONE';
  const [before, after] = await context.database.$transaction(async (transaction) => {
    const before = await requireBelow(context, transaction, userId, 'change the address of an account');
    if (before.email === email) return [before, before];
    await takeAddress(transaction, userId, email, false);
    await transaction.verification.deleteMany({ where: { value: userId } });
    if (sends) {
      const { name } = await readSiteSettings(transaction);
      const site = { name, url: context.siteUrl };
      const texts = mailTexts(await languageFor(transaction, userId));
      await sendMail(transaction, { to: before.email, ...texts.addressReplaced(site, by, email) });
    }
    await recordChange(context, transaction, {
      courseId: null,
      action: 'account.email',
      subjectId: userId,
      subject: before.name,
      changes: { email: [before.email, email] },
    });
    return [before, await transaction.user.findUniqueOrThrow({ where: { id: userId } })];
  });
  if (sends && after.email !== before.email) await sendConfirmation({ ...context, asked: {} }, userId, email);
  return after;
}

/**
 * Confirms an address by the link that went there. Only the account itself may change its address by it: a stranger who
 * got the e-mail by a slip of the pen must not get the account. Throws LINK_INVALID, EMAIL_TAKEN when another account
 * has the address, and UNAUTHENTICATED or FORBIDDEN to others.
 */
export async function confirmEmail(context: AccountContext, token: string): Promise<{ email: string }> {
  const tokenHash = hashOf(token);
  return context.database.$transaction(async (transaction) => {
    const confirmation = await transaction.emailConfirmation.findUnique({
      where: { tokenHash },
      include: { user: true },
    });
    // Of two who open it at once, one deletes it.
    const { count } = await transaction.emailConfirmation.deleteMany({
      where: { tokenHash, expiresAt: { gt: databaseNow() } },
    });
    if (!confirmation || count === 0)
      throw new ApiError('LINK_INVALID', 'Expected a link that nobody has opened, received an old one or another.');
    const { user, email } = confirmation;
    if (user.email !== email && requireSession(context).id !== user.id)
      throw new ApiError(
        'FORBIDDEN',
        'Expected the account that changes its address, received another one: sign in to it.',
      );
    await takeAddress(transaction, user.id, email, true);
    if (user.email !== email) {
      const { name } = await readSiteSettings(transaction);
      const texts = mailTexts(await languageFor(transaction, user.id, context.asked));
      await sendMail(transaction, { to: user.email, ...texts.addressChanged({ name, url: context.siteUrl }, email) });
      // Links for a new password went to the address that nobody may read any more.
      await transaction.verification.deleteMany({ where: { value: user.id } });
    }
    return { email };
  });
}

async function takeAddress(transaction: Transaction, id: string, email: string, emailVerified: boolean): Promise<void> {
  try {
    await transaction.user.update({ where: { id }, data: { email, emailVerified } });
    await transaction.emailConfirmation.deleteMany({ where: { userId: id } });
  } catch (error) {
    if (!isTaken(error)) throw error;
    throw new ApiError('EMAIL_TAKEN', 'Expected an address that no other account has, received one that is taken.');
  }
}

function requireDelivery({ delivery }: Pick<AccountContext, 'delivery'>): void {
  if (delivery === 'NONE')
    throw new ApiError('FORBIDDEN', 'Expected a site that sends e-mails: this one has no mail server.');
}
