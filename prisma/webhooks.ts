import type { WebhookData, WebhookEvent } from '#contracts/webhooks';
import type { Database, Transaction } from './client.ts';
import { databaseNow } from './clock.ts';

/** What is sent to a webhook, as "Standard Webhooks" has it. */
export interface WebhookPayload {
  type: WebhookEvent;
  /** When it happened, ISO 8601. */
  timestamp: string;
  data: Record<string, unknown>;
}

export function payloadOf<Event extends WebhookEvent>(type: Event, data: WebhookData<Event>): WebhookPayload {
  return { type, timestamp: databaseNow().toISOString(), data };
}

/**
 * Tells the webhooks of a course that are subscribed to an event, in the transaction of what happened. It only writes
 * rows; the API sends them (server/webhooks).
 */
export async function emitEvent<Event extends WebhookEvent>(
  transaction: Database | Transaction,
  event: Event,
  data: WebhookData<Event>,
): Promise<void> {
  const webhooks = await transaction.webhook.findMany({
    where: { courseId: data.courseId, disabledAt: null, events: { has: event } },
    select: { id: true },
  });
  if (webhooks.length === 0) return;
  const payload = JSON.parse(JSON.stringify(payloadOf(event, data)));
  await transaction.webhookDelivery.createMany({ data: webhooks.map(({ id }) => ({ webhookId: id, event, payload })) });
}
