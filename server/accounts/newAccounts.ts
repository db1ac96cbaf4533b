import { isInDomains } from '#contracts/email';
import type { Database, SiteInvitation } from '#prisma/client';
import { isInvitedToCourse } from './courseInvitation.ts';
import { maySignUp } from './firstAccount.ts';
import { invitationOf, openInvitation } from './siteInvitation.service.ts';
import { readSiteSettings } from './siteSettings.ts';

/** Why somebody may not make an account: a code and a sentence, as better-auth answers them. */
export interface Refusal {
  code: string;
  message: string;
}

interface SignUp {
  email: string;
  firstAccountToken: unknown;
  /** What the link of an invitation carries. */
  invitation: unknown;
  /** What the link of an invitation into a course carries. */
  courseInvitation: unknown;
  /** Whether the account can be used only after its address is confirmed. */
  mustConfirm: boolean;
}

/** Whether somebody may make an account with a password. Null: yes. */
export async function refuseSignUp(database: Database, secret: string, signUp: SignUp): Promise<Refusal | null> {
  if (!(await maySignUp(database, secret, signUp.firstAccountToken)))
    return {
      code: 'FIRST_ACCOUNT_NEEDS_TOKEN',
      message: 'The first account needs the address that the start of the site prints ("First account: …").',
    };
  // The one who has the token is about to become the administrator, who sets the rules.
  if (!(await hasAccounts(database))) return null;
  const invitation = await openInvitation(database, signUp.invitation);
  if (signUp.invitation && invitation?.email !== signUp.email.toLowerCase())
    return {
      code: 'SITE_INVITATION_INVALID',
      message: 'Expected an invitation of this address that nobody has used yet, received another or an old one.',
    };
  const { email, courseInvitation: token, mustConfirm: rosterCounts } = signUp;
  return refuseByRules(database, email, invitation, { token, rosterCounts });
}

/** Whether somebody may make an account by single sign-on. Null: yes. */
export async function refuseSingleSignOn(
  database: Database,
  { email, emailVerified, token }: { email: string; emailVerified: boolean; token: string | undefined },
): Promise<Refusal | null> {
  if (!(await hasAccounts(database)))
    return {
      code: 'FIRST_ACCOUNT_NEEDS_TOKEN',
      message: 'The first account needs the address that the start of the site prints ("First account: …").',
    };
  const { emailDomains } = await readSiteSettings(database);
  // An address that the provider has not checked proves no invitation and no domain.
  if (!emailVerified && emailDomains.length > 0)
    return {
      code: 'EMAIL_NOT_VERIFIED',
      message: 'Expected an address that the provider of single sign-on has checked.',
    };
  const invitation = emailVerified ? await invitationOf(database, email) : null;
  return refuseByRules(database, email, invitation, { token, rosterCounts: emailVerified });
}

async function refuseByRules(
  database: Database,
  email: string,
  invitation: SiteInvitation | null,
  asked: { token: unknown; rosterCounts: boolean },
): Promise<Refusal | null> {
  const { signUp, emailDomains } = await readSiteSettings(database);
  // An administrator who invites somebody from elsewhere means it.
  if (invitation && signUp !== 'CLOSED') return null;
  if (signUp === 'CLOSED')
    return { code: 'SIGN_UP_CLOSED', message: 'Nobody can make an account on this site now: ask its administrator.' };
  if (signUp === 'INVITATION' && !(await isInvitedToCourse(database, { email, ...asked })))
    return {
      code: 'SIGN_UP_BY_INVITATION',
      message:
        'Expected an invitation: accounts on this site are made with a link from an administrator, or from staff of ' +
        'a course.',
    };
  if (!isInDomains(email, emailDomains))
    return {
      code: 'EMAIL_DOMAIN_NOT_ALLOWED',
      message: `Expected an e-mail address in ${emailDomains.join(', ')}, received ${email}.`,
    };
  return null;
}

async function hasAccounts(database: Database): Promise<boolean> {
  return (await database.user.findFirst({ select: { id: true } })) !== null;
}
