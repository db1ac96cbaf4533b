import type { IncomingMessage, Server } from 'node:http';
import { type ExecutionArgs, GraphQLError, type GraphQLSchema, parse, specifiedRules, validate } from 'graphql';
import type { Disposable } from 'graphql-ws';
import { WebSocketServer } from 'ws';
import { z } from 'zod';
import { siteOrigins } from './accounts/auth.ts';
import { parseOptions, validationRules } from './documentLimits.ts';
import { maskError } from './errorMasking.ts';
import { createContext, type Viewer } from './graphql/context.ts';
import { ApiError } from './graphql/errors.ts';
import { requirePlainQuestion } from './graphql/plainText.ts';
import type { Charge } from './graphql/spending.ts';
import type { ApiMetrics } from './observation/apiMetrics.ts';
import type { ServerServices } from './services.ts';
import { clientAddress, limitSockets } from './socketLimits.ts';
import { serveProtocol } from './socketProtocol.ts';
import { tieSockets } from './socketSessions.ts';

export interface WebSocketOptions {
  server: Server;
  schema: GraphQLSchema;
  services: ServerServices;
  siteUrl: string;
  /** Addresses of machines whose site says who asks, besides the loopback ones. */
  sites: readonly string[];
  charge: Charge;
  metrics: ApiMetrics;
  /** How long somebody unknown may stay; a minute when left out. */
  anonymousLifeMs?: number | undefined;
  /** Throws UNAUTHENTICATED for a bad API key. */
  viewerOf(headers: Headers): Promise<Viewer | null>;
}

/** What a client that has no cookie sends when it connects. */
const connectionParamsSchema = z
  .object({ apiKey: z.string().optional(), authorization: z.string().optional() })
  .catch({});

export interface ServedSockets extends Disposable {
  /** Ends the subscriptions whose session or API key is no more; call it again and again. */
  closeEnded(): Promise<void>;
}

/** GraphQL over WebSocket (graphql-transport-ws) on /graphql. Each operation finds out again who asks. */
export function serveWebSocket(options: WebSocketOptions): ServedSockets {
  const { server, schema, services, siteUrl, sites, charge, metrics, viewerOf } = options;
  const limits = limitSockets({ lifeMs: options.anonymousLifeMs });
  const sessions = tieSockets(services.database);
  const origins = siteOrigins(siteUrl);
  const sockets = new WebSocketServer({
    server,
    path: '/graphql',
    maxPayload: 2 ** 20,
    // A browser sends cookies along from any page, and says which one it is; programs say nothing.
    verifyClient: ({ origin, req }: { origin?: string; req: IncomingMessage }, answer) => {
      if (origin !== undefined && !origins.includes(origin)) answer(false, 401);
      else if (!limits.mayOpen(clientAddress(req, sites))) answer(false, 429);
      else answer(true);
    },
  });
  sockets.on('connection', (socket, request) => {
    limits.opened(socket, clientAddress(request, sites));
    metrics.openSockets.inc();
    socket.once('close', () => metrics.openSockets.dec());
  });
  const served = serveProtocol(
    {
      async onConnect({ extra, connectionParams }) {
        // A bad API key is refused with a reason by the first operation.
        const viewer = await viewerOf(headersOf(extra.request, connectionParams)).catch(() => null);
        if (viewer && !limits.identified(extra.socket, viewer.id)) extra.socket.close(4429, 'Too many connections.');
      },
      async onSubscribe({ extra, connectionParams }, _id, { query, variables, operationName }) {
        try {
          const document = parse(query, parseOptions);
          const errors = validate(schema, document, [...specifiedRules, ...validationRules]);
          if (errors.length > 0) return errors;
          requirePlainQuestion(document, variables);
          const headers = headersOf(extra.request, connectionParams);
          const viewer = await viewerOf(headers);
          if (viewer) sessions.belongs(extra.socket, viewer, () => isKnown(viewerOf(headers)));
          if (!viewer && !limits.mayAsk(extra.socket)) {
            extra.socket.close(4429, 'Sign in to ask more.');
            return [new ApiError('BUSY', 'Expected an account that has signed in, received many operations of none.')];
          }
          const address = clientAddress(extra.request, sites);
          await charge({ document, operationName, variables }, { viewer, guest: null, address });
          return {
            schema,
            document,
            variableValues: variables,
            operationName,
            contextValue: createContext(services, viewer, address),
          } satisfies ExecutionArgs;
        } catch (error) {
          return [
            error instanceof GraphQLError
              ? error
              : new GraphQLError('The operation failed.', { originalError: error as Error }),
          ];
        }
      },
      onError: (_context, _id, _payload, errors) => errors.map(answerError),
      onNext: (_context, _id, _payload, _args, result) => ({
        ...result,
        errors: result.errors?.map(answerError),
      }),
    },
    { sockets, log: services.log, addressOf: (request) => clientAddress(request, sites) },
  );

  function answerError(error: GraphQLError) {
    const answered = maskError(error, services.log);
    metrics.countError(answered.extensions?.code);
    return answered;
  }
  return { dispose: () => served.dispose(), closeEnded: sessions.closeEnded };
}

/** False without a viewer and for a bad API key. What else goes wrong says nothing of either, and is thrown. */
async function isKnown(viewer: Promise<Viewer | null>): Promise<boolean> {
  try {
    return (await viewer) !== null;
  } catch (error) {
    if (error instanceof ApiError) return false;
    throw error;
  }
}

function headersOf(request: IncomingMessage, connectionParams: unknown): Headers {
  const { apiKey, authorization } = connectionParamsSchema.parse(connectionParams ?? {});
  const headers = new Headers();
  if (request.headers.cookie) headers.set('cookie', request.headers.cookie);
  const key = apiKey ?? request.headers['x-api-key'];
  if (typeof key === 'string') headers.set('x-api-key', key);
  const bearer = authorization ?? request.headers.authorization;
  if (bearer) headers.set('authorization', bearer);
  return headers;
}
