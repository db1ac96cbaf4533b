import { z } from 'zod';
import { sentence } from '#contracts/issues';
import { leaderboardMetrics } from '#contracts/metrics';
import { isPublishedId, parseRecipe, type Recipe } from '#contracts/recipe';
import { RunFailure } from '#contracts/runFailure';
import type { Scoring } from '#learning';
import type { Database } from '#prisma/client';
import { termsOf } from '#prisma/runTerms';
import type { PublishedObject } from './publishedWeights.ts';

/** What a run is trained and scored with: what its assignment said when it was submitted. */
export interface RunInputs {
  recipe: Recipe;
  /** The name of the recipe's weights; when the recipe gives the id of published weights, their name and address. */
  weights: string | PublishedObject;
  /** Addresses in the object store and in the sealed store. */
  manifest: string;
  sealedManifest: string;
  scoring: Scoring;
  /** W3C trace context of the request that submitted it. */
  traceParent: string | null;
  /** Whether guests of a lecture look at it. */
  inLecture: boolean;
}

/**
 * Throws RECIPE_UNSUPPORTED when this worker does not know the recipe, which may be from another version, and
 * WEIGHTS_UNAVAILABLE when the recipe gives the id of weights that the course has not published.
 */
export async function readRun(database: Database, runId: string): Promise<RunInputs> {
  const {
    recipe: stored,
    assignment,
    ...run
  } = await database.run.findUniqueOrThrow({
    where: { id: runId },
    include: { assignment: { select: { courseId: true } }, inLecture: { select: { runId: true } } },
  });
  const { recipe, issues } = parseRecipe(stored);
  if (!recipe)
    throw new RunFailure('RECIPE_UNSUPPORTED', `Expected a recipe that this worker knows: ${sentence(issues)}`);
  const { courseId } = assignment;
  const { metric, publicShare, seed, datasetVersionId } = await termsOf(database, run);
  const datasetVersion = await database.datasetVersion.findUniqueOrThrow({ where: { id: datasetVersionId } });
  return {
    recipe,
    weights: isPublishedId(recipe.weights) ? await readPublished(database, courseId, recipe.weights) : recipe.weights,
    manifest: datasetVersion.manifest,
    sealedManifest: datasetVersion.sealedManifest,
    traceParent: run.traceParent,
    scoring: { metric: z.enum(leaderboardMetrics).parse(metric), publicShare, seed },
    inLecture: run.inLecture !== null,
  };
}

/** Where weights lie that a course published. Throws WEIGHTS_UNAVAILABLE. */
export async function readPublished(database: Database, courseId: string, id: string): Promise<PublishedObject> {
  const weights = await database.weights.findFirst({ where: { id, courseId } });
  if (!weights)
    throw new RunFailure('WEIGHTS_UNAVAILABLE', `Expected the id of weights that the course published, received ${id}`);
  return { name: weights.name, address: weights.hash };
}
