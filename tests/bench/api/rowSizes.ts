import { type Measured, single } from './apiRow.ts';
import type { LargeSite } from './largeSite.ts';

/** What a row of the largest tables takes on the disk, with its indexes. */
export async function* rowSizes({ database }: LargeSite): AsyncGenerator<Measured> {
  const targets = { epoch: 101, run: 4096 };
  for (const [table, target] of Object.entries(targets)) {
    const [size] = await database.$queryRaw<{ bytes: number; rows: number }[]>`
      SELECT pg_total_relation_size(oid)::float8 AS bytes, reltuples::float8 AS rows FROM pg_class
      WHERE oid = ${table}::regclass`;
    const { bytes = 0, rows = 1 } = size ?? {};
    yield single(`a row of ${table}`, bytes / rows, { count: rows, unit: 'bytes', target, atLeast: false });
  }
}
