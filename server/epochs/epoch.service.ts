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
  // One row a run, its points as bytes: 50,000 numbers take half the time that their digits would.
  const rows = await database.$queryRaw<{ runId: string; points: Uint8Array }[]>`
    SELECT run.id AS "runId", history.points
    FROM (
      SELECT "runNumber",
        string_agg(int4send(epoch) || float8send(coalesce(${columns[metric]}, 'NaN')), ''::bytea) AS points
      FROM epoch
      WHERE "runNumber" = ANY(ARRAY(SELECT number FROM run WHERE id = ANY(${[...runIds]}))) AND ${inRange(from, to)}
      GROUP BY "runNumber"
    ) AS history
    JOIN run ON run.number = "runNumber"`;
  const byRun = new Map(rows.map(({ runId, points }) => [runId, columnsOf(points, maxPoints)]));
  return runIds.map((runId) => ({ epochs: [], values: [], ...byRun.get(runId), runId, metric }));
}

/** Bytes of a point: what PostgreSQL's `int4send` and `float8send` write. */
const pointBytes = 4 + 8;

/** The columns of points that come in any order. A value that is not a number is none. */
function columnsOf(points: Uint8Array, maxPoints: number): Pick<EpochColumns, 'epochs' | 'values'> {
  const view = new DataView(points.buffer, points.byteOffset, points.byteLength);
  const offsets = Array.from({ length: points.length / pointBytes }, (_, index) => index * pointBytes);
  offsets.sort((one, other) => view.getInt32(one) - view.getInt32(other));
  const kept = thinned(offsets, maxPoints);
  const values = kept.map((offset) => view.getFloat64(offset + 4));
  return {
    epochs: kept.map((offset) => view.getInt32(offset)),
    values: values.map((value) => (Number.isNaN(value) ? null : value)),
  };
}

function inRange(from: number | null | undefined, to: number | null | undefined): Prisma.Sql {
  return Prisma.sql`epoch BETWEEN ${from ?? 0}::int AND ${to ?? largestInt}::int`;
}

/**
 * A history of more than `maxPoints` is thinned evenly: its points are dealt into as many buckets and the first of each
 * is kept; the last bucket holds the last point alone.
 */
function thinned<Point>(points: readonly Point[], maxPoints: number): readonly Point[] {
  if (points.length <= maxPoints) return points;
  const last = points.length - 1;
  return Array.from({ length: maxPoints }, (_, bucket) => points[Math.ceil((bucket * last) / (maxPoints - 1))]!);
}

function requireMaxPoints(maxPoints: number): void {
  if (maxPoints < 2 || maxPoints > 5000)
    throw new ApiError('BAD_USER_INPUT', `Expected maxPoints from 2 to 5000, received ${maxPoints}.`);
}

/**
 * The histories of many runs in one statement, ordered by run and epoch, each thinned to `maxPoints` rows as `thinned`
 * does it. Throws BAD_USER_INPUT unless 2 ≤ maxPoints ≤ 5000.
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
