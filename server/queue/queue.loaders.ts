import { type Database, Prisma } from '#prisma/client';
import { readByHash } from '#prisma/hashJoins';
import { runsQueue } from '#prisma/queue';
import { loadersOfMoment, oneByKey } from '../graphql/loaders.ts';
import { estimateStarts } from './waitEstimate.ts';

interface QueuePlace {
  runId: string;
  /** From 1. */
  position: number;
}

export const queueLoaders = loadersOfMoment(({ database }) => ({
  /** A run's place in the queue. */
  place: oneByKey(
    (runIds) => queuePlaces(database, runIds),
    (place) => place.runId,
  ),
  /** When a run that waits begins, as far as that can be told. */
  start: oneByKey(
    () => estimateStarts(database),
    (start) => start.runId,
  ),
}));

/** Places in the queue, in the order in which pg-boss hands out its jobs. Runs that do not wait are left out. */
function queuePlaces(database: Database, runIds: readonly string[]): Promise<QueuePlace[]> {
  return readByHash<QueuePlace>(
    database,
    Prisma.sql`
    SELECT "runId", position FROM (
      SELECT run.id AS "runId",
        (row_number() OVER (ORDER BY job.priority DESC, job.created_on, job.id))::int AS position
      FROM pgboss.job JOIN run ON job.id = run."jobId"::uuid
      WHERE job.name = ${runsQueue} AND job.state IN ('created', 'retry') AND run.status = 'QUEUED'
    ) AS waiting
    WHERE "runId" = ANY(${[...runIds]})`,
  );
}
