import { chooseLanguage, type Language } from '#contracts/languages';
import { noticePath } from '#contracts/noticePath';
import { type NoticeKind, noticeData, noticeKinds } from '#contracts/notices';
import type { Database } from '#prisma/client';
import { sendMail } from '#prisma/mail';
import { readLanguages } from '../accounts/language.ts';
import { readSiteSettings } from '../accounts/siteSettings.ts';
import type { MailedSite, MailText } from '../mail/messages/en.ts';
import { mailTexts } from '../mail/texts.ts';

/** How many notices one turn turns into e-mails. */
const mostATurn = 500;

/**
 * Writes e-mails for the notices that are still to be told by e-mail: one e-mail a person in their language, however
 * many there are. Any number of servers may do it at once; a notice is told once. Where the site sends no e-mails,
 * notices are passed over, so that none goes out late. Answers how many notices there were.
 */
export async function mailNotices(database: Database, siteUrl: string, sendsMails = true): Promise<number> {
  return database.$transaction(async (transaction) => {
    const due = await transaction.$queryRaw<DueNotice[]>`
      SELECT notice.id, notice.kind, notice.data, "user".id AS "userId", "user".email, course."timeZone"
      FROM notice JOIN "user" ON "user".id = notice."userId"
      LEFT JOIN assignment ON assignment.id = notice.data->>'assignmentId'
      LEFT JOIN course ON course.id = assignment."courseId"
      WHERE notice."mailDue" ORDER BY notice."createdAt" LIMIT ${mostATurn} FOR UPDATE OF notice SKIP LOCKED`;
    const known = due.filter(({ kind }) => sendsMails && (noticeKinds as string[]).includes(kind));
    const people = await readLanguages(transaction, [...new Set(known.map(({ userId }) => userId))]);
    const { name, language: site } = await readSiteSettings(transaction);
    for (const [userId, notices] of Map.groupBy(known, (notice) => notice.userId)) {
      const language = chooseLanguage({ ...people.get(userId), site });
      await sendMail(transaction, { to: notices[0]!.email, ...writeMail(notices, language, { name, url: siteUrl }) });
    }
    await transaction.notice.updateMany({ where: { id: { in: due.map(({ id }) => id) } }, data: { mailDue: false } });
    return due.length;
  });
}

interface DueNotice {
  id: string;
  kind: NoticeKind;
  data: unknown;
  userId: string;
  email: string;
  /** That of the assignment's course; null where the notice is about none. */
  timeZone: string | null;
}

function writeMail(notices: readonly DueNotice[], language: Language, site: MailedSite): MailText {
  const texts = mailTexts(language);
  const sentences = notices.map((notice) => ({
    sentence: sentenceOf(notice, language),
    url: new URL(noticePath(notice.kind, notice.data), site.url).href,
  }));
  const subject = sentences.length === 1 ? sentences[0]!.sentence : texts.severalNotices(site.name, sentences.length);
  const text = [
    ...sentences.map(({ sentence, url }) => `${sentence}\n${url}`),
    texts.chooseNotices(new URL('/notices', site.url).href),
  ].join('\n\n');
  // A title may have a line end, and a subject must not.
  return { subject: subject.replaceAll(/\s+/g, ' ').slice(0, 200), text };
}

function sentenceOf({ kind, data, timeZone }: DueNotice, language: Language): string {
  const texts = mailTexts(language).notices;
  switch (kind) {
    case 'RUN_ENDED':
      return texts.RUN_ENDED(noticeData.RUN_ENDED.parse(data));
    case 'DEADLINE_NEAR': {
      const deadline = noticeData.DEADLINE_NEAR.parse(data);
      return texts.DEADLINE_NEAR(deadline, momentIn(deadline.dueAt, timeZone ?? 'UTC', language));
    }
    case 'GRADES_PUBLISHED':
      return texts.GRADES_PUBLISHED(noticeData.GRADES_PUBLISHED.parse(data));
    case 'FEEDBACK':
      return texts.FEEDBACK(noticeData.FEEDBACK.parse(data));
    case 'ASSIGNMENT_PUBLISHED':
      return texts.ASSIGNMENT_PUBLISHED(noticeData.ASSIGNMENT_PUBLISHED.parse(data));
    case 'DATES_CHANGED':
      return texts.DATES_CHANGED(noticeData.DATES_CHANGED.parse(data));
    case 'REVISION':
      return texts.REVISION(noticeData.REVISION.parse(data));
    case 'EXTENSION':
      return texts.EXTENSION(noticeData.EXTENSION.parse(data));
    case 'ENROLLED':
      return texts.ENROLLED(noticeData.ENROLLED.parse(data));
    case 'WEBHOOK_OFF':
      return texts.WEBHOOK_OFF(noticeData.WEBHOOK_OFF.parse(data));
    default:
      return kind satisfies never;
  }
}

/** A time on the clock of a zone, which is named: "Nov 30, 2026, 18:00 (Asia/Seoul)". */
function momentIn(time: string, timeZone: string, language: Language): string {
  const format = new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    hourCycle: 'h23',
    timeZone,
  });
  return `${format.format(new Date(time))} (${timeZone})`;
}
