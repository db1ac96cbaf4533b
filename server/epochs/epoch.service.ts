import type { EpochMetric } from '#contracts/metrics';
import { type Database, type Epoch, Prisma, type Run } from '#prisma/client';
import { requireViewer } from '../accounts/viewer.ts';
import { getAssignment } from '../assignments/assignment.service.ts';
import { isStaff, requireMember, roleIn } from '../courses/access.ts';
import type { Context } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import { runNotFound } from '../runs/run.service.ts';

const mostRuns = 500;
const largestInt = 2 ** 31 - 1;

/** A row with the id of its run, which the row itself knows by number. */
export interface EpochOfRun extends Epoch {
  runId: string;
}

interface EpochRange {
  /** First and last epoch, inclusive. */
  from?: number | null;
  to?: number | null;
  /** Rows a run, at most. */
  maxPoints: number;
}

/** One metric of one run, as columns. */
export interface EpochColumns {
  runId: string;
  metric: EpochMetric;
  epochs: number[];
  /** As many as `epochs`. */
  values: (number | null)[];
}

/** In double precision. A number of single precision keeps its digits: 0.001, not 0.0010000000474974513. */
const columns: Record<EpochMetric, Prisma.Sql> = {
  LOSS: Prisma.sql`loss`,
  ACC: Prisma.sql`acc`,
  VAL_LOSS: Prisma.sql`"valLoss"`,
  VAL_ACC: Prisma.sql`"valAcc"`,
  LEARNING_RATE: Prisma.sql`"learningRate"::text::float8`,
  SECONDS: Prisma.sql`seconds::text::float8`,
};

/**
 * Throws unless the viewer is in the courses of all these runs: curves are open to the whole class. Where the board
 * shows no names, only one's own are: by its curve a pseudonym would be known. The board shows the curves of its
 * entries.
 */
export async function requireCurves(context: Context, runIds: readonly string[]): Promise<void> {
  if (runIds.length > mostRuns)
    throw new ApiError('BAD_USER_INPUT', `Expected at most ${mostRuns} run ids, received ${runIds.length}.`);
  requireViewer(context);
  // Without the recipes and records of the runs, which are most of a row.
  const runs = await context.database.run.findMany({
    where: { id: { in: [...runIds] } },
    select: { id: true, studentId: true, teamId: true, assignmentId: true },
  });
  const found = new Set(runs.map(({ id }) => id));
  const missing = runIds.find((id) => !found.has(id));
  if (missing !== undefined) throw runNotFound(missing);
  const assignmentIds = [...new Set(runs.map(({ assignmentId }) => assignmentId))];
  const assignments = await Promise.all(assignmentIds.map((id) => getAssignment(context, id)));
  for (const courseId of new Set(assignments.map((assignment) => assignment.courseId)))
    await requireMember(context, courseId);
  for (const { id, boardMode, courseId } of assignments) {
    if (boardMode === 'FULL') continue;
    for (const run of runs.filter(({ assignmentId }) => assignmentId === id))
      if (!(await isSeen(context, run, courseId)))
        throw new ApiError(
          'FORBIDDEN',
          "Expected your own runs: this assignment's board shows other students' no names.",
        );
  }
}

async function isSeen(context: Context, run: Pick<Run, 'studentId' | 'teamId'>, courseId: string): Promise<boolean> {
  if (run.studentId === context.viewer?.id || isStaff(await roleIn(context, courseId))) return true;
  if (run.teamId === null) return false;
  const where = { teamId: run.teamId, userId: context.viewer?.id ?? '' };
  return (await context.database.teamMember.count({ where })) > 0;
}

