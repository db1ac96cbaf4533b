import type { LtiContext, LtiPlatform } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import { ruleOf } from '../grades/grades.ts';
import { scopes } from './claims.ts';
import type { LtiWork } from './lti.context.ts';
import { askService, PlatformError } from './platformClient.ts';

interface DueScore {
  ltiContextId: string;
  assignmentId: string;
  subject: string;
  points: number | null;
  outOf: number;
  scoreAt: Date;
  attempts: number;
}

/** Attempts before a score waits until staff send it again or publish a change. */
export const mostAttempts = 12;
/** How long a score belongs to the server that took it. */
const leaseSeconds = 90;
const batch = 20;

/** 2 s, 4 s, … at most an hour. */
function pauseSeconds(attempts: number): number {
  return Math.min(3600, 2 ** attempts);
}

const gradeScopes = [scopes.lineItem, scopes.score, scopes.result];

/**
 * Sends the scores of the outbox that are due. Any number of servers may do so: each takes rows that no other has. A
 * score is sent again, with the same time, until the platform has answered; platforms order scores by that time, so a
 * delivery that arrived twice changes nothing. Answers how many arrived.
 */
export async function deliverScores(work: LtiWork): Promise<number> {
  let delivered = 0;
  for (;;) {
    const due = await takeDue(work);
    for (const score of due) if (await deliver(work, score)) delivered += 1;
    if (due.length < batch) return delivered;
  }
}

async function takeDue({ database }: LtiWork): Promise<DueScore[]> {
  return database.$queryRaw<DueScore[]>`
    UPDATE lti_score SET attempts = attempts + 1,
      "nextAttemptAt" = (now() + ${leaseSeconds} * interval '1 second') AT TIME ZONE 'UTC'
    WHERE ("ltiContextId", "assignmentId", subject) IN (
      SELECT "ltiContextId", "assignmentId", subject FROM lti_score
      WHERE "nextAttemptAt" <= now() AT TIME ZONE 'UTC' AND ("sentAt" IS NULL OR "sentAt" < "scoreAt")
        AND attempts < ${mostAttempts}
      ORDER BY "nextAttemptAt" LIMIT ${batch} FOR UPDATE SKIP LOCKED)
    RETURNING "ltiContextId", "assignmentId", subject, points, "outOf", "scoreAt", attempts`;
}

async function deliver(work: LtiWork, score: DueScore): Promise<boolean> {
  const { ltiContextId, assignmentId, subject, scoreAt, attempts } = score;
  // A grade that was published meanwhile has a later time, and its own delivery.
  const same = { ltiContextId, assignmentId, subject, scoreAt };
  try {
    await send(work, score);
    await work.database.ltiScore.updateMany({ where: same, data: { sentAt: scoreAt, error: null, attempts: 0 } });
    return true;
  } catch (error) {
    const message = (error as Error).message.slice(0, 500);
    work.log.warn({ err: error, assignmentId }, 'a score did not reach its platform');
    await work.database.ltiScore.updateMany({
      where: same,
      data: { error: message, nextAttemptAt: new Date(databaseNow().getTime() + pauseSeconds(attempts) * 1000) },
    });
    return false;
  }
}

async function send(work: LtiWork, score: DueScore): Promise<void> {
  const { ltiContextId, assignmentId, subject, points, outOf, scoreAt } = score;
  const context = await work.database.ltiContext.findUniqueOrThrow({
    where: { id: ltiContextId },
    include: { platform: true },
  });
  const url = await lineItemOf(work, context, assignmentId);
  try {
    await askService(work, context.platform, below(url, 'scores'), {
      method: 'POST',
      scopes: gradeScopes,
      contentType: 'application/vnd.ims.lis.v1.score+json',
      body: {
        userId: subject,
        scoreGiven: points ?? undefined,
        scoreMaximum: outOf,
        timestamp: scoreAt.toISOString(),
        activityProgress: 'Completed',
        gradingProgress: points === null ? 'NotReady' : 'FullyGraded',
      },
    });
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    // The platform has a score of this time or a later one: ours, when an answer was lost on its way.
    if (error.status === 409) return settleConflict(work, context.platform, url, score);
    // The column was deleted there: the next attempt makes it again.
    if (error.status === 404)
      await work.database.ltiLineItem.deleteMany({ where: { ltiContextId, assignmentId, url } });
    throw error;
  }
}

