import { randomUUID } from 'node:crypto';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { isDiskFull } from '#machine/exhausted';
import { diskFull } from './graphql/errors.ts';

const internal = 'INTERNAL_SERVER_ERROR';

/**
 * What a client may read of an error. Refusals are shown as they are. Of an unforeseen error the client gets only an
 * id, under which the log has the rest. A GraphQL error without a code and without a cause is about the document.
 */
export function maskError(error: GraphQLError, log: Logger): GraphQLFormattedError {
  const { message, locations, path, extensions } = error.toJSON();
  const { stacktrace: _stacktrace, http: _http, ...shown } = extensions ?? {};
  if (isDiskFull(error.originalError)) return { ...diskFullError(error.originalError, log), locations, path };
  const refused = shown.code === undefined ? error.originalError === undefined : shown.code !== internal;
  if (refused) logRefusal(log, shown.code, path);
  if (refused) return { message, locations, path, extensions: { code: 'GRAPHQL_VALIDATION_FAILED', ...shown } };
  return { ...internalError(error.originalError ?? error, log), locations, path };
}

/** What somebody asked for who may not have it. */
const unauthorized: unknown[] = ['FORBIDDEN', 'NOT_ENROLLED'];

/** Logs that somebody asked for what is not theirs. Each line of a request already says who it was. */
export function logRefusal(log: Logger, code: unknown, path: readonly (string | number)[] = []): void {
  if (unauthorized.includes(code)) log.info({ code, path: path.join('.') }, 'refused');
}

/** Logs that a disk is full and returns what the client gets: the same works when there is room. */
export function diskFullError(error: unknown, log: Logger): GraphQLFormattedError {
  log.error({ err: error }, 'a disk is full');
  const { message, extensions } = diskFull();
  return { message, extensions };
}

/** Logs an unforeseen error and returns what the client gets instead. */
export function internalError(error: unknown, log: Logger): GraphQLFormattedError {
  const errorId = randomUUID();
  log.error({ err: error, errorId }, 'unforeseen error');
  return {
    message: `Something went wrong on the server; it is in the server's log under ${errorId}.`,
    extensions: { code: internal, errorId },
  };
}
