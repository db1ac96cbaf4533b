import { setTimeout as sleep } from 'node:timers/promises';
import { createTransport, type Transporter } from 'nodemailer';
import type { Logger } from 'pino';
import { type Database, type Mail, Prisma } from '#prisma/client';
import { databaseNow } from '#prisma/clock';

export interface MailOptions {
  /** E.g. smtps://user:password@mail.school.edu */
  url: string;
  /** The sender. */
  from: string;
  /** How often the outbox is looked at; 2 s when left out. */
  everyMs?: number;
  /** How long to wait after the first failure; 30 s when left out. It doubles with each failure, up to 2 hours. */
  retryMs?: number;
}

/** Sends the outbox until it is stopped. */
interface MailSender {
  /** Waits for what is being sent. */
  stop(): Promise<void>;
}

const atOnce = 20;
/** What a mail server may take. Longer than all of nodemailer's time-outs together. */
const leaseMs = 3 * 60_000;
const mostAttempts = 14;
const longestRetryMs = 2 * 60 * 60_000;
/** Older ones wait from a time without a mail server, and tell nobody anything any more. */
const tooOldMs = 3 * 24 * 60 * 60_000;

/**
 * Sends the e-mails of the outbox. Any number of servers may do so at once: who sends an e-mail first moves on the time
 * of its next try, so the others leave it alone. Only a server that ends between the mail server's answer and its own
 * note of it sends one twice, and then with the same Message-ID.
 */
export function startMails(database: Database, options: MailOptions, log: Logger): MailSender {
  const { url, from, everyMs = 2000, retryMs = 30_000 } = options;
  const timeouts = { connectionTimeout: 20_000, greetingTimeout: 20_000, socketTimeout: 60_000 };
  const transport = createTransport({ url, ...timeouts, disableFileAccess: true, disableUrlAccess: true });
  const stopping = new AbortController();
  const loop = async () => {
    while (!stopping.signal.aborted) {
      const sent = await sendOutbox(database, { transport, from, retryMs }, log).catch((error: unknown) => {
        log.error({ err: error }, 'cannot read the outbox');
        return 0;
      });
      if (sent < atOnce) await sleep(everyMs, undefined, { signal: stopping.signal, ref: false }).catch(() => {});
    }
  };
  const done = loop();
  return {
    async stop() {
      stopping.abort();
      await done;
      transport.close();
    },
  };
}

/** Sends those whose turn it is, and answers how many it tried. */
async function sendOutbox(
  database: Database,
  { transport, from, retryMs }: { transport: Transporter; from: string; retryMs: number },
  log: Logger,
): Promise<number> {
  const mails = await claim(database);
  for (const mail of mails) {
    try {
      await transport.sendMail({
        from,
        to: { name: '', address: mail.to },
        subject: mail.subject,
        text: mail.text,
        messageId: `<${mail.id}@${domainOf(from)}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
      await database.mail.update({ where: { id: mail.id }, data: { sentAt: databaseNow(), error: null } });
    } catch (error) {
      const wait = Math.min(retryMs * 2 ** (mail.attempts - 1), longestRetryMs);
      const said = String((error as Error).message).slice(0, 500);
      log.warn({ mail: mail.id, attempt: mail.attempts, error: said }, 'an e-mail was not sent');
      await database.mail.update({
        where: { id: mail.id },
        data: { error: said, nextTryAt: new Date(databaseNow().getTime() + wait) },
      });
    }
  }
  return mails.length;
}

/** Takes e-mails whose turn it is, and counts the attempt. */
async function claim(database: Database): Promise<Mail[]> {
  const now = databaseNow().getTime();
  return database.$queryRaw<Mail[]>(Prisma.sql`
    UPDATE mail SET attempts = attempts + 1, "nextTryAt" = ${new Date(now + leaseMs)}
    WHERE id IN (
      SELECT id FROM mail
      WHERE "sentAt" IS NULL AND "nextTryAt" <= ${new Date(now)} AND attempts < ${mostAttempts}
        AND "createdAt" > ${new Date(now - tooOldMs)}
      ORDER BY "nextTryAt"
      LIMIT ${atOnce}
      FOR UPDATE SKIP LOCKED
    )
    RETURNING *`);
}

function domainOf(from: string): string {
  return /@([^\s>]+)/.exec(from)?.[1] ?? 'localhost';
}
