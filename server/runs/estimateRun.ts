import { type Recipe, recipeSchema } from '#contracts/recipe';
import { plannedEpochs, stagesOf } from '#contracts/stages';
import { Prisma } from '#prisma/client';
import { acceptRecipe } from '../assignments/acceptRecipe.ts';
import { getAssignment } from '../assignments/assignment.service.ts';
import { requireMember } from '../courses/access.ts';
import { datasetLoaders } from '../datasets/dataset.loaders.ts';
import type { Context } from '../graphql/context.ts';

/** How long a run may take, from runs that were measured. */
export interface RunEstimate {
  /** Seconds for which workers would hold it: the least and the most of the measured runs say. */
  low: number;
  high: number;
  /** How many runs were measured. */
  runs: number;
  /** Whether none of them has these frozen layers. */
  isRough: boolean;
}

interface Measured {
  recipe: unknown;
  images: number;
  epochs: number;
  epochSeconds: number;
  otherSeconds: number;
}

/** Runs that are read to find alike ones, and alike ones that are used, the newest first. */
const mostRead = 300;
const mostUsed = 20;

/**
 * Estimates a recipe's seconds from succeeded runs that are alike in what decides the speed: backbone, input size, the
 * layers where each stage's frozen prefix ends, precision, and whether images are augmented. Of the runs of workers
 * that are there now, when there are such, else of all; those of lectures, which have their features beforehand, are
 * left out. Where none has these frozen layers, runs count that are alike but for them: a rough estimate. With n images
 * of this dataset (training and validation) and m of the measured run's,
 *
 *     seconds = (other + epochs × perEpoch) × n / m
 *
 * where `perEpoch` is the mean of the measured epochs and `other` is all that is no epoch: loading weights, the frozen
 * prefix's features, the evaluation. Features that were in the store make `other` small; that is why it is a range. The
 * batch size and the head change the speed too, but little beside these. Null when no run was measured.
 *
 * Throws NOT_FOUND, NOT_ENROLLED, UNKNOWN_BACKBONE, RECIPE_INVALID or RECIPE_NOT_ALLOWED.
 */
export async function estimateRun(context: Context, assignmentId: string, input: unknown): Promise<RunEstimate | null> {
  const assignment = await getAssignment(context, assignmentId);
  await requireMember(context, assignment.courseId);
  const version = await datasetLoaders(context).datasetVersion.load(assignment.datasetVersionId);
  if (!version) return null;
  const terms = { courseId: assignment.courseId, classNames: version.classNames, allowed: everything };
  const recipe = await acceptRecipe(context, terms, input);
  const images = version.trainCount + version.validationCount;
  const { measured, isRough } = await measuredRuns(context, recipe);
  const estimates = measured
    .slice(0, mostUsed)
    .map((run) => ((run.otherSeconds + (plannedEpochs(recipe) * run.epochSeconds) / run.epochs) * images) / run.images);
  if (estimates.length === 0) return null;
  return { low: Math.min(...estimates), high: Math.max(...estimates), runs: estimates.length, isRough };
}

/** What the assignment allows is said at the field; the estimate is of any recipe. */
const everything = { precisions: ['float32' as const, 'int8' as const] };

async function measuredRuns(
  { database }: Context,
  recipe: Recipe,
): Promise<{ measured: Measured[]; isRough: boolean }> {
  const read = (onlyThere: boolean) => database.$queryRaw<Measured[]>`
    WITH alike AS (
      SELECT run.number, run.recipe, run."secondsUsed", run."assignmentId", run.revision
      FROM run ${onlyThere ? ofWorkersThatAreThere : Prisma.empty}
      WHERE run.status = 'SUCCEEDED' AND run.backbone = ${recipe.backbone}
        AND run."finishedAt" IS NOT NULL AND run."secondsUsed" > 0
        AND NOT EXISTS (SELECT 1 FROM lecture_run WHERE lecture_run."runId" = run.id)
      ORDER BY run."finishedAt" DESC LIMIT ${mostRead}
    )
    SELECT alike.recipe, (version."trainCount" + version."validationCount")::int AS images,
      history.epochs, history.seconds AS "epochSeconds",
      greatest(0, alike."secondsUsed" - history.seconds)::float8 AS "otherSeconds"
    FROM alike
    JOIN assignment ON assignment.id = alike."assignmentId"
    LEFT JOIN assignment_revision AS ended
      ON ended."assignmentId" = alike."assignmentId" AND ended.revision = alike.revision
    JOIN dataset_version AS version ON version.id = coalesce(ended."datasetVersionId", assignment."datasetVersionId")
    JOIN LATERAL (SELECT count(*)::int AS epochs, sum(seconds::float8) AS seconds FROM epoch
      WHERE "runNumber" = alike.number) AS history ON history.epochs > 0`;
  const alike = (runs: Measured[], withCuts: boolean) =>
    runs.filter((run) => speedOf(recipeSchema.parse(run.recipe), withCuts) === speedOf(recipe, withCuts));
  const there = await read(true);
  const all = alike(there, true).length > 0 ? [] : await read(false);
  for (const isRough of [false, true])
    for (const runs of [there, all]) {
      const measured = alike(runs, !isRough);
      if (measured.length > 0) return { measured, isRough };
    }
  return { measured: [], isRough: false };
}

/** The machines that have a worker now: one that restarted is another row of the same host. */
const ofWorkersThatAreThere = Prisma.sql`
  JOIN worker AS measured ON measured.id = run."workerId"
  JOIN (SELECT DISTINCT host, engine FROM worker
    WHERE "stoppedAt" IS NULL AND "lastSeenAt" > (now() AT TIME ZONE 'UTC') - interval '15 seconds') AS present
    ON present.host = measured.host AND present.engine = measured.engine`;

/** What decides how fast a recipe trains, as one text; without the cuts, what decides it but for the frozen layers. */
function speedOf(recipe: Recipe, withCuts: boolean): string {
  const { backbone, inputSize, precision, augmentation } = recipe;
  const cuts = withCuts ? stagesOf(recipe).map(({ freeze }) => freeze) : [];
  return JSON.stringify([backbone, inputSize, precision, cuts, augmentation !== undefined]);
}
