import { RateLimiterRes } from 'rate-limiter-flexible';
import type { Database } from '#prisma/client';
import { ApiError } from '../graphql/errors.ts';
import { limiterOf, sha256 } from './passwordGuesses.ts';

/** Counts the e-mails that people have this site send. Throws TOO_MANY_MAILS. */
export type MailLimit = (asked: { email: string; address: string }) => Promise<void>;

const hour = 60 * 60;
/** To one mailbox, as one place asks for it. */
const fromOneAddress = { points: 5, duration: hour };
/** To one mailbox: more than one place alone can use up, or anybody could keep a person from a new password. */
const toOneMailbox = { points: 20, duration: hour };
/** From one place, to whomever: a class behind one address that has forgotten its passwords. */
const fromOnePlace = { points: 300, duration: hour };

/** Addresses without an account count like those with one, so that the refusal does not tell which is which. */
export function limitMails(database: Database): MailLimit {
  const limits = [
    {
      limiter: limiterOf(database, fromOneAddress),
      keyOf: ({ email, address }: Asked) => sha256(`mail\n${email}\n${address}`),
    },
    { limiter: limiterOf(database, toOneMailbox), keyOf: ({ email }: Asked) => sha256(`mail\n${email}`) },
    { limiter: limiterOf(database, fromOnePlace), keyOf: ({ address }: Asked) => sha256(`mails\n${address}`) },
  ];
  return async (asked) => {
    for (const { limiter, keyOf } of limits)
      await limiter.consume(keyOf(asked)).catch((refusal: unknown) => {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        const minutes = Math.ceil(refusal.msBeforeNext / 60_000);
        throw new ApiError('TOO_MANY_MAILS', `This site has sent many e-mails there: wait ${minutes} min.`, {
          minutes,
        });
      });
  };
}

type Asked = Parameters<MailLimit>[0];
