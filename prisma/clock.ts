import type { Database } from './client.ts';

/**
 * The clock of the database, which all processes of a site share. Leases, deadlines and presence go by it, and so does
 * every time that is stored: the clock of one machine may be an hour off. A process reads it when it starts and from
 * time to time, and counts on from there; a change of the machine's own clock does nothing.
 */

const everyMs = 30_000;
const readings = 3;

/** What the clock showed when this process's own counter began. Until it is read, the machine's clock. */
let began = performance.timeOrigin;

/** What time it is by the database's clock. */
export function databaseNow(): Date {
  return new Date(began + performance.now());
}

/** Reads the clock. Of some readings the quickest counts: it is off by half of the time that it took, at most. */
export async function readDatabaseClock(database: Pick<Database, '$queryRaw'>): Promise<void> {
  let quickest = Number.POSITIVE_INFINITY;
  for (let reading = 0; reading < readings; reading += 1) {
    const asked = performance.now();
    const rows = await database.$queryRaw<{ ms: number }[]>`
      SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS ms`;
    const took = performance.now() - asked;
    if (took < quickest) began = rows[0]!.ms - asked - took / 2;
    quickest = Math.min(quickest, took);
  }
}

/** Reads the clock now and every half minute. Returns what ends it. `onError` gets why it could not be read again. */
export async function followDatabaseClock(
  database: Pick<Database, '$queryRaw'>,
  onError: (error: unknown) => void,
): Promise<() => void> {
  await readDatabaseClock(database);
  const timer = setInterval(() => void readDatabaseClock(database).catch(onError), everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
