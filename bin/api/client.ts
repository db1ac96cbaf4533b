import { type DocumentNode, print } from 'graphql';
import { ClientError, GraphQLClient } from 'graphql-request';
import { createClient as createSocket } from 'graphql-ws';
import { CommandError, exitCodes } from '../terminal/exitCodes.ts';

/** A generated document: it carries the types of its variables and its answer in a field that is never there. */
type Operation<Answer, Variables> = DocumentNode & { __apiType?: (variables: Variables) => Answer };

/** What every part of the command line asks the API with. */
export interface Client {
  /** The site's origin. */
  url: string;
  /** What an HTTP request must carry to be this account's. */
  headers: Record<string, string>;
  /** Throws a `CommandError` with the API's code and sentence. */
  request<Answer, Variables extends Record<string, unknown>>(
    operation: Operation<Answer, Variables>,
    variables: Variables,
  ): Promise<Answer>;
  /** Goes on over a new connection when the connection is lost. */
  subscribe<Answer, Variables extends Record<string, unknown>>(
    operation: Operation<Answer, Variables>,
    variables: Variables,
  ): AsyncIterable<Answer>;
  /** Closes the WebSocket, if there is one. */
  close(): Promise<void>;
}

/** One error as the API answers it. */
export interface ApiError {
  message: string;
  extensions?: { code?: string };
}

/**
 * A lost connection is tried again this many times, ever more slowly (a minute in all), before the server counts as out
 * of reach.
 */
const reconnections = 6;

/**
 * A client of one account. `account` is its API key, which `downstream login` or the site's settings page makes, or the
 * headers of a session, which has no subscriptions.
 */
export function createClient(url: string, account: string | Record<string, string>): Client {
  const headers: Record<string, string> = typeof account === 'string' ? { 'x-api-key': account } : account;
  const http = new GraphQLClient(new URL('/graphql', url).href, {
    headers,
    fetch: (address, init) => fetch(address, init).catch((cause) => Promise.reject(outOfReach(url, cause))),
  });
  let wasConnected = false;
  const socket = createSocket({
    url: url.replace(/^http/, 'ws').replace(/\/?$/, '/graphql'),
    connectionParams: typeof account === 'string' ? { apiKey: account } : {},
    retryAttempts: reconnections,
    // A server that was never there is not waited for.
    shouldRetry: () => wasConnected,
    on: {
      connected: () => {
        wasConnected = true;
      },
    },
  });
  return {
    url,
    headers,
    async request(operation, variables) {
      try {
        return await http.request<never>(operation, variables);
      } catch (error) {
        throw requestError(url, error);
      }
    },
    async *subscribe(operation, variables) {
      try {
        for await (const result of socket.iterate({ query: print(operation), variables })) {
          if (result.errors?.[0]) throw asCommandError(result.errors[0] as ApiError);
          yield result.data as never;
        }
      } catch (error) {
        if (error instanceof CommandError) throw error;
        if (Array.isArray(error)) throw asCommandError(error[0]);
        throw outOfReach(url, error);
      }
    },
    async close() {
      await socket.dispose();
    },
  };
}

/** POSTs JSON; throws a `CommandError` when no answer comes at all. */
export async function reach(
  url: string,
  path: string,
  headers: Record<string, string>,
  body: unknown,
): Promise<Response> {
  try {
    return await fetch(new URL(path, url), { method: 'POST', headers, body: JSON.stringify(body) });
  } catch (error) {
    throw outOfReach(url, error);
  }
}

function requestError(url: string, error: unknown): CommandError {
  if (error instanceof CommandError) return error;
  const [first] = error instanceof ClientError ? (error.response.errors ?? []) : [];
  if (first) return asCommandError(first as ApiError);
  // Something that is no GraphQL answer: a proxy's page, or another program's.
  const status = error instanceof ClientError ? `${error.response.status} and ` : '';
  return new CommandError(
    exitCodes.outOfReach,
    'SERVER_ERROR',
    `${url} answered ${status}something else than a GraphQL answer.`,
    { cause: error, hint: 'Is DOWNSTREAM_URL the address of a Downstream site?' },
  );
}

function outOfReach(url: string, cause: unknown): CommandError {
  return new CommandError(exitCodes.outOfReach, 'OUT_OF_REACH', `${url} does not answer.`, {
    cause,
    hint: 'Is the site running (npm start)? DOWNSTREAM_URL says where it is.',
  });
}

export function asCommandError({ message, extensions }: ApiError): CommandError {
  return CommandError.ofApi(extensions?.code ?? 'INTERNAL_SERVER_ERROR', message);
}
