import type { Server } from 'node:http';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import type { Disposable } from 'graphql-ws';
import type { Logger } from 'pino';
import { describeSpan } from '#machine/tracing';
import { parseOptions, validationRules } from './documentLimits.ts';
import { maskError } from './errorMasking.ts';
import type { Context } from './graphql/context.ts';
import { requirePlainQuestion } from './graphql/plainText.ts';
import type { Charge } from './graphql/spending.ts';
import type { ApiMetrics } from './observation/apiMetrics.ts';

export interface ApolloOptions {
  schema: GraphQLSchema;
  /** Apollo closes it when it stops, after it has answered the open requests. */
  http: Server;
  /** Apollo closes it too. */
  sockets: Disposable;
  charge: Charge;
  metrics: ApiMetrics;
  log: Logger;
}

/** Apollo Server, which answers GraphQL over HTTP. */
export function createApollo({ schema, http, sockets, charge, metrics, log }: ApolloOptions): ApolloServer<Context> {
  return new ApolloServer<Context>({
    schema,
    // Anybody may explore the API.
    introspection: true,
    // main.ts stops the whole server, and Apollo with it.
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
    parseOptions,
    validationRules,
    formatError(formatted, error) {
      const answered = error instanceof GraphQLError ? maskError(error, log) : formatted;
      metrics.countError(answered.extensions?.code);
      return answered;
    },
    plugins: [
      ApolloServerPluginDrainHttpServer({ httpServer: http }),
      {
        async requestDidStart() {
          let end = () => {};
          return {
            async didResolveOperation({ document, operationName, request: { variables }, contextValue }) {
              end = metrics.beginOperation(document, operationName);
              describeSpan(`GraphQL ${operationName ?? 'without a name'}`);
              requirePlainQuestion(document, variables);
              await charge({ document, operationName, variables }, contextValue);
            },
            willSendResponse: async () => end(),
          };
        },
      },
      { serverWillStart: async () => ({ drainServer: async () => void (await sockets.dispose()) }) },
    ],
  });
}