/** After a conflict: fine when the platform has our score; else the score gets a newer time and goes again. */
async function settleConflict(
  work: LtiWork,
  platform: LtiPlatform,
  lineItem: string,
  { ltiContextId, assignmentId, subject, points, outOf, scoreAt }: DueScore,
): Promise<void> {
  const { body } = await askService(
    work,
    platform,
    `${below(lineItem, 'results')}${separator(lineItem)}user_id=${encodeURIComponent(subject)}`,
    {
      scopes: gradeScopes,
      accept: 'application/vnd.ims.lis.v2.resultcontainer+json',
    },
  );
  const results = Array.isArray(body)
    ? (body as { userId?: string; resultScore?: number; resultMaximum?: number }[])
    : [];
  const result = results.find(({ userId }) => userId === subject);
  const share = (score: number | null | undefined, maximum: number | undefined) =>
    score == null ? null : score / (maximum || outOf);
  const [theirs, ours] = [share(result?.resultScore, result?.resultMaximum), share(points, outOf)];
  if (theirs !== null && ours !== null && Math.abs(theirs - ours) < 1e-6) return;
  await work.database.ltiScore.updateMany({
    where: { ltiContextId, assignmentId, subject, scoreAt },
    data: { scoreAt: new Date(Math.max(databaseNow().getTime(), scoreAt.getTime() + 1)), nextAttemptAt: databaseNow() },
  });
  throw new Error('the platform has another score of a later time; ours goes again with a newer one');
}

const container = 'application/vnd.ims.lis.v2.lineitemcontainer+json';
const lineItemType = 'application/vnd.ims.lis.v2.lineitem+json';

interface LineItem {
  id?: string;
  resourceId?: string;
  label?: string;
  scoreMaximum?: number;
}

/**
 * The address of the assignment's one column. It is looked for by our id before it is made, so that a creation whose
 * answer was lost makes no second one; the lock keeps other servers from making it at the same time.
 */
async function lineItemOf(
  work: LtiWork,
  context: LtiContext & { platform: LtiPlatform },
  assignmentId: string,
): Promise<string> {
  const { database } = work;
  const assignment = await database.assignment.findUniqueOrThrow({ where: { id: assignmentId } });
  const wanted = { label: assignment.title, scoreMaximum: ruleOf(assignment)?.maxPoints ?? 100 };
  const where = { ltiContextId_assignmentId: { ltiContextId: context.id, assignmentId } };
  const isCurrent = (item: LineItem) => item.label === wanted.label && item.scoreMaximum === wanted.scoreMaximum;
  const kept = await database.ltiLineItem.findUnique({ where });
  if (kept && isCurrent(kept)) return kept.url;
  return database.$transaction(
    async (transaction) => {
      await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`lti ${context.id} ${assignmentId}`}))`;
      const known = await transaction.ltiLineItem.findUnique({ where });
      if (known && isCurrent(known)) return known.url;
      const { lineItemsUrl, platform } = context;
      if (lineItemsUrl === null) throw new Error('expected a platform that lets the site make columns');
      const item = { ...wanted, resourceId: assignmentId, tag: 'grade' };
      let url = known?.url ?? (await findLineItem(work, platform, lineItemsUrl, assignmentId));
      if (url === undefined) {
        const { body } = await askService(work, platform, lineItemsUrl, {
          method: 'POST',
          scopes: gradeScopes,
          contentType: lineItemType,
          accept: lineItemType,
          body: item,
        });
        url = (body as LineItem | null)?.id;
        if (url === undefined) throw new Error('expected the address of the new column, received none');
      } else
        await askService(work, platform, url, {
          method: 'PUT',
          scopes: gradeScopes,
          contentType: lineItemType,
          accept: lineItemType,
          body: item,
        });
      const data = { url, ...wanted };
      await transaction.ltiLineItem.upsert({
        where,
        create: { ltiContextId: context.id, assignmentId, ...data },
        update: data,
      });
      return url;
    },
    { timeout: 90_000, maxWait: 90_000 },
  );
}

async function findLineItem(
  work: LtiWork,
  platform: LtiPlatform,
  lineItemsUrl: string,
  assignmentId: string,
): Promise<string | undefined> {
  let page: string | null = `${lineItemsUrl}${separator(lineItemsUrl)}resource_id=${assignmentId}`;
  for (let pages = 0; page !== null && pages < 20; pages += 1) {
    const { body, next }: { body: unknown; next: string | null } = await askService(work, platform, page, {
      scopes: gradeScopes,
      accept: container,
    });
    const found = Array.isArray(body)
      ? (body as LineItem[]).find(({ resourceId }) => resourceId === assignmentId)
      : undefined;
    if (found?.id) return found.id;
    page = next;
  }
  return undefined;
}

const separator = (url: string) => (new URL(url).search === '' ? '?' : '&');

/** The path below a line item; its query stays behind it. */
function below(lineItem: string, name: string): string {
  const url = new URL(lineItem);
  url.pathname = `${url.pathname.replace(/\/$/, '')}/${name}`;
  return url.href;
}
