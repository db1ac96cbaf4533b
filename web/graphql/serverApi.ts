import type { OperationVariables, TypedDocumentNode } from '@apollo/client';
import { InMemoryCache } from '@apollo/client';
import { print } from '@apollo/client/utilities';
import { headers } from 'next/headers';
import { apiUrl } from '../environment.ts';

const patienceMs = 2_000;
/** Asks for the type of every object, as the browser does. */
const cache = new InMemoryCache();

/** Asks the API in the name of the reader of a page. Throws when it is away, slow, or answers with an error. */
export async function askApi<Data, Variables extends OperationVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  const cookie = (await headers()).get('cookie');
  const answer = await fetch(`${apiUrl()}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(cookie && { cookie }) },
    body: JSON.stringify({ query: print(cache.transformDocument(query)), variables }),
    cache: 'no-store',
    signal: AbortSignal.timeout(patienceMs),
  });
  const { data, errors } = (await answer.json()) as { data?: Data; errors?: unknown[] };
  if (!data || errors?.length) throw new Error(`expected an answer of the API, received status ${answer.status}`);
  return data;
}
