import { z } from 'zod';
import { email as emailSchema } from '#contracts/email';
import { type Database, type SiteInvitation, SiteRole, type Transaction } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import { sendMail } from '#prisma/mail';
import { recordChange } from '../audit/recordChange.ts';
import { type PageArguments, readPage } from '../graphql/connection.ts';
import type { Context } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import { checkInput } from '../graphql/input.ts';
import { mailTexts } from '../mail/texts.ts';
import type { AccountContext } from './account.context.ts';
import { invitationLink } from './accountLinks.ts';
import { languageFor } from './language.ts';
import { day, hashOf, newToken } from './secretLink.ts';
import type { InviteToSiteInput } from './siteInvitation.type.ts';
import { readSiteSettings } from './siteSettings.ts';
import { requireAdministrator } from './viewer.ts';

const validForDays = 14;
const mostAtOnce = 500;

/** Somebody who may make an account, and the link for it where no mail server brings it to them. */
export interface Invited {
  invitation: SiteInvitation;
  link: string | null;
}

const inputSchema = z.object({
  emails: z.array(emailSchema).min(1).max(mostAtOnce),
  siteRole: z.enum(Object.values(SiteRole)),
});

/**
 * Invites people by e-mail. A second invitation of an address replaces the first. Throws FORBIDDEN or BAD_USER_INPUT.
 */
export async function inviteToSite(context: AccountContext, input: InviteToSiteInput): Promise<Invited[]> {
  const viewer = requireAdministrator(context, 'invite people to the site');
  const { emails, siteRole } = checkInput(inputSchema, input);
  return context.database.$transaction(async (transaction) => {
    const there = await transaction.user.findMany({ where: { email: { in: emails } }, select: { email: true } });
    if (there.length > 0)
      throw new ApiError(
        'BAD_USER_INPUT',
        `Expected addresses without an account, received ${there.map((user) => user.email).join(', ')}, which have ` +
          'one: change what they may do in the list of accounts.',
        { detail: 'HAVE_ACCOUNTS', emails: there.map((user) => user.email).join(', ') },
      );
    const invited: Invited[] = [];
    for (const address of new Set(emails)) {
      const one = await invite(context, transaction, { email: address, siteRole, by: viewer });
      await recordChange(context, transaction, {
        courseId: null,
        action: 'invitation.create',
        subjectId: one.invitation.id,
        subject: address,
        changes: { siteRole: [null, siteRole] },
      });
      invited.push(one);
    }
    return invited;
  });
}

/** Writes one invitation and its e-mail. */
async function invite(
  { delivery, siteUrl }: Pick<AccountContext, 'delivery' | 'siteUrl'>,
  transaction: Transaction,
  { email, siteRole = 'MEMBER', by }: { email: string; siteRole?: SiteRole; by: { id: string; name: string } },
): Promise<Invited> {
  const { token, tokenHash } = newToken();
  const { name } = await readSiteSettings(transaction);
  await transaction.siteInvitation.deleteMany({ where: { email, acceptedAt: null } });
  const mailed = delivery === 'SMTP';
  const invitation = await transaction.siteInvitation.create({
    data: {
      email,
      siteRole,
      tokenHash,
      mailed,
      invitedBy: by.id,
      expiresAt: new Date(databaseNow().getTime() + validForDays * day),
    },
  });
  const link = invitationLink(siteUrl, token);
  if (delivery !== 'NONE') {
    const texts = mailTexts(await languageFor(transaction, null));
    await sendMail(transaction, { to: email, ...texts.invitation({ name, url: siteUrl }, by.name, link) });
  }
  return { invitation, link: mailed ? null : link };
}

/** Newest first; those that were used stand there, too. */
export function listInvitations(context: Context, page: PageArguments) {
  requireAdministrator(context, 'see invitations');
  return readPage<SiteInvitation>(
    page,
    [
      { key: 'createdAt', kind: 'date', direction: 'desc' },
      { key: 'id', kind: 'text', direction: 'desc' },
    ],
    ({ where, orderBy, take }) => context.database.siteInvitation.findMany({ where, orderBy, take }),
    () => context.database.siteInvitation.count(),
  );
}

/** Ends the link of an invitation that nobody has used. Throws NOT_FOUND. */
export async function revokeInvitation(context: Context, id: string): Promise<SiteInvitation> {
  requireAdministrator(context, 'take an invitation back');
  return context.database.$transaction(async (transaction) => {
    const invitation = await transaction.siteInvitation.findUnique({ where: { id } });
    const { count } = await transaction.siteInvitation.deleteMany({ where: { id, acceptedAt: null } });
    if (!invitation || count === 0)
      throw new ApiError('NOT_FOUND', `Expected the id of an invitation that nobody has used, received "${id}".`);
    await recordChange(context, transaction, {
      courseId: null,
      action: 'invitation.revoke',
      subjectId: id,
      subject: invitation.email,
    });
    return invitation;
  });
}

/** The invitation of a link; null when it does not exist, was used, or is too old. */
export function openInvitation(database: Database, token: unknown): Promise<SiteInvitation | null> {
  if (typeof token !== 'string' || token === '') return Promise.resolve(null);
  return database.siteInvitation.findFirst({
    where: { tokenHash: hashOf(token), acceptedAt: null, expiresAt: { gt: databaseNow() } },
  });
}

/** The newest open invitation of an address, for people who come by single sign-on and bring no link. */
export function invitationOf(database: Database, email: string): Promise<SiteInvitation | null> {
  return database.siteInvitation.findFirst({
    where: { email: email.toLowerCase(), acceptedAt: null, expiresAt: { gt: databaseNow() } },
    orderBy: { createdAt: 'desc' },
  });
}

/** Gives a new account what its invitation promised. */
export async function acceptInvitation(
  database: Database,
  user: { id: string },
  { id, siteRole, mailed }: SiteInvitation,
): Promise<void> {
  await database.$transaction(async (transaction) => {
    const { count } = await transaction.siteInvitation.updateMany({
      where: { id, acceptedAt: null },
      data: { acceptedAt: databaseNow() },
    });
    if (count === 0) return;
    await transaction.user.update({
      where: { id: user.id },
      data: { ...(siteRole !== 'MEMBER' && { siteRole }), ...(mailed && { emailVerified: true }) },
    });
  });
}
