import { fromPrisma } from 'pg-boss';
import type { Database } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import { type Queue, runsQueue } from '#prisma/queue';

const everyMs = 1000;
/** A worker whose session with the database was cut takes its lock again sooner than it is missed so often. */
const missesAllowed = 2;

interface Watching {
  database: Database;
  queue: Queue;
  workerId: string;
  onGone(workerId: string, runs: number): void;
  onError(error: unknown): void;
}

/**
 * Looks every second whether the other workers still hold their locks. One that has let go is recorded as stopped, and
 * its runs are given to others at once, seconds before their jobs would be missed. Workers that were never seen with a
 * lock are left to that: they may be older. Returns what ends it.
 */
export function watchWorkers({ database, queue, workerId, onGone, onError }: Watching): () => Promise<void> {
  /** How often each worker was seen without its lock in a row. */
  const misses = new Map<string, number>();
  let looking = Promise.resolve();
  let isLooking = false;

  async function look(): Promise<void> {
    const others = await database.$queryRaw<{ id: string; isFree: boolean }[]>`
      SELECT id, pg_try_advisory_xact_lock(hashtextextended('downstream worker ' || id, 0)) AS "isFree" FROM worker
      WHERE "stoppedAt" IS NULL AND id <> ${workerId}
        AND "lastSeenAt" > (now() AT TIME ZONE 'UTC') - interval '1 minute'`;
    const free = new Set(others.filter(({ isFree }) => isFree).map(({ id }) => id));
    for (const { id } of others) if (!free.has(id)) misses.set(id, 0);
    for (const [id, missed] of misses)
      if (!others.some((other) => other.id === id)) misses.delete(id);
      else if (free.has(id) && missed < missesAllowed) misses.set(id, missed + 1);
      else if (free.has(id)) {
        misses.delete(id);
        await takeFrom(id);
      }
  }

  async function takeFrom(gone: string): Promise<void> {
    const runs = await database.$transaction(async (tx) => {
      const { count } = await tx.worker.updateMany({
        where: { id: gone, stoppedAt: null },
        data: { stoppedAt: databaseNow() },
      });
      // Another one was quicker.
      if (count === 0) return null;
      // Not those that it had handed back: they wait already.
      const held = await tx.$queryRaw<{ jobId: string }[]>`
        SELECT run."jobId" FROM run JOIN pgboss.job ON job.name = ${runsQueue} AND job.id = run."jobId"::uuid
        WHERE run."workerId" = ${gone} AND run."finishedAt" IS NULL AND job.state = 'active'`;
      for (const { jobId } of held) await queue.fail(runsQueue, jobId, undefined, { db: fromPrisma(tx) });
      return held.length;
    });
    if (runs !== null) onGone(gone, runs);
  }

  const timer = setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    looking = look()
      .catch(onError)
      .finally(() => {
        isLooking = false;
      });
  }, everyMs);
  return async () => {
    clearInterval(timer);
    await looking;
  };
}
