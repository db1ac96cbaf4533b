import { randomBytes } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import { z } from 'zod';
import { webhookEvents } from '#contracts/webhooks';
import type { Prisma, Webhook, WebhookDelivery } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import { payloadOf } from '#prisma/webhooks';
import { requireViewer } from '../accounts/viewer.ts';
import { differences, recordChange } from '../audit/recordChange.ts';
import { requireStaff } from '../courses/access.ts';
import { getCourse } from '../courses/course.service.ts';
import { type KeyColumn, type Page, type PageArguments, readPage } from '../graphql/connection.ts';
import type { Context } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import { checkInput, wrongField } from '../graphql/input.ts';
import { isPublicAddress } from '../outbound/outboundFetch.ts';
import type { ChangeWebhookInput, CreateWebhookInput } from './webhook.type.ts';

/** What webhooks need of a server. */
export interface WebhookServices {
  webhooks: {
    /** Whether addresses of this machine and of networks inside are allowed, and http. */
    allowInternal: boolean;
  };
}
export type WebhookContext = Context & WebhookServices;

const mostOfCourse = 20;
const events = z
  .array(z.enum(webhookEvents))
  .min(1, 'expected at least one event')
  .transform((names) => [...new Set(names)]);
const url = z.url('expected an address such as https://example.org/hook').max(2000);

/** Throws NOT_FOUND, NOT_ENROLLED, FORBIDDEN or BAD_USER_INPUT. */
export async function createWebhook(
  context: WebhookContext,
  input: CreateWebhookInput,
): Promise<{ webhook: Webhook; secret: string }> {
  const { id: courseId } = await getCourse(context, input.courseId);
  await requireStaff(context, courseId, 'add a webhook');
  const fields = checkInput(z.object({ url, events }), input);
  await requireReachable(context, fields.url);
  const secret = `whsec_${randomBytes(24).toString('base64')}`;
  const webhook = await context.database.$transaction(async (transaction) => {
    await transaction.$executeRaw`SELECT 1 FROM course WHERE id = ${courseId} FOR UPDATE`;
    if ((await transaction.webhook.count({ where: { courseId } })) >= mostOfCourse)
      throw new ApiError(
        'BAD_USER_INPUT',
        `Expected at most ${mostOfCourse} webhooks in a course, received one more.`,
        {
          detail: 'WEBHOOKS_FULL',
          most: mostOfCourse,
        },
      );
    const createdById = context.viewer?.id ?? null;
    const made = await transaction.webhook.create({ data: { ...fields, courseId, secret, createdById } });
    const change = { courseId, action: 'webhook.create', subjectId: made.id, subject: made.url };
    await recordChange(context, transaction, change);
    return made;
  });
  return { webhook, secret };
}

/** Throws NOT_FOUND, NOT_ENROLLED, FORBIDDEN or BAD_USER_INPUT. */
export async function changeWebhook(context: WebhookContext, input: ChangeWebhookInput): Promise<Webhook> {
  const webhook = await getWebhook(context, input.id);
  const fields = checkInput(
    z.object({ url: url.nullish(), events: events.nullish(), enabled: z.boolean().nullish() }),
    input,
  );
  if (fields.url) await requireReachable(context, fields.url);
  const data: Prisma.WebhookUpdateInput = {
    ...(fields.url && { url: fields.url }),
    ...(fields.events && { events: fields.events }),
    ...(fields.enabled === true && { disabledAt: null, failures: 0 }),
    ...(fields.enabled === false && { disabledAt: webhook.disabledAt ?? databaseNow() }),
  };
  return context.database.$transaction(async (transaction) => {
    const after = await transaction.webhook.update({ where: { id: webhook.id }, data });
    const shown = ({ url, events, disabledAt }: Webhook) => ({ url, events, isOn: disabledAt === null });
    await recordChange(context, transaction, {
      courseId: webhook.courseId,
      action: 'webhook.change',
      subjectId: webhook.id,
      subject: after.url,
      changes: differences(shown(webhook), shown(after)),
    });
    return after;
  });
}

/** Removes a webhook and its log. Throws NOT_FOUND, NOT_ENROLLED or FORBIDDEN. */
export async function removeWebhook(context: Context, id: string): Promise<string> {
  const { courseId, url: subject } = await getWebhook(context, id);
  await context.database.$transaction(async (transaction) => {
    await transaction.webhook.deleteMany({ where: { id } });
    await recordChange(context, transaction, { courseId, action: 'webhook.remove', subjectId: id, subject });
  });
  return id;
}

