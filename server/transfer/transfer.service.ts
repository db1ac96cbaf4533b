import { recipeSchema } from '#contracts/recipe';
import { twinRecipe } from '#contracts/twinRecipe';
import { Prisma, type Run } from '#prisma/client';
import { getAssignment } from '../assignments/assignment.service.ts';
import { datasetLoaders } from '../datasets/dataset.loaders.ts';
import { type EpochOfRun, readEpochs } from '../epochs/epoch.service.ts';
import type { Context } from '../graphql/context.ts';
import { runLoaders } from '../runs/run.loaders.ts';
import { measureTransfer, type TransferMeasure } from './measureTransfer.ts';

/** So many seeds of each side are read at most. */
const mostSeeds = 10;
const mostEpochs = 5000;

/** A run and its twin, each with the other seeds of its recipe. */
export interface Transfer {
  /** Runs that succeeded, oldest first. */
  pretrained: Run[];
  scratch: Run[];
  /** The newest twin, in whatever state. */
  twin: Run | null;
  measure: TransferMeasure | null;
}

/**
 * What a run's pretrained weights brought: the run, or the one whose twin it is, against the same recipe from scratch.
 * Null for a run from scratch that is nobody's twin. The caller has checked that the viewer may see the run.
 */
export async function readTransfer(context: Context, run: Run): Promise<Transfer | null> {
  const base = run.twinOf === null ? run : ((await runLoaders(context).run.load(run.twinOf)) ?? run);
  const recipe = recipeSchema.parse(base.recipe);
  if (recipe.weights === 'random') return null;
  const [pretrained, twins] = await Promise.all([
    runsOfRecipe(context, base, recipe),
    runsOfRecipe(context, base, twinRecipe(recipe)),
  ]);
  const scratch = twins.filter(({ status }) => status === 'SUCCEEDED').slice(0, mostSeeds);
  const succeeded = pretrained.filter(({ status }) => status === 'SUCCEEDED').slice(0, mostSeeds);
  return {
    pretrained: succeeded,
    scratch,
    twin: twins.at(-1) ?? null,
    measure: await measureRuns(context, succeeded, scratch),
  };
}

/** All seeds of a recipe that the run's student or team submitted to this revision, oldest first. */
async function runsOfRecipe(context: Context, of: Run, recipe: object): Promise<Run[]> {
  const own =
    of.teamId === null
      ? Prisma.sql`"studentId" = ${of.studentId} AND "teamId" IS NULL`
      : Prisma.sql`"teamId" = ${of.teamId}`;
  const found = await context.database.$queryRaw<{ id: string }[]>`
    SELECT id FROM run WHERE "assignmentId" = ${of.assignmentId} AND ${own} AND revision = ${of.revision}
      AND recipe - 'seed' = ${JSON.stringify(recipe)}::jsonb - 'seed'
    ORDER BY "submittedAt", id LIMIT 100`;
  const runs = await runLoaders(context).run.loadMany(found.map(({ id }) => id));
  return runs.filter((run): run is Run => run !== null && !(run instanceof Error));
}

async function measureRuns(context: Context, pretrained: Run[], scratch: Run[]): Promise<TransferMeasure | null> {
  const [first] = pretrained;
  if (!first || scratch.length === 0) return null;
  const assignment = await getAssignment(context, first.assignmentId);
  const version = await datasetLoaders(context).datasetVersion.load(assignment.datasetVersionId);
  const ids = [...pretrained, ...scratch].map(({ id }) => id);
  const epochs = Map.groupBy(await readEpochs(context.database, ids, { maxPoints: mostEpochs }), ({ runId }) => runId);
  return measureTransfer(curvesOf(epochs, pretrained), curvesOf(epochs, scratch), version?.validationCount ?? 0);
}

/** Validation accuracies; a run without them has no curve. */
export function curvesOf(epochs: ReadonlyMap<string, EpochOfRun[]>, runs: readonly { id: string }[]): number[][] {
  return runs
    .map(({ id }) => (epochs.get(id) ?? []).flatMap(({ valAcc }) => (valAcc === null ? [] : [valAcc])))
    .filter((curve) => curve.length > 0);
}
