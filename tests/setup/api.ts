import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { Database } from '#prisma/client';
import { firstAccountToken } from '../../server/accounts/firstAccount.ts';

/** Signs the sessions of every site that a test starts. */
export const testSecret = 'only-for-tests-only-for-tests-only-for-tests';

export interface Answer<Data> {
  data: Data | null;
  errors?: { message: string; path?: (string | number)[]; extensions: { code: string; [detail: string]: unknown } }[];
  /** Of the HTTP response. */
  status: number;
}

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it has just asked for; its assertions are the check.
type Loose = any;

/** Somebody who talks to a server the way any program does. */
export interface Client {
  url: string;
  /** Sent with every request, e.g. a session cookie. */
  headers: Record<string, string>;
  query<Data = Loose>(document: string, variables?: Record<string, unknown>): Promise<Answer<Data>>;
  /** The results of a subscription as they come; ends with it. Throws what the server answers instead. */
  subscribe<Data = Loose>(document: string, variables?: Record<string, unknown>): AsyncIterableIterator<Answer<Data>>;
  fetch(path: string, init?: RequestInit): Promise<Response>;
}

export interface SignedIn extends Client {
  user: { id: string; name: string; email: string };
}

export interface Person {
  name: string;
  email: string;
  password: string;
}

/** A client that sends these headers, and these parameters when it opens a WebSocket. */
export function clientOf(
  url: string,
  headers: Record<string, string> = {},
  connectionParams: Record<string, unknown> = {},
): Client {
  const request = (path: string, init: RequestInit = {}) =>
    fetch(new URL(path, url), {
      ...init,
      headers: { ...headers, ...(init.headers as Record<string, string> | undefined) },
    });
  return {
    url,
    headers,
    fetch: request,
    async query(document, variables = {}) {
      const response = await request('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: document, variables }),
      });
      return { ...((await response.json()) as Omit<Answer<never>, 'status'>), status: response.status };
    },
    subscribe(document, variables = {}) {
      const sockets = createClient({
        url: url.replace(/^http/, 'ws').replace(/\/?$/, '/graphql'),
        webSocketImpl: class extends WebSocket {
          constructor(address: string, protocols: string[]) {
            super(address, protocols, { headers });
          }
        },
        connectionParams,
        retryAttempts: 0,
      });
      return sockets.iterate({ query: document, variables }) as AsyncIterableIterator<Answer<Loose>>;
    },
  };
}

/**
 * Makes an account, as the sign-up page does, and answers a client that has its session. Where the site sends e-mails,
 * `database` lets the person in who has not opened theirs.
 */
export async function signUp(url: string, person: Person, database?: Database): Promise<SignedIn> {
  await post(url, '/api/auth/sign-up/email', { firstAccountToken: firstAccountToken(testSecret), ...person });
  await database?.user.update({ where: { email: person.email }, data: { mustConfirm: false } });
  return signIn(url, person);
}

/** A client with a new session of an account that is there. */
export async function signIn(url: string, person: Pick<Person, 'email' | 'password'>): Promise<SignedIn> {
  const { email, password } = person;
  const response = await post(url, '/api/auth/sign-in/email', { email, password });
  const { user } = (await response.json()) as { user: SignedIn['user'] };
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  return { ...clientOf(url, { cookie, origin: new URL(url).origin }), user };
}

/** A new API key that may do whatever this person may. */
export async function apiKeyOf(person: SignedIn): Promise<string> {
  const document = 'mutation { createApiKey(input: {name: "script", scopes: [SUBMIT, STAFF]}) { key } }';
  return (await dataOf(person.query(document))).createApiKey.key;
}

async function post(url: string, path: string, body: object): Promise<Response> {
  const response = await fetch(new URL(path, url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: new URL(url).origin },
    body: JSON.stringify(body),
  });
  if (!response.ok)
    throw new Error(`expected ${path} to succeed, received ${response.status} ${await response.text()}`);
  return response;
}

/** The data of an answer without errors. */
export async function dataOf<Data>(answer: Promise<Answer<Data>>): Promise<Data> {
  const { data, errors } = await answer;
  if (errors || data === null) throw new Error(`expected data, received ${JSON.stringify(errors)}`);
  return data;
}

/** The code of an answer's first error; undefined when there is none. */
export async function codeOf(answer: Promise<Answer<unknown>>): Promise<string | undefined> {
  return (await answer).errors?.[0]?.extensions.code;
}

/**
 * The code with which a subscription is refused, be it instead of the first event or in it; undefined when it is not.
 */
export async function refusalOf(events: AsyncIterableIterator<Answer<unknown>>): Promise<string | undefined> {
  const errors = await events.next().then(
    ({ value }) => (value as Answer<unknown> | undefined)?.errors,
    (refused: Answer<unknown>['errors']) => refused,
  );
  await events.return?.();
  return errors?.[0]?.extensions.code;
}
