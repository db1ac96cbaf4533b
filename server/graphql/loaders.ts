import DataLoader from 'dataloader';
import type { Context } from './context.ts';

/**
 * A noun's loaders: everything that a list may resolve a relation with, in one statement a relation, however long the
 * list. They are made when an answer first needs them, and they remember what they read until that answer is sent.
 */
export function loadersOfAnswer<Loaders>(make: (context: Context) => Loaders): (context: Context) => Loaders {
  const made = new WeakMap<object, Loaders>();
  return (context) => {
    const loaders = made.get(context.answer) ?? make(context);
    made.set(context.answer, loaders);
    return loaders;
  };
}

/**
 * The same for loaders that read the same for everybody. Answers of one moment share them (`Context.moment`).
 */
export function loadersOfMoment<Loaders>(
  make: (services: Pick<Context, 'database'>) => Loaders,
): (context: Context) => Loaders {
  const made = new WeakMap<object, Loaders>();
  return (context) => {
    const key = context.moment ?? context.answer;
    const loaders = made.get(key) ?? make(context);
    made.set(key, loaders);
    return loaders;
  };
}

/** A loader of at most one row a key; `read` answers them all at once, in any order. */
export function oneByKey<Row>(
  read: (keys: string[]) => Promise<Row[]>,
  keyOf: (row: Row) => string,
): DataLoader<string, Row | null> {
  return new DataLoader(async (keys) => {
    const rows = new Map((await read([...keys])).map((row) => [keyOf(row), row]));
    return keys.map((key) => rows.get(key) ?? null);
  });
}

/** A loader of all rows of a key, in the order in which `read` answers them. */
export function manyByKey<Row>(
  read: (keys: string[]) => Promise<Row[]>,
  keyOf: (row: Row) => string,
): DataLoader<string, Row[]> {
  return new DataLoader(async (keys) => {
    const rows = Map.groupBy(await read([...keys]), keyOf);
    return keys.map((key) => rows.get(key) ?? []);
  });
}

/** A loader of a number a key, 0 where `read` answers none. */
export function countByKey(read: (keys: string[]) => Promise<Map<string, number>>): DataLoader<string, number> {
  return new DataLoader(async (keys) => {
    const counts = await read([...keys]);
    return keys.map((key) => counts.get(key) ?? 0);
  });
}
