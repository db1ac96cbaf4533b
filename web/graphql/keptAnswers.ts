import { ApolloLink, Observable } from '@apollo/client';
import { OperationTypeNode } from 'graphql';
import { askedBy, forgetAhead } from './answersAhead.ts';
import { askHealth, isAway } from './reachability.ts';

type Result = ApolloLink.Result;

const storageKey = 'downstream.answers';
/** Answers of one tab; the oldest leave first. */
const mostAnswers = 120;
/** Characters that a reload may carry over. Browsers keep about 5 million a site. */
const mostCharacters = 2_000_000;

/** By what was asked, the oldest first. */
let answers: Map<string, Result> | undefined;

/**
 * Keeps the last answer to each query, and gives it again while the API is away, so that pages show what they had. The
 * answers stay in this tab, over a reload, until somebody signs in or out. A query that failed while the API is well
 * after all is asked once more. Mutations are never repeated.
 */
export function keptAnswers(): ApolloLink {
  return new ApolloLink((operation, forward) => {
    if (operation.operationType !== OperationTypeNode.QUERY) return forward(operation);
    const asked = askedBy(operation.operationName, operation.variables);
    return new Observable<Result>((observer) => {
      let ended = false;
      let isRepeated = false;
      let subscription: { unsubscribe(): void } | undefined;
      const send = () => {
        subscription = forward(operation).subscribe({
          next: (result) => {
            if (isFault(result)) return void recover(() => finish(result));
            if (result.data && !result.errors?.length) keep(asked, result);
            observer.next(result);
          },
          error: (error: unknown) => {
            if (isAbort(error)) observer.error(error);
            else void recover(() => observer.error(error));
          },
          complete: () => {
            if (!recovering) observer.complete();
          },
        });
      };
      let recovering = false;
      const finish = (result: Result) => {
        observer.next(result);
        observer.complete();
      };
      const recover = async (giveUp: () => void) => {
        recovering = true;
        const away = isAway(await askHealth());
        recovering = false;
        if (ended) return;
        const kept = away ? keptFor(asked) : undefined;
        if (kept) return finish(kept);
        if (away || isRepeated) return giveUp();
        isRepeated = true;
        send();
      };
      send();
      return () => {
        ended = true;
        subscription?.unsubscribe();
      };
    });
  });
}

/**
 * Keeps what a page made of an answer: news that came over the WebSocket are part of it. Without this a page that loses
 * its connection would go back to what it was when it was opened.
 */
export function keepNewer(operationName: string, variables: object, data: Record<string, unknown>): void {
  keep(askedBy(operationName, variables), { data });
}

/** Forgets all answers: they belong to the account that was signed in. */
export function forgetAnswers(): void {
  answers = new Map();
  forgetAhead();
  sessionStorage.removeItem(storageKey);
}

/** Writes the answers down when the page goes away, for a reload. Returns what ends that. */
export function keepOverReloads(): () => void {
  const write = () => {
    if (!answers || answers.size === 0) return;
    const newest = [...answers].reverse();
    let length = 0;
    const fitting = newest.filter((entry) => {
      length += JSON.stringify(entry).length;
      return length < mostCharacters;
    });
    try {
      sessionStorage.setItem(storageKey, JSON.stringify(fitting.reverse()));
    } catch {
      // The browser keeps nothing for this site, or has no room: a reload shows less, and nothing else changes.
    }
  };
  window.addEventListener('pagehide', write);
  return () => window.removeEventListener('pagehide', write);
}

function keptFor(asked: string): Result | undefined {
  answers ??= written();
  return answers.get(asked);
}

function keep(asked: string, result: Result): void {
  answers ??= written();
  answers.delete(asked);
  answers.set(asked, { data: result.data });
  if (answers.size > mostAnswers) answers.delete(answers.keys().next().value!);
}

function written(): Map<string, Result> {
  try {
    return new Map(JSON.parse(sessionStorage.getItem(storageKey) ?? '[]') as [string, Result][]);
  } catch {
    return new Map();
  }
}

/** What the API answers when its database is away. */
function isFault({ errors }: Result): boolean {
  return errors?.some(({ extensions }) => extensions?.code === 'INTERNAL_SERVER_ERROR') ?? false;
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