/** Tells a webhook that it is being tested. Throws NOT_FOUND, NOT_ENROLLED, FORBIDDEN or BAD_USER_INPUT. */
export async function testWebhook(context: Context, id: string): Promise<WebhookDelivery> {
  const { courseId, disabledAt } = await getWebhook(context, id);
  if (disabledAt !== null)
    throw new ApiError('BAD_USER_INPUT', 'Expected a webhook that is on; switch this one on first.', {
      detail: 'WEBHOOK_OFF',
    });
  const payload = { ...payloadOf('webhook.test', { courseId, webhookId: id }) } as unknown as Prisma.InputJsonObject;
  return context.database.webhookDelivery.create({ data: { webhookId: id, event: 'webhook.test', payload } });
}

/**
 * Sends what was delivered or given up once more, under the same id. Throws NOT_FOUND, NOT_ENROLLED, FORBIDDEN or
 * BAD_USER_INPUT when it is still to be sent.
 */
export async function redeliver(context: Context, id: string): Promise<WebhookDelivery> {
  requireViewer(context);
  const { webhookDelivery } = context.database;
  const row = await webhookDelivery.findUnique({ where: { id }, select: { webhookId: true } });
  if (!row) throw new ApiError('NOT_FOUND', `Expected the id of a delivery, received "${id}".`);
  await getWebhook(context, row.webhookId);
  const { count } = await webhookDelivery.updateMany({
    where: { id, OR: [{ deliveredAt: { not: null } }, { givenUpAt: { not: null } }] },
    data: { queuedAt: null, deliveredAt: null, givenUpAt: null, error: null, responseStatus: null },
  });
  if (count === 0)
    throw new ApiError('BAD_USER_INPUT', 'Expected a delivery that has ended; this one will be sent soon.', {
      detail: 'DELIVERY_WAITS',
    });
  return webhookDelivery.findUniqueOrThrow({ where: { id } });
}

const newestFirst: KeyColumn<WebhookDelivery>[] = [
  { key: 'createdAt', kind: 'date', direction: 'desc' },
  { key: 'id', kind: 'text', direction: 'desc' },
];

export function listDeliveries(context: Context, { id }: Webhook, page: PageArguments): Promise<Page<WebhookDelivery>> {
  const { webhookDelivery } = context.database;
  const own = { webhookId: id };
  return readPage(
    page,
    newestFirst,
    ({ where, orderBy, take }) => webhookDelivery.findMany({ where: { AND: [own, where] }, orderBy, take }),
    () => webhookDelivery.count({ where: own }),
  );
}

/** Throws UNAUTHENTICATED, NOT_FOUND, NOT_ENROLLED or FORBIDDEN. */
async function getWebhook(context: Context, id: string): Promise<Webhook> {
  requireViewer(context);
  const webhook = await context.database.webhook.findUnique({ where: { id } });
  if (!webhook) throw new ApiError('NOT_FOUND', `Expected the id of a webhook, received "${id}".`);
  await requireStaff(context, webhook.courseId, 'look after its webhooks');
  return webhook;
}

/** Throws BAD_USER_INPUT. What connects looks at the address again, each time. */
async function requireReachable({ webhooks: { allowInternal } }: WebhookContext, text: string): Promise<void> {
  const target = new URL(text);
  if (target.protocol !== 'https:' && !(allowInternal && target.protocol === 'http:'))
    throw wrongField('url', `expected an address that begins with https://, received ${target.protocol}//`, {
      code: 'format_url',
    });
  if (target.username || target.password)
    throw wrongField('url', 'expected an address without a name and a password', { code: 'addressWithPassword' });
  if (allowInternal) return;
  const host = target.hostname.replace(/^\[|\]$/g, '');
  const addresses = await lookup(host, { all: true }).catch(() => {
    throw wrongField('url', `expected a host that has an address, but ${host} has none`, {
      code: 'unknownHost',
      values: { host },
    });
  });
  const internal = addresses.find(({ address }) => !isPublicAddress(address));
  if (internal)
    throw wrongField('url', `expected a public address, received ${internal.address} of ${host}`, {
      code: 'internalHost',
      values: { host },
    });
}
