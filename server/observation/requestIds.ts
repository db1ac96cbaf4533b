import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';

interface LoggedRequest {
  requestId: string;
  /** Of the account that asks. */
  userId?: string;
}

const requests = new AsyncLocalStorage<LoggedRequest>();
const plain = /^[\w-]{1,64}$/;

/**
 * Gives each request an id, which the answer's X-Request-Id and every line of the log that belongs to it say. A proxy
 * that has given one already is believed, as long as it is plain.
 */
export const identifyRequests: RequestHandler = (request, response, next) => {
  const given = request.headers['x-request-id'];
  const requestId = typeof given === 'string' && plain.test(given) ? given : randomUUID();
  response.set('X-Request-Id', requestId);
  requests.run({ requestId }, next);
};

/** From now on the log says who asks. */
export function logViewer(userId: string): void {
  const request = requests.getStore();
  if (request) request.userId = userId;
}

/** What the log says of the request that is being answered; nothing outside of one. */
export function requestOfLog(): Partial<LoggedRequest> {
  return requests.getStore() ?? {};
}
