import type { MailToSend } from '#prisma/mail';

type Text = Omit<MailToSend, 'to'>;

/** The site as e-mails name it. */
export interface MailedSite {
  name: string;
  url: string;
}

/** Somebody asked to set a new password. */
export function passwordMail(site: MailedSite, token: string): Text {
  return {
    subject: `A new password for ${site.name}`,
    text: `Somebody asked to set a new password for your account on ${site.name}.
To choose one, open this link within an hour:

${passwordLink(site.url, token)}

If it was not you, nothing has to be done: without the link your password stays as it is.
`,
  };
}

export function passwordLink(url: string, token: string): string {
  return `${url}/reset-password?token=${token}`;
}

/** Somebody else than the account's owner made a link with which the password can be set. */
export function passwordLinkMadeMail(site: MailedSite, by: string): Text {
  return {
    subject: `A link to your account on ${site.name}`,
    text: `${by} made a link with which the password of your account on ${site.name} can be set once,
and will give it to you.

If you did not ask for it, tell an administrator of the site.
`,
  };
}

export function confirmationMail(site: MailedSite, token: string): Text {
  return {
    subject: `Confirm your e-mail address for ${site.name}`,
    text: `To confirm that this address belongs to your account on ${site.name}, open this link within a day:

${site.url}/confirm-email?token=${token}

If you have no such account, ignore this e-mail.
`,
  };
}

/** To the old address, after it has been replaced. */
export function addressChangedMail(site: MailedSite, address: string): Text {
  return {
    subject: `Your account on ${site.name} has another e-mail address`,
    text: `Your account on ${site.name} now has the address ${address}. You no longer sign in with this one.

If it was not you who changed it, tell an administrator of the site at once.
`,
  };
}

/** To somebody who signs up with an address that has an account. */
export function accountExistsMail(site: MailedSite): Text {
  return {
    subject: `You have an account on ${site.name}`,
    text: `Somebody tried to make an account on ${site.name} with this address. There is one already: sign in at

${site.url}/sign-in

There you can also set a new password. If it was not you, nothing has to be done.
`,
  };
}

export function invitationMail(site: MailedSite, by: string, token: string): Text {
  return {
    subject: `${by} invites you to ${site.name}`,
    text: `${by} invites you to ${site.name}, a classroom for transfer learning.
To make your account, open this link within two weeks:

${invitationLink(site.url, token)}
`,
  };
}

export function invitationLink(url: string, token: string): string {
  return `${url}/sign-up?invitation=${token}`;
}
