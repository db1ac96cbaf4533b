import type { OperationVariables, TypedDocumentNode } from '@apollo/client';
import { OperationTypeNode } from 'graphql';
import { type AnswerAhead, askedBy } from './answersAhead.ts';
import { askApi } from './serverApi.ts';

/**
 * Asks what a page is going to ask, while the browser loads its code; the answer follows in the same stream. The page's
 * component asks with the same variables, in the same order.
 */
export function askAhead<Data, Variables extends OperationVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): AnswerAhead<Data> {
  const [name] = query.definitions.flatMap((definition) =>
    'operation' in definition && definition.operation === OperationTypeNode.QUERY ? (definition.name?.value ?? []) : [],
  );
  // What fails here is asked by the browser, which says why it fails.
  const data = askApi(query, variables).catch(() => undefined);
  return { id: crypto.randomUUID(), asked: askedBy(name, variables), data };
}
