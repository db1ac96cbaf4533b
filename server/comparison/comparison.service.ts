import { mostCompared } from '#contracts/comparison';
import { type Recipe, recipeSchema } from '#contracts/recipe';
import { differingFields } from '#contracts/recipeDifferences';
import { twinRecipe } from '#contracts/twinRecipe';
import type { Run } from '#prisma/client';
import { getAssignment } from '../assignments/assignment.service.ts';
import { datasetLoaders } from '../datasets/dataset.loaders.ts';
import { type EpochOfRun, readEpochs } from '../epochs/epoch.service.ts';
import type { Context } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import { recipeHash } from '../runs/recipeHash.ts';
import { getRunForViewer } from '../runs/run.service.ts';
import { measureTransfer } from '../transfer/measureTransfer.ts';
import { curvesOf } from '../transfer/transfer.service.ts';
import type { ComparedField, ComparedRecipe, RecipeDifference } from './comparison.type.ts';

const mostEpochs = 5000;

export interface Comparison {
  runs: Run[];
  fields: ComparedField[];
  recipes: ComparedRecipe[];
}

/**
 * Several runs side by side. The others are measured against the recipe of the run `baseId`; without one, against the
 * first from scratch, else against the first.
 *
 * Throws UNAUTHENTICATED, NOT_FOUND, NOT_ENROLLED, FORBIDDEN where a run is none that the viewer may see, and
 * BAD_USER_INPUT for no run, for more than 20, and for a base that is none of them.
 */
export async function compareRuns(context: Context, runIds: string[], baseId?: string | null): Promise<Comparison> {
  const ids = [...new Set(runIds)];
  if (ids.length < 1 || ids.length > mostCompared)
    throw new ApiError('BAD_USER_INPUT', `Expected 1 to ${mostCompared} run ids, received ${ids.length}.`);
  if (baseId != null && !ids.includes(baseId))
    throw new ApiError('BAD_USER_INPUT', `Expected one of the compared runs as baseId, received "${baseId}".`);
  const runs = await Promise.all(ids.map((id) => getRunForViewer(context, id)));
  const groups = groupByRecipe(runs);
  const base =
    groups.find((group) => group.runs.some(({ id }) => id === baseId)) ??
    groups.find(({ recipe }) => recipe.weights === 'random') ??
    groups[0]!;
  const epochs = Map.groupBy(await readEpochs(context.database, ids, { maxPoints: mostEpochs }), ({ runId }) => runId);
  const recipes = groups.map(async (group) => ({
    runIds: group.runs.map(({ id }) => id),
    isFromScratch: group.recipe.weights === 'random',
    isBase: group === base,
    againstBase: group === base ? null : await measure(context, group, base, epochs),
  }));
  return {
    runs,
    fields: differingFields(runs.map(({ recipe }) => recipe)),
    recipes: await Promise.all(recipes),
  };
}

/** Runs of one assignment's revision whose recipes are equal but for the seed. */
interface Group {
  recipe: Recipe;
  hash: string;
  runs: Run[];
}

function groupByRecipe(runs: readonly Run[]): Group[] {
  const groups = new Map<string, Group>();
  for (const run of runs) {
    const recipe = recipeSchema.parse(run.recipe);
    const hash = hashWithoutSeed(recipe);
    const key = `${run.assignmentId} ${run.revision} ${hash}`;
    const group = groups.get(key) ?? { recipe, hash, runs: [] };
    groups.set(key, group);
    group.runs.push(run);
  }
  return [...groups.values()];
}

function hashWithoutSeed(recipe: Recipe): string {
  return recipeHash({ ...recipe, seed: 0 });
}

async function measure(
  context: Context,
  group: Group,
  base: Group,
  epochs: ReadonlyMap<string, EpochOfRun[]>,
): Promise<RecipeDifference | null> {
  const [run] = group.runs;
  const [other] = base.runs;
  if (run!.assignmentId !== other!.assignmentId || run!.revision !== other!.revision) return null;
  const assignment = await getAssignment(context, run!.assignmentId);
  const version = await datasetLoaders(context).datasetVersion.load(assignment.datasetVersionId);
  const curves = ({ runs }: Group) =>
    curvesOf(
      epochs,
      runs.filter(({ status }) => status === 'SUCCEEDED'),
    );
  const measured = measureTransfer(curves(group), curves(base), version?.validationCount ?? 0);
  if (!measured) return null;
  const { pretrained: own, scratch: ofBase, ...differences } = measured;
  return { ...differences, own, base: ofBase, isTwin: isTwinOf(group, base) || isTwinOf(base, group) };
}

function isTwinOf(twin: Group, { recipe, hash }: Group): boolean {
  return hash !== twin.hash && hashWithoutSeed(twinRecipe(recipe)) === twin.hash;
}
