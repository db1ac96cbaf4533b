import type { Context, Viewer } from '../graphql/context.ts';
import type { MailLimit } from './mailLimit.ts';

/** Where e-mails go: to people, to the outbox that developers read, or nowhere. */
export const deliveries = ['SMTP', 'OUTBOX', 'NONE'] as const;
export type Delivery = (typeof deliveries)[number];

/** What accounts need of a server. */
export interface AccountServices {
  siteUrl: string;
  delivery: Delivery;
  /** What the provider of single sign-on is called; null where there is none. */
  singleSignOn: string | null;
  limitMails: MailLimit;
  /**
   * Throws WRONG_PASSWORD unless it is the account's password, and TOO_MANY_PASSWORDS after many wrong ones. An account
   * without a password has to have signed in a short time ago: else throws SIGN_IN_AGAIN.
   */
  requirePassword(viewer: Viewer & { sessionId: string }, password: string | null, address: string): Promise<void>;
  /** A token with which the account's password can be set, once. */
  issuePasswordToken(userId: string, validMs: number): Promise<string>;
}

export type AccountContext = Context & AccountServices;
