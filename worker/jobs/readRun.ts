import { z } from 'zod';
import { sentence } from '#contracts/issues';
import { leaderboardMetrics } from '#contracts/metrics';
import { parseRecipe, type Recipe } from '#contracts/recipe';
import { RunFailure } from '#contracts/runFailure';
import type { Database } from '#prisma/client';
import type { Scoring } from '../evaluation/evaluate.ts';

/** What a run is to do: its recipe, the addresses of its images, how it is scored. */
export interface RunTask {
  recipe: Recipe;
  manifest: string;
  sealedManifest: string;
  scoring: Scoring;
}

/** Throws RECIPE_UNSUPPORTED when the recipe says something that this worker does not know, as one from another version may. */
export async function readRun(database: Database, runId: string): Promise<RunTask> {
  const { recipe: stored, assignment } = await database.run.findUniqueOrThrow({
    where: { id: runId },
    include: { assignment: { include: { datasetVersion: true } } },
  });
  const { recipe, issues } = parseRecipe(stored);
  if (!recipe) throw new RunFailure('RECIPE_UNSUPPORTED', `Expected a recipe that this worker knows: ${sentence(issues)}`);
  const { metric, publicShare, seed, datasetVersion } = assignment;
  return {
    recipe,
    manifest: datasetVersion.manifest,
    sealedManifest: datasetVersion.sealedManifest,
    scoring: { metric: z.enum(leaderboardMetrics).parse(metric), publicShare, seed },
  };
}
