import { z } from 'zod';
import { leaderboardMetrics } from '#contracts/metrics';
import { type Recipe, recipeSchema } from '#contracts/recipe';
import type { Database } from '#prisma/client';
import type { Scoring } from '../evaluation/evaluate.ts';

/** What a run is to do: its recipe, the addresses of its images, how it is scored. */
export interface RunTask {
  recipe: Recipe;
  manifest: string;
  sealedManifest: string;
  scoring: Scoring;
}

export async function readRun(database: Database, runId: string): Promise<RunTask> {
  const { recipe, assignment } = await database.run.findUniqueOrThrow({
    where: { id: runId },
    include: { assignment: { include: { datasetVersion: true } } },
  });
  const { metric, publicShare, seed, datasetVersion } = assignment;
  return {
    recipe: recipeSchema.parse(recipe),
    manifest: datasetVersion.manifest,
    sealedManifest: datasetVersion.sealedManifest,
    scoring: { metric: z.enum(leaderboardMetrics).parse(metric), publicShare, seed },
  };
}