/** One series a run, in the order of `runIds`. Throws BAD_USER_INPUT unless 2 ≤ maxPoints ≤ 5000. */
export async function epochSeries(
  { database }: Pick<Context, 'database'>,
  runIds: readonly string[],
  metric: EpochMetric,
  { from, to, maxPoints }: EpochRange,
): Promise<EpochColumns[]> {
  requireMaxPoints(maxPoints);
  // One row a run, its columns as bytes: 50,000 numbers take half the time that their digits would.
  const rows = await database.$queryRaw<{ runId: string; epochs: Uint8Array; values: Uint8Array }[]>`
    SELECT run.id AS "runId", history.epochs, history.values
    FROM (
      SELECT "runNumber", string_agg(int4send(epoch), ''::bytea) AS epochs,
        string_agg(float8send(coalesce(${columns[metric]}, 'NaN')), ''::bytea) AS values
      FROM epoch
      WHERE "runNumber" = ANY(ARRAY(SELECT number FROM run WHERE id = ANY(${[...runIds]}))) AND ${inRange(from, to)}
      GROUP BY "runNumber"
    ) AS history
    JOIN run ON run.number = "runNumber"`;
  const byRun = new Map(rows.map((row) => [row.runId, thinned(pointsOf(row), maxPoints)]));
  return runIds.map((runId) => {
    const points = byRun.get(runId) ?? [];
    return { runId, metric, epochs: points.map(({ epoch }) => epoch), values: points.map(({ value }) => value) };
  });
}

interface Point {
  epoch: number;
  value: number | null;
}

/** What PostgreSQL's `int4send` and `float8send` wrote, in the order of epochs. */
function pointsOf({ epochs, values }: { epochs: Uint8Array; values: Uint8Array }): Point[] {
  const [epochBytes, valueBytes] = [epochs, values].map(
    ({ buffer, byteOffset, byteLength }) => new DataView(buffer, byteOffset, byteLength),
  ) as [DataView, DataView];
  const points = Array.from({ length: epochs.length / 4 }, (_, index) => {
    const value = valueBytes.getFloat64(8 * index);
    return { epoch: epochBytes.getInt32(4 * index), value: Number.isNaN(value) ? null : value };
  });
  return points.sort((one, other) => one.epoch - other.epoch);
}

function inRange(from: number | null | undefined, to: number | null | undefined): Prisma.Sql {
  return Prisma.sql`epoch BETWEEN ${from ?? 0}::int AND ${to ?? largestInt}::int`;
}

/**
 * A history of more than `maxPoints` is thinned evenly: its points are dealt into as many buckets and the first of each
 * is kept; the last bucket holds the last point alone.
 */
function thinned(points: readonly Point[], maxPoints: number): readonly Point[] {
  if (points.length <= maxPoints) return points;
  const last = points.length - 1;
  return Array.from({ length: maxPoints }, (_, bucket) => points[Math.ceil((bucket * last) / (maxPoints - 1))]!);
}

function requireMaxPoints(maxPoints: number): void {
  if (maxPoints < 2 || maxPoints > 5000)
    throw new ApiError('BAD_USER_INPUT', `Expected maxPoints from 2 to 5000, received ${maxPoints}.`);
}

/**
 * The histories of many runs in one statement, ordered by run and epoch, each thinned to `maxPoints` rows as
 * `thinned` does it.
 * Throws BAD_USER_INPUT unless 2 ≤ maxPoints ≤ 5000.
 */
export async function readEpochs(
  database: Database,
  runIds: readonly string[],
  { from, to, maxPoints }: EpochRange,
): Promise<EpochOfRun[]> {
  requireMaxPoints(maxPoints);
  return database.$queryRaw<EpochOfRun[]>`
    SELECT run.id AS "runId", epoch.*
    FROM run
    CROSS JOIN LATERAL (
      SELECT array_agg(epoch ORDER BY epoch) AS epochs, count(*) - 1 AS last
      FROM epoch
      WHERE "runNumber" = run.number AND ${inRange(from, to)}
    ) AS history
    CROSS JOIN LATERAL (
      SELECT CASE
          WHEN last < ${maxPoints}::int THEN bucket
          ELSE (bucket * last + ${maxPoints}::int - 2) / (${maxPoints}::int - 1)
        END AS index
      FROM generate_series(0, least(last, ${maxPoints}::int - 1)) AS bucket
    ) AS indices
    JOIN epoch ON "runNumber" = run.number AND epoch.epoch = history.epochs[1 + index]
    WHERE run.id = ANY(${[...runIds]})
    ORDER BY run.id, epoch.epoch`;
}
