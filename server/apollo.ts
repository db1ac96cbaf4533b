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
import type { Charge } from './graphql/spending.ts';

export interface ApolloOptions {
  schema: GraphQLSchema;
  /** Apollo closes it when it stops, after it has answered the open requests. */
  http: Server;
  /** Apollo closes it too. */
  sockets: Disposable;
  charge: Charge;
  log: Logger;
}

/** Apollo Server, which answers GraphQL over HTTP. */
export function createApollo({ schema, http, sockets, charge, log }: ApolloOptions): ApolloServer<Context> {
  return new ApolloServer<Context>({
    schema,
    // Anybody may explore the API.
    introspection: true,
    // main.ts stops the whole server, and Apollo with it.
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
    parseOptions,
    validationRules,
    formatError: (formatted, error) => (error instanceof GraphQLError ? maskError(error, log) : formatted),
    plugins: [
      ApolloServerPluginDrainHttpServer({ httpServer: http }),
      {
        requestDidStart: async () => ({
          didResolveOperation: async ({ document, operationName, request: { variables }, contextValue }) => {
            requirePlainQuestion(document, variables);
            await charge({ document, operationName, variables }, contextValue);
          },
        }),
      },
      { serverWillStart: async () => ({ drainServer: async () => void (await sockets.dispose()) }) },
    ],
  });
}
