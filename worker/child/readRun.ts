import { z } from 'zod';
import { type Manifest, manifestSchema, type SealedManifest, sealedManifestSchema } from '#contracts/dataset';
import { sentence } from '#contracts/issues';
import { leaderboardMetrics } from '#contracts/metrics';
import { isPublishedId } from '#contracts/publishedWeights';
import { parseRecipe, type Recipe } from '#contracts/recipe';
import { RunFailure } from '#contracts/runFailure';
import type { Database } from '#prisma/client';
import type { ObjectStore } from '#prisma/objectStore';
import type { Scoring } from '../../learning/evaluation/scoreTestSet.ts';
import type { PublishedWeights } from '../../learning/weights/storedWeights.ts';

/** What a run is trained and scored with. */
export interface RunInputs {
  recipe: Recipe;
  /** The name of the recipe's weights; when the recipe gives the id of published weights, their name and address. */
  weights: string | PublishedWeights;
  /** Addresses in the object store and in the sealed store. */
  manifest: string;
  sealedManifest: string;
  scoring: Scoring;
}

/**
 * Throws RECIPE_UNSUPPORTED when this worker does not know the recipe, which may be from another version, and
 * WEIGHTS_UNAVAILABLE when the recipe gives the id of weights that the course has not published.
 */
export async function readRun(database: Database, runId: string): Promise<RunInputs> {
  const { recipe: stored, assignment } = await database.run.findUniqueOrThrow({
    where: { id: runId },
    include: { assignment: { include: { datasetVersion: true } } },
  });
  const { recipe, issues } = parseRecipe(stored);
  if (!recipe)
    throw new RunFailure('RECIPE_UNSUPPORTED', `Expected a recipe that this worker knows: ${sentence(issues)}`);
  const { courseId, metric, publicShare, seed, datasetVersion } = assignment;
  return {
    recipe,
    weights: isPublishedId(recipe.weights) ? await readPublished(database, courseId, recipe.weights) : recipe.weights,
    manifest: datasetVersion.manifest,
    sealedManifest: datasetVersion.sealedManifest,
    scoring: { metric: z.enum(leaderboardMetrics).parse(metric), publicShare, seed },
  };
}

/** The train and validation images of a dataset version. Throws when the object is missing or is not a manifest. */
export async function readManifest(objects: ObjectStore, address: string): Promise<Manifest> {
  return manifestSchema.parse(JSON.parse((await objects.get(address)).toString('utf8')));
}

/** The test images of a dataset version. Throws when the object is missing or is not a manifest. */
export async function readSealedManifest(sealed: ObjectStore, address: string): Promise<SealedManifest> {
  return sealedManifestSchema.parse(JSON.parse((await sealed.get(address)).toString('utf8')));
}

async function readPublished(database: Database, courseId: string, id: string): Promise<PublishedWeights> {
  const weights = await database.weights.findFirst({ where: { id, courseId } });
  if (!weights)
    throw new RunFailure('WEIGHTS_UNAVAILABLE', `Expected the id of weights that the course published, received ${id}`);
  return { name: weights.name, address: weights.hash };
}
