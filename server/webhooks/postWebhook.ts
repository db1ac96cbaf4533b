import { Webhook as Signer } from 'standardwebhooks';
import { databaseNow } from '#prisma/clock';
import { outboundFetch } from '../outbound/outboundFetch.ts';

export interface Message {
  /** The same for each attempt: who gets it twice can tell. */
  id: string;
  url: string;
  /** "whsec_" and a key in base64. */
  secret: string;
  /** JSON. */
  body: string;
}

/**
 * Sends a message with the headers of "Standard Webhooks" and returns the status of the answer. It follows no redirect.
 * Throws when the address is internal, cannot be reached, or does not answer within ten seconds.
 */
export async function postWebhook({ id, url, secret, body }: Message, allowInternal: boolean): Promise<number> {
  const sentAt = databaseNow();
  const response = await outboundFetch({ allowInternal })(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Downstream-Webhooks',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
      'webhook-signature': new Signer(secret).sign(id, sentAt, body),
    },
    body,
  });
  return response.status;
}
