import { ApolloLink, Observable } from '@apollo/client';

type Result = ApolloLink.Result;

/** An answer that the server of a page has asked for; without data where it got none. */
export interface AnswerAhead<Data = unknown> {
  /** Of the page that brought it: one that is shown again brings nothing new. */
  id: string;
  asked: string;
  data: Promise<Data | undefined>;
}

/** How long an answer that nobody has asked for counts as new. */
const freshMs = 10_000;

const ahead = new Map<string, { data: Promise<unknown>; at: number }>();
const received = new Set<string>();

/** What a query is known by. */
export function askedBy(operationName: string | undefined, variables: object): string {
  return `${operationName} ${JSON.stringify(variables)}`;
}

/** Takes the answers that came with a page. */
export function takeAhead(answers: readonly AnswerAhead[]): void {
  for (const { id, asked, data } of answers) {
    if (received.has(id)) continue;
    received.add(id);
    ahead.set(asked, { data, at: Date.now() });
  }
}

/** Forgets them: they belong to the account that was signed in. */
export function forgetAhead(): void {
  ahead.clear();
}

/** Answers a query once with what came with the page, and asks the API where nothing did. */
export function answersAhead(): ApolloLink {
  return new ApolloLink((operation, forward) => {
    const asked = askedBy(operation.operationName, operation.variables);
    const answer = ahead.get(asked);
    ahead.delete(asked);
    if (!answer || Date.now() - answer.at > freshMs) return forward(operation);
    return new Observable<Result>((observer) => {
      let ended = false;
      let subscription: { unsubscribe(): void } | undefined;
      const arrived = (data: unknown) => {
        if (ended) return;
        if (!data) {
          subscription = forward(operation).subscribe(observer);
          return;
        }
        observer.next({ data: data as Result['data'] });
        observer.complete();
      };
      // The page may break off before the answer has come.
      answer.data.then(arrived, () => arrived(undefined));
      return () => {
        ended = true;
        subscription?.unsubscribe();
      };
    });
  });
}
