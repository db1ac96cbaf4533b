import type { JobWithMetadata } from 'pg-boss';
import type { Logger } from 'pino';
import type { Database, Prisma } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import { notify } from '#prisma/notices';
import {
  type Queue,
  sendDelivery,
  type WebhookJob,
  type WebhookRetries,
  webhookJobSchema,
  webhooksQueue,
} from '#prisma/queue';
import { recordChange } from '../audit/recordChange.ts';
import { staffRoles } from '../courses/access.ts';
import { postWebhook } from './postWebhook.ts';

/** So many deliveries in a row that were given up switch a webhook off. */
const mostFailures = 5;
const keptDays = 30;

export interface Delivery {
  database: Database;
  queue: Queue;
  /** Whether addresses of this machine and of networks inside are allowed, and http. */
  allowInternal: boolean;
  retries: WebhookRetries;
  log: Logger;
}

/** Gives a job to each delivery that has none yet, once, whichever servers do this. */
export async function queueDeliveries({ database, queue, retries }: Delivery): Promise<void> {
  if ((await database.webhookDelivery.findFirst({ where: { queuedAt: null }, select: { id: true } })) === null) return;
  await database.$transaction(async (transaction) => {
    const due = await transaction.$queryRaw<{ id: string }[]>`
      SELECT id FROM webhook_delivery WHERE "queuedAt" IS NULL ORDER BY "createdAt" LIMIT 200 FOR UPDATE SKIP LOCKED`;
    const ids = due.map(({ id }) => id);
    for (const deliveryId of ids) await sendDelivery(queue, transaction, { deliveryId }, retries);
    await transaction.webhookDelivery.updateMany({ where: { id: { in: ids } }, data: { queuedAt: databaseNow() } });
  });
}

/** Removes deliveries that are older than a month. */
export async function sweepDeliveries(database: Database): Promise<void> {
  const before = new Date(databaseNow().getTime() - keptDays * 24 * 3600 * 1000);
  await database.webhookDelivery.deleteMany({ where: { createdAt: { lt: before } } });
}

/** Sends what is queued until the queue is stopped. */
export async function consumeDeliveries(delivery: Delivery): Promise<void> {
  await delivery.queue.work(
    webhooksQueue,
    { localConcurrency: 4, pollingIntervalSeconds: 1, includeMetadata: true },
    async ([job]: JobWithMetadata<WebhookJob>[]) => deliver(delivery, job!),
  );
}

/** Throws when the address did not take the message: the queue then tries again later. */
async function deliver(
  { database, allowInternal, log }: Delivery,
  { data, retryCount, retryLimit }: JobWithMetadata<WebhookJob>,
): Promise<void> {
  const { deliveryId: id } = webhookJobSchema.parse(data);
  const row = await database.webhookDelivery.findUnique({ where: { id }, include: { webhook: true } });
  if (!row || row.deliveredAt !== null || row.givenUpAt !== null) return;
  const { webhook } = row;
  if (webhook.disabledAt !== null) {
    const changes = { givenUpAt: databaseNow(), error: 'The webhook was switched off.' };
    await database.webhookDelivery.update({ where: { id }, data: changes });
    return;
  }
  const answer = await postWebhook(
    { id, url: webhook.url, secret: webhook.secret, body: JSON.stringify(row.payload) },
    allowInternal,
  ).then(
    (status) => ({ status, error: isTaken(status) ? null : `expected a status from 200 to 299, received ${status}` }),
    (error: Error) => ({ status: null, error: error.message }),
  );
  const attempt: Prisma.WebhookDeliveryUpdateInput = {
    attempts: { increment: 1 },
    lastAttemptAt: databaseNow(),
    responseStatus: answer.status,
    error: answer.error,
  };
  if (answer.error === null) {
    await database.webhookDelivery.update({ where: { id }, data: { ...attempt, deliveredAt: databaseNow() } });
    await database.webhook.updateMany({ where: { id: webhook.id }, data: { failures: 0 } });
    return;
  }
  // 410: the receiver wants nothing of this any more.
  const isGone = answer.status === 410;
  const isLast = isGone || retryCount >= retryLimit;
  await database.webhookDelivery.update({
    where: { id },
    data: { ...attempt, givenUpAt: isLast ? databaseNow() : null },
  });
  if (!isLast) throw new Error(answer.error);
  log.warn({ webhookId: webhook.id, deliveryId: id, reason: answer.error }, 'a webhook was not told');
  await countFailure(database, webhook.id, isGone);
}

function isTaken(status: number): boolean {
  return status >= 200 && status < 300;
}

/** Counts a delivery that was given up. Switches the webhook off after several in a row, and tells the staff. */
async function countFailure(database: Database, id: string, isGone: boolean): Promise<void> {
  await database.$transaction(async (transaction) => {
    const webhook = await transaction.webhook.update({
      where: { id },
      data: { failures: { increment: 1 } },
      include: { course: { select: { title: true } } },
    });
    if (!isGone && webhook.failures < mostFailures) return;
    const { count } = await transaction.webhook.updateMany({
      where: { id, disabledAt: null },
      data: { disabledAt: databaseNow() },
    });
    if (count === 0) return;
    const { courseId, url, course } = webhook;
    const change = { courseId, action: 'webhook.switchOff', subjectId: id, subject: url };
    await recordChange({ viewer: null }, transaction, change);
    const staff = await transaction.enrollment.findMany({
      where: { courseId, role: { in: [...staffRoles] }, removedAt: null },
      select: { userId: true },
    });
    const people = staff.map(({ userId }) => userId);
    await notify(transaction, people, 'WEBHOOK_OFF', { courseId, course: course.title, url });
  });
}
