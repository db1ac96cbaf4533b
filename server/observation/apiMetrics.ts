import type { RequestHandler } from 'express';
import { type DocumentNode, type GraphQLSchema, getOperationAST, Kind } from 'graphql';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { openRegistry } from '#machine/metrics';

/** Seconds. Half of what is asked takes less than 0.02; what takes more than 1 is a fault. */
const buckets = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30];

/** The first folders of the API's addresses; any other is "other", so that nobody makes the list long. */
const routes = ['api', 'cards', 'exports', 'graphiql', 'graphql', 'health', 'images', 'lti', 'pictures', 'uploads'];

/** What the API counts and times. */
export interface ApiMetrics {
  registry: Registry;
  /** Times every request over HTTP. */
  timeRequests: RequestHandler;
  /** Begins to time an operation; the function that it returns ends that. */
  beginOperation(document: DocumentNode, operationName: string | null | undefined): () => void;
  /** Counts an error that a client was answered with, by its code. */
  countError(code: unknown): void;
  openSockets: Gauge;
}

export function openApiMetrics(schema: GraphQLSchema): ApiMetrics {
  const registry = openRegistry('api');
  const registers = [registry];
  const requests = new Histogram({
    name: 'downstream_http_request_seconds',
    help: 'How long requests took, by the first folder of their address.',
    labelNames: ['route', 'method', 'status'],
    buckets,
    registers,
  });
  const operations = new Histogram({
    name: 'downstream_graphql_operation_seconds',
    help: 'How long GraphQL queries and mutations took, by their first field.',
    labelNames: ['field'],
    buckets,
    registers,
  });
  const errors = new Counter({
    name: 'downstream_graphql_errors_total',
    help: 'Errors that clients were answered with. INTERNAL_SERVER_ERROR is a fault of ours, BUSY a limit.',
    labelNames: ['code'],
    registers,
  });
  const openSockets = new Gauge({
    name: 'downstream_sockets',
    help: 'WebSockets that are open.',
    registers,
  });
  const fields = new Set(
    [schema.getQueryType(), schema.getMutationType()].flatMap((type) => Object.keys(type?.getFields() ?? {})),
  );
  return {
    registry,
    openSockets,
    timeRequests(request, response, next) {
      const end = requests.startTimer();
      response.once('close', () => {
        const folder = request.originalUrl.split(/[/?]/, 2)[1] ?? '';
        const route = routes.includes(folder) ? folder : 'other';
        end({ route, method: request.method, status: response.statusCode });
      });
      next();
    },
    beginOperation(document, operationName) {
      const end = operations.startTimer();
      const first = getOperationAST(document, operationName)?.selectionSet.selections[0];
      const name = first?.kind === Kind.FIELD ? first.name.value : '';
      return () => void end({ field: fields.has(name) ? name : 'other' });
    },
    countError: (code) => errors.inc({ code: typeof code === 'string' ? code : 'UNKNOWN' }),
  };
}
