import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { collectDefaultMetrics, Registry } from 'prom-client';

/**
 * The figures of one process, as Prometheus reads them. It begins with those of the process itself: memory, processor
 * time, and how far the event loop lags behind.
 */
export function openRegistry(part: 'api' | 'worker'): Registry {
  const registry = new Registry();
  registry.setDefaultLabels({ part });
  collectDefaultMetrics({ register: registry });
  return registry;
}

const thisMachine = /^(::ffff:)?127\.|^::1$/;

/**
 * Answers a request for the figures in Prometheus's text format. They say how a site is used, so that only programs of
 * this machine may read them, or those that send the token: the others get 403.
 *
 * @param token what `Authorization: Bearer …` must say; undefined: this machine needs none
 */
export async function answerMetrics(
  registry: Registry,
  token: string | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!mayRead(request, token)) {
    response.writeHead(403, { 'content-type': 'text/plain' });
    response.end('Expected METRICS_TOKEN as a bearer token, or a request from this machine.\n');
    return;
  }
  const text = await registry.metrics();
  response.writeHead(200, { 'content-type': registry.contentType, 'cache-control': 'no-store' });
  response.end(text);
}

function mayRead({ headers, socket }: IncomingMessage, token: string | undefined): boolean {
  // A proxy on this machine speaks for somebody else.
  if (token === undefined)
    return headers['x-forwarded-for'] === undefined && thisMachine.test(socket.remoteAddress ?? '');
  const expected = Buffer.from(`Bearer ${token}`);
  const received = Buffer.from(headers.authorization ?? '');
  return received.length === expected.length && timingSafeEqual(received, expected);
}
