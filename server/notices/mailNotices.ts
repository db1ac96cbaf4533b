import { type NoticeKind, noticeData, noticeKinds, noticePath } from '#contracts/notices';
import type { Database } from '#prisma/client';
import { sendMail } from '#prisma/mail';

/** How many notices one turn turns into e-mails. */
const mostATurn = 500;

/**
 * Writes e-mails for the notices that are still to be told by e-mail: one e-mail a person, however many there are. Any
 * number of servers may do it at once; a notice is told once. Where the site sends no e-mails, notices are passed over,
 * so that none goes out late. Answers how many notices there were.
 */
export async function mailNotices(database: Database, siteUrl: string, sendsMails = true): Promise<number> {
  return database.$transaction(async (transaction) => {
    const due = await transaction.$queryRaw<DueNotice[]>`
      SELECT notice.id, notice.kind, notice.data, "user".email
      FROM notice JOIN "user" ON "user".id = notice."userId"
      WHERE notice."mailDue" ORDER BY notice."createdAt" LIMIT ${mostATurn} FOR UPDATE OF notice SKIP LOCKED`;
    const known = due.filter(({ kind }) => sendsMails && (noticeKinds as string[]).includes(kind));
    for (const [to, notices] of Map.groupBy(known, ({ email }) => email))
      await sendMail(transaction, { to, ...writeMail(notices, siteUrl) });
    await transaction.notice.updateMany({ where: { id: { in: due.map(({ id }) => id) } }, data: { mailDue: false } });
    return due.length;
  });
}

interface DueNotice {
  id: string;
  kind: NoticeKind;
  data: unknown;
  email: string;
}

function writeMail(notices: readonly DueNotice[], siteUrl: string): { subject: string; text: string } {
  const sentences = notices.map(({ kind, data }) => ({
    sentence: sentenceOf(kind, data),
    url: new URL(noticePath(kind, data), siteUrl).href,
  }));
  const subject = sentences.length === 1 ? sentences[0]!.sentence : `Downstream: ${sentences.length} notices`;
  const text = [
    ...sentences.map(({ sentence, url }) => `${sentence}\n${url}`),
    `You choose what you are told by e-mail here: ${new URL('/notices', siteUrl).href}`,
  ].join('\n\n');
  // A title may have a line end, and a subject must not.
  return { subject: subject.replaceAll(/\s+/g, ' ').slice(0, 200), text };
}

const endings: Record<string, string> = { SUCCEEDED: 'has finished', FAILED: 'has failed', CANCELLED: 'was cancelled' };

function sentenceOf(kind: NoticeKind, data: unknown): string {
  switch (kind) {
    case 'RUN_ENDED': {
      const { assignment, status } = noticeData.RUN_ENDED.parse(data);
      return `Your run for “${assignment}” ${endings[status] ?? 'has ended'}.`;
    }
    case 'DEADLINE_NEAR': {
      const { assignment, dueAt } = noticeData.DEADLINE_NEAR.parse(data);
      const time = new Date(dueAt).toISOString().slice(0, 16).replace('T', ' ');
      return `“${assignment}” is due at ${time} UTC, and you have not submitted a run yet.`;
    }
    case 'GRADES_PUBLISHED':
      return `The grades of “${noticeData.GRADES_PUBLISHED.parse(data).assignment}” are published.`;
    case 'FEEDBACK':
      return `You have feedback on your run for “${noticeData.FEEDBACK.parse(data).assignment}”.`;
    case 'EXTENSION':
      return `You have an extension for “${noticeData.EXTENSION.parse(data).assignment}”.`;
    case 'ENROLLED':
      return `You are now in the course “${noticeData.ENROLLED.parse(data).course}”.`;
    case 'WEBHOOK_OFF': {
      const { course, url } = noticeData.WEBHOOK_OFF.parse(data);
      return `A webhook of “${course}” was switched off, because ${url} did not answer.`;
    }
    default:
      return kind satisfies never;
  }
}
