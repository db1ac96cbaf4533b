import type { NoticeData } from '#contracts/notices';

/** The site as e-mails name it. */
export interface MailedSite {
  name: string;
  url: string;
}

/** A subject and what follows it. */
export interface MailText {
  subject: string;
  text: string;
}

const endings: Record<string, string> = { SUCCEEDED: 'has finished', FAILED: 'has failed', CANCELLED: 'was cancelled' };

/** What the site writes in English. `messages/ko.ts` has the same in Korean. */
export const english = {
  /** Somebody asked to set a new password. */
  password: ({ name }: MailedSite, link: string): MailText => ({
    subject: `A new password for ${name}`,
    text: `Somebody asked to set a new password for your account on ${name}.
To choose one, open this link within an hour:

${link}

If it was not you, nothing has to be done: without the link your password stays as it is.
`,
  }),

  /** Somebody else than the account's owner made a link with which the password can be set. */
  passwordLinkMade: ({ name }: MailedSite, by: string): MailText => ({
    subject: `A link to your account on ${name}`,
    text: `${by} made a link with which the password of your account on ${name} can be set once,
and will give it to you.

If you did not ask for it, tell an administrator of the site.
`,
  }),

  confirmation: ({ name, url }: MailedSite, token: string): MailText => ({
    subject: `Confirm your e-mail address for ${name}`,
    text: `To confirm that this address belongs to your account on ${name}, open this link within a day:

${url}/confirm-email?token=${token}

If you have no such account, ignore this e-mail.
`,
  }),

  /** To the old address, after it has been replaced. */
  addressChanged: ({ name }: MailedSite, address: string): MailText => ({
    subject: `Your account on ${name} has another e-mail address`,
    text: `Your account on ${name} now has the address ${address}. You no longer sign in with this one.

If it was not you who changed it, tell an administrator of the site at once.
`,
  }),

  /** To the old address, after an administrator has replaced it. */
  addressReplaced: ({ name }: MailedSite, by: string, address: string): MailText => ({
    subject: `Your account on ${name} has another e-mail address`,
    text: `${by}, an administrator of ${name}, has changed the address of your account there to ${address}.
You no longer sign in with this one.

If you did not ask for it, tell ${by} or another administrator at once.
`,
  }),

  /** To somebody who signs up with an address that has an account. */
  accountExists: ({ name, url }: MailedSite): MailText => ({
    subject: `You have an account on ${name}`,
    text: `Somebody tried to make an account on ${name} with this address. There is one already: sign in at

${url}/sign-in

There you can also set a new password. If it was not you, nothing has to be done.
`,
  }),

  invitation: ({ name }: MailedSite, by: string, link: string): MailText => ({
    subject: `${by} invites you to ${name}`,
    text: `${by} invites you to ${name}, a classroom for transfer learning.
To make your account, open this link within two weeks:

${link}
`,
  }),

  /** The subject of one e-mail with several notices, and its last line. */
  severalNotices: (site: string, count: number) => `${site}: ${count} notices`,
  chooseNotices: (link: string) => `You choose what you are told by e-mail here: ${link}`,

  /** One sentence for each kind of notice. */
  notices: {
    RUN_ENDED: ({ run, assignment, status }: NoticeData<'RUN_ENDED'>) =>
      `Your run ${run === undefined ? '' : `“${run}” `}for “${assignment}” ${endings[status] ?? 'has ended'}.`,
    /** `time` is on the clock of the course. */
    DEADLINE_NEAR: ({ assignment }: NoticeData<'DEADLINE_NEAR'>, time: string) =>
      `“${assignment}” is due at ${time}, and you have not submitted a run yet.`,
    GRADES_PUBLISHED: ({ assignment }: NoticeData<'GRADES_PUBLISHED'>) =>
      `The grades of “${assignment}” are published.`,
    FEEDBACK: ({ run, assignment }: NoticeData<'FEEDBACK'>) =>
      `You have feedback on your run ${run === undefined ? '' : `“${run}” `}for “${assignment}”.`,
    ASSIGNMENT_PUBLISHED: ({ assignment }: NoticeData<'ASSIGNMENT_PUBLISHED'>) =>
      `There is a new assignment: “${assignment}”.`,
    DATES_CHANGED: ({ assignment }: NoticeData<'DATES_CHANGED'>) =>
      `The dates of “${assignment}” have changed. Its page shows when it is due for you.`,
    REVISION: ({ assignment }: NoticeData<'REVISION'>) =>
      `“${assignment}” has a new revision. Your runs so far do not count any more.`,
    EXTENSION: ({ assignment, change }: NoticeData<'EXTENSION'>) =>
      change === 'REVOKED'
        ? `Your extension for “${assignment}” was taken back.`
        : change === 'CHANGED'
          ? `Your extension for “${assignment}” has changed.`
          : `You have an extension for “${assignment}”.`,
    ENROLLED: ({ course }: NoticeData<'ENROLLED'>) => `You are now in the course “${course}”.`,
    WEBHOOK_OFF: ({ course, url }: NoticeData<'WEBHOOK_OFF'>) =>
      `A webhook of “${course}” was switched off, because ${url} did not answer.`,
  },
};

/** Everything that the site writes, in one language. */
export type MailTexts = typeof english;
