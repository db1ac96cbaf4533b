import type { EpochMetric } from '#contracts/metrics';
import type { Epoch } from '#prisma/client';
import { getAssignment } from '../assignments/assignment.service.ts';
import type { Context } from '../context.ts';
import { requireMember } from '../courses/access.ts';
import { ApiError } from '../errors.ts';
import { getRun } from '../runs/run.service.ts';
import type { EpochSeries } from './epoch.type.ts';
import { type EpochRange, readEpochs } from './readEpochs.ts';

const mostRuns = 200;

function metricOf(epoch: Epoch, metric: EpochMetric): number | null {
  switch (metric) {
    case 'LOSS':
      return epoch.loss;
    case 'ACC':
      return epoch.acc;
    case 'VAL_LOSS':
      return epoch.valLoss;
    case 'VAL_ACC':
      return epoch.valAcc;
    case 'LEARNING_RATE':
      return epoch.learningRate;
    case 'SECONDS':
      return epoch.seconds;
    default:
      return metric satisfies never;
  }
}

/** Throws unless the viewer is in the courses of all these runs: curves are open to the whole class. */
export async function requireCurves(context: Context, runIds: readonly string[]): Promise<void> {
  if (runIds.length > mostRuns)
    throw new ApiError('BAD_USER_INPUT', `Expected at most ${mostRuns} run ids, received ${runIds.length}.`);
  const runs = await Promise.all(runIds.map((id) => getRun(context, id)));
  const assignments = await Promise.all(runs.map((run) => getAssignment(context, run.assignmentId)));
  for (const courseId of new Set(assignments.map((assignment) => assignment.courseId)))
    await requireMember(context, courseId);
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
    points: (epochs.get(runId) ?? []).map((epoch) => ({ epoch: epoch.epoch, value: metricOf(epoch, metric) })),
  }));
}
