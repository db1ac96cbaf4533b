import type { EpochMetric } from '#contracts/metrics';
import type { Database, Epoch, Run } from '#prisma/client';
import { getAssignment } from '../assignments/assignment.service.ts';
import { isStaff, requireMember, roleIn } from '../courses/access.ts';
import type { Context } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import { getRun } from '../runs/run.service.ts';
import type { EpochSeries } from './epoch.type.ts';

const mostRuns = 200;
const largestInt = 2 ** 31 - 1;

interface EpochRange {
  /** First and last epoch, inclusive. */
  from?: number | null;
  to?: number | null;
  /** Rows a run, at most. */
  maxPoints: number;
}

const columns = {
  LOSS: 'loss',
  ACC: 'acc',
  VAL_LOSS: 'valLoss',
  VAL_ACC: 'valAcc',
  LEARNING_RATE: 'learningRate',
  SECONDS: 'seconds',
} as const satisfies Record<EpochMetric, keyof Epoch>;

/**
 * Throws unless the viewer is in the courses of all these runs: curves are open to the whole class. Where the board
 * shows no names, only one's own are: by its curve a pseudonym would be known. The board shows the curves of its
 * entries.
 */
export async function requireCurves(context: Context, runIds: readonly string[]): Promise<void> {
  if (runIds.length > mostRuns)
    throw new ApiError('BAD_USER_INPUT', `Expected at most ${mostRuns} run ids, received ${runIds.length}.`);
  const runs = await Promise.all(runIds.map((id) => getRun(context, id)));
  const assignments = await Promise.all(runs.map((run) => getAssignment(context, run.assignmentId)));
  for (const courseId of new Set(assignments.map((assignment) => assignment.courseId)))
    await requireMember(context, courseId);
  for (const [index, { boardMode, courseId }] of assignments.entries())
    if (boardMode !== 'FULL' && !(await isSeen(context, runs[index]!, courseId)))
      throw new ApiError(
        'FORBIDDEN',
        "Expected your own runs: this assignment's board shows other students' no names.",
      );
}

async function isSeen(context: Context, run: Run, courseId: string): Promise<boolean> {
  if (run.studentId === context.viewer?.id || isStaff(await roleIn(context, courseId))) return true;
  if (run.teamId === null) return false;
  const where = { teamId: run.teamId, userId: context.viewer?.id ?? '' };
  return (await context.database.teamMember.count({ where })) > 0;
}

/** One series a run, in the order of `runIds`. */
export async function epochSeries(
  context: Context,
  runIds: readonly string[],
  metric: EpochMetric,
  range: EpochRange,
): Promise<EpochSeries[]> {
  const epochs = Map.groupBy(await readEpochs(context.database, runIds, range), (epoch) => epoch.runId);
  return runIds.map((runId) => ({
    runId,
    metric,
    points: (epochs.get(runId) ?? []).map((epoch) => ({ epoch: epoch.epoch, value: epoch[columns[metric]] })),
  }));
}

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
      SELECT *, row_number() OVER (PARTITION BY "runId" ORDER BY epoch) - 1 AS index,
        count(*) OVER (PARTITION BY "runId") - 1 AS last
      FROM epoch
      WHERE "runId" = ANY(${[...runIds]}) AND epoch BETWEEN ${from ?? 0}::int AND ${to ?? largestInt}::int
    ) AS history
    WHERE last < ${maxPoints}::int
      OR index = 0
      OR index * (${maxPoints}::int - 1) / nullif(last, 0) <> (index - 1) * (${maxPoints}::int - 1) / nullif(last, 0)
    ORDER BY "runId", epoch`;
}
