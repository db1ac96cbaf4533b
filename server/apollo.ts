import type { Server } from 'node:http';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import type { Disposable } from 'graphql-ws';
import type { Logger } from 'pino';
import { parseOptions, validationRules } from './documentLimits.ts';
import { maskError } from './errorMasking.ts';
import type { Context } from './graphql/context.ts';
import { requirePlainQuestion } from './graphql/plainText.ts';

export interface ApolloOptions {
  schema: GraphQLSchema;
  /** Closed, when Apollo stops, after its open requests were answered. */
  http: Server;
  /** Closed likewise. */
  sockets: Disposable;
  log: Logger;
}

/** What answers questions over HTTP. */
export function createApollo({ schema, http, sockets, log }: ApolloOptions): ApolloServer<Context> {
  return new ApolloServer<Context>({
    schema,
    // The API is there to be explored.
    introspection: true,
    // main.ts stops the whole server, of which this is a part.
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
    parseOptions,
    validationRules,
    formatError: (formatted, error) => (error instanceof GraphQLError ? maskError(error, log) : formatted),
    plugins: [
      ApolloServerPluginDrainHttpServer({ httpServer: http }),
      {
        requestDidStart: async () => ({
          didResolveOperation: async ({ document, request }) => requirePlainQuestion(document, request.variables),
        }),
      },
      { serverWillStart: async () => ({ drainServer: async () => void (await sockets.dispose()) }) },
    ],
  });
}
