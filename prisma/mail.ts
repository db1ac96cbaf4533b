import type { Database, Transaction } from './client.ts';

/** A plain-text e-mail. */
export interface MailToSend {
  to: string;
  subject: string;
  text: string;
}

/**
 * Puts an e-mail into the outbox, in the transaction of what it tells about. The API sends what is in there
 * (server/mail); without a mail server it stays there, and the site shows it in development.
 */
export async function sendMail(transaction: Database | Transaction, mail: MailToSend): Promise<void> {
  await transaction.mail.create({ data: mail });
}
