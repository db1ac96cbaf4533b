import { once } from 'node:events';
import type { RequestHandler } from 'express';
import { continueTrace } from '#machine/tracing';

/** One span a request. It goes on with the trace that the request's `traceparent` names. */
export const traceRequests: RequestHandler = (request, response, next) => {
  const { traceparent } = request.headers;
  const given = typeof traceparent === 'string' ? traceparent : null;
  const attributes = { 'http.request.method': request.method, 'url.path': request.path };
  void continueTrace(given, `${request.method} ${request.path}`, attributes, async (span) => {
    const closed = once(response, 'close');
    next();
    await closed;
    span.setAttribute('http.response.status_code', response.statusCode);
  });
};
