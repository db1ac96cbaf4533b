import type { Database } from '#prisma/client';
import { runsQueue } from '#prisma/queue';

export interface QueuePlace {
  runId: string;
  /** From 1. */
  position: number;
}

/** Places in the queue, in the order in which pg-boss hands out its jobs. Runs that do not wait are left out. */
export function queuePositions(database: Database, runIds: readonly string[]): Promise<QueuePlace[]> {
  return database.$queryRaw<QueuePlace[]>`
    SELECT "runId", position FROM (
      SELECT run.id AS "runId", (row_number() OVER (ORDER BY job.priority DESC, job.created_on, job.id))::int AS position
      FROM pgboss.job
      JOIN run ON run."jobId" = job.id::text
      WHERE job.name = ${runsQueue} AND job.state IN ('created', 'retry') AND run.status = 'QUEUED'
    ) AS waiting
    WHERE "runId" = ANY(${[...runIds]})`;
}
