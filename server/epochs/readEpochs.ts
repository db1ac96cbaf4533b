import type { Database, Epoch } from '#prisma/client';
import { ApiError } from '../errors.ts';

export interface EpochRange {
  /** First and last epoch, inclusive. */
  from?: number | null;
  to?: number | null;
  /** Rows a run, at most. */
  maxPoints: number;
}

const largestInt = 2 ** 31 - 1;

/**
 * The histories of many runs in one statement, ordered by run and epoch. A run with more rows than `maxPoints` is
 * thinned evenly: its rows are dealt into as many buckets and the first of each is kept; the last bucket holds the last
 * row alone. Throws BAD_USER_INPUT unless 2 ≤ maxPoints ≤ 5000.
 */
export async function readEpochs(
  database: Database,
  runIds: readonly string[],
  { from, to, maxPoints }: EpochRange,
): Promise<Epoch[]> {
  if (maxPoints < 2 || maxPoints > 5000)
    throw new ApiError('BAD_USER_INPUT', `Expected maxPoints from 2 to 5000, received ${maxPoints}.`);
  return database.$queryRaw<Epoch[]>`
    SELECT "runId", epoch, loss, acc, "valLoss", "valAcc", "learningRate", seconds, "finishedAt"
    FROM (
      SELECT *, row_number() OVER (PARTITION BY "runId" ORDER BY epoch) - 1 AS index, count(*) OVER (PARTITION BY "runId") - 1 AS last
      FROM epoch
      WHERE "runId" = ANY(${[...runIds]}) AND epoch BETWEEN ${from ?? 0}::int AND ${to ?? largestInt}::int
    ) AS history
    WHERE last < ${maxPoints}::int
      OR index = 0
      OR index * (${maxPoints}::int - 1) / nullif(last, 0) <> (index - 1) * (${maxPoints}::int - 1) / nullif(last, 0)
    ORDER BY "runId", epoch`;
}
