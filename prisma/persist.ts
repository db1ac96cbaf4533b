import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from './client.ts';
import { type ObjectStore, StoreUnusable } from './objects/object.ts';

// What a worker asks of the database and of the object store, it asks for again while only a passing fault is in the
// way: a run takes hours, in which a database is restarted and a connection is cut.

/** Pauses in seconds before each further try; the last one is repeated until `patienceMs` is over. */
const pauses = [0.1, 0.5, 1, 2, 5];
const patienceMs = 5 * 60_000;

export interface Persistence {
  /** How long a passing fault may last. */
  patienceMs?: number;
  /** Is called before each further try. */
  onRetry?(error: unknown): void;
}

/** Does `work` again while it fails with a passing fault. Any other error, and the last one, is thrown at once. */
export async function persist<T>(work: () => Promise<T>, options: Persistence = {}): Promise<T> {
  const end = performance.now() + (options.patienceMs ?? patienceMs);
  for (let failures = 0; ; failures++) {
    try {
      return await work();
    } catch (error) {
      const pauseMs = 1000 * pauses[Math.min(failures, pauses.length - 1)]!;
      if (!isPassing(error) || performance.now() + pauseMs > end) throw error;
      options.onRetry?.(error);
      await sleep(pauseMs);
    }
  }
}

/**
 * Codes of Node, PostgreSQL and Prisma for a fault that passes: no connection, too many of them, a server that starts
 * or stops, a transaction that has to be repeated, too many open files, a full disk of the database.
 */
const passingCodes = new RegExp(
  [
    '^(ECONNREFUSED|ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENETDOWN|EAI_AGAIN)$',
    '^(EMFILE|ENFILE|EAGAIN|EBUSY|ESTALE|EIO)$',
    '^(08...|57P0[1-5]|53100|53300|40001|40P01)$',
    '^(P1001|P1002|P1008|P1017|P2024|P2028|P2034|P2037)$',
  ].join('|'),
);

/** What pg and Prisma say without a code. */
const passingWords = new RegExp(
  [
    'connection terminated',
    'terminating connection',
    'connection (was |is )?closed',
    'server has closed the connection',
    "can't reach database server",
    'not queryable',
    'timeout exceeded when trying to connect',
    'the database system is (starting up|shutting down|in recovery mode|not yet accepting connections)',
    'unable to start a transaction',
  ].join('|'),
  'i',
);

/** Whether the fault may be over when the same is tried again. Looks at the causes too. */
export function isPassing(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > 6) return false;
  if (error instanceof StoreUnusable) return error.code === 'STORE_OUT_OF_REACH';
  const { code, originalCode, kind, message, cause, meta, errors, driverAdapterError } = error as FaultFacts;
  if ([code, originalCode].some((each) => typeof each === 'string' && passingCodes.test(each))) return true;
  if (typeof kind === 'string' && passingKinds.has(kind)) return true;
  if (typeof message === 'string' && passingWords.test(message)) return true;
  const causes = Array.isArray(errors) ? errors : [];
  return [cause, meta, driverAdapterError, ...causes].some((each) => isPassing(each, depth + 1));
}

interface FaultFacts {
  code?: unknown;
  /** Prisma's adapter keeps the database's own code here. */
  originalCode?: unknown;
  kind?: unknown;
  message?: unknown;
  cause?: unknown;
  meta?: unknown;
  driverAdapterError?: unknown;
  /** Of an AggregateError: one for each address that was tried. */
  errors?: unknown;
}

/** Kinds of errors of Prisma's adapter. */
const passingKinds = new Set([
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'TooManyConnections',
  'TransactionWriteConflict',
]);

/**
 * The same database, whose every statement and transaction persists. A transaction is repeated as a whole. When the
 * connection broke during a commit, the commit may have been done already: what is written must bear being repeated.
 */
export function persistentDatabase(database: Database, options?: Persistence): Database {
  const wrap = <T extends object>(target: T, isMethod: (name: string) => boolean): T =>
    new Proxy(target, {
      get(_target, name) {
        const value = Reflect.get(target, name);
        if (typeof name !== 'string') return value;
        if (typeof value === 'function') {
          const call = (...args: unknown[]) => Reflect.apply(value, target, args);
          // Prisma's promises begin their work when they are awaited.
          return isMethod(name) ? (...args: unknown[]) => persist(async () => call(...args), options) : call;
        }
        return isDelegate(name, value) ? wrap(value, () => true) : value;
      },
    });
  return wrap(database, (name) => persistentMethods.has(name));
}

const persistentMethods = new Set(['$transaction', '$queryRaw', '$executeRaw']);

function isDelegate(name: string, value: unknown): value is object {
  return typeof value === 'object' && value !== null && !name.startsWith('$') && !name.startsWith('_');
}

/** The same object store, whose every access persists. */
export function persistentObjects(store: ObjectStore, options?: Persistence): ObjectStore {
  return {
    get: (address) => persist(() => store.get(address), options),
    stream: (address) => persist(() => store.stream(address), options),
    size: (address) => persist(() => store.size(address), options),
    put: (bytes) => persist(() => store.put(bytes), options),
    remove: (address) => persist(() => store.remove(address), options),
  };
}
