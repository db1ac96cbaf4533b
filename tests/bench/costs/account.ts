import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { LargeSite } from '../api/largeSite.ts';
import { type PartSeconds, processorSeconds } from './processorSeconds.ts';

/** What a site has used up to a moment; two of them tell what lay between. */
export interface Account {
  atSeconds: number;
  seconds: PartSeconds;
  /** Transactions of all connections; a statement by itself is one. */
  transactions: number;
  connections: number;
  /** Rows inserted, changed and deleted since the database began, by table. */
  rows: Record<string, [inserted: number, changed: number, deleted: number]>;
  /** Bytes of files below DATA_DIR. */
  bytes: { objects: number; sealed: number; features: number };
}

export async function takeAccount({ database, folder }: LargeSite): Promise<Account> {
  const [sums] = await database.$queryRaw<[{ transactions: number; connections: number }]>`
    SELECT (xact_commit + xact_rollback)::float8 AS transactions, numbackends AS connections FROM pg_stat_database
    WHERE datname = current_database()`;
  const tables = await database.$queryRaw<{ name: string; written: [number, number, number] }[]>`
    SELECT CASE schemaname WHEN 'public' THEN relname ELSE schemaname || '.' || relname END AS name,
      ARRAY[n_tup_ins, n_tup_upd, n_tup_del]::int[] AS written FROM pg_stat_user_tables`;
  const below = (path: string) => bytesBelow(join(folder, path));
  return {
    atSeconds: performance.now() / 1000,
    seconds: processorSeconds(),
    ...sums,
    rows: Object.fromEntries(tables.map(({ name, written }) => [name, written])),
    bytes: { objects: await below('objects'), sealed: await below('sealed'), features: await below('cache/features') },
  };
}

/** What was used in some time. */
export interface Used {
  processorSeconds: PartSeconds;
  transactions: number;
  rows: Account['rows'];
  bytes: Account['bytes'];
}

/** What lay between two accounts. */
export function between(before: Account, after: Account): Used {
  const rows = Object.entries(after.rows).map(([name, written]) => {
    const was = before.rows[name] ?? [0, 0, 0];
    return [name, written.map((number, kind) => number - was[kind]!)];
  });
  return {
    processorSeconds: difference(after.seconds, before.seconds),
    transactions: after.transactions - before.transactions,
    rows: Object.fromEntries(rows),
    bytes: difference(after.bytes, before.bytes),
  };
}

/** What each of `count` things used, of which each second of nothing has used `idle` besides. */
export function eachOf(used: Used, count: number, idle?: Used, seconds = 0): Used {
  const each = (total: number, anyway = 0) => Number((Math.max(0, total - anyway * seconds) / count).toPrecision(3));
  const all = <Names extends Record<string, number>>(totals: Names, anyway?: Names) =>
    Object.fromEntries(Object.entries(totals).map(([name, total]) => [name, each(total, anyway?.[name])])) as Names;
  const rows = Object.entries(used.rows)
    .map(([name, written]) => [name, written.map((number, kind) => each(number, idle?.rows[name]?.[kind]))] as const)
    .filter(([, written]) => written.some((number) => number >= 0.1));
  return {
    processorSeconds: all(used.processorSeconds, idle?.processorSeconds),
    transactions: each(used.transactions, idle?.transactions),
    rows: Object.fromEntries(rows) as Account['rows'],
    bytes: all(used.bytes),
  };
}

const difference = <Names extends Record<string, number>>(after: Names, before: Names) =>
  Object.fromEntries(Object.entries(after).map(([name, value]) => [name, value - before[name]!])) as Names;

async function bytesBelow(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const sizes = await Promise.all(
    files.map((file) =>
      stat(file)
        .then(({ size }) => size)
        .catch(() => 0),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
