import type { StoredHeatmap } from '#contracts/analysis';
import type { ImageEntry } from '#contracts/dataset';
import { isPublishedId } from '#contracts/recipe';
import {
  analyseModel,
  askImage,
  decodeTrainedParameters,
  explainImage,
  type ImageAnswer,
  type TrainingPlace,
} from '#learning';
import type { Database } from '#prisma/client';
import type { ObjectStore } from '#prisma/objectStore';
import { datasetVersionOf } from '#prisma/runTerms';
import { openPublishedWeights } from '../child/publishedWeights.ts';
import { readPublished } from '../child/readRun.ts';
import { readManifest, type StoredSplit, storedImages } from '../child/storedDataset.ts';

export interface AnalysisPlace extends TrainingPlace {
  database: Database;
  /** Holds the training and validation images. The sealed store is not here: an analysis cannot read a test image. */
  objects: ObjectStore;
}

/** Answers the address of the analysis in the object store. */
export async function analyseRun(runId: string, place: AnalysisPlace): Promise<string> {
  const { trained, weights, manifest } = await readTrained(runId, place);
  const split = (name: 'train' | 'validation') => ({
    source: storedImages(storedSplit(name, manifest, place.objects)),
    entries: manifest[name],
  });
  const analysis = await analyseModel(
    trained,
    { train: split('train'), validation: split('validation') },
    weights,
    place,
  );
  return place.objects.put(Buffer.from(JSON.stringify(analysis)));
}

/** Where the run's network looks in one image of its dataset. */
export async function heatmapOf(
  { runId, sha256, classIndex }: { runId: string; sha256: string; classIndex: number },
  place: AnalysisPlace,
): Promise<StoredHeatmap> {
  const { trained, weights, manifest } = await readTrained(runId, place);
  for (const name of ['validation', 'train'] as const) {
    const index = manifest[name].findIndex((entry: ImageEntry) => entry.sha256 === sha256);
    if (index < 0) continue;
    const source = storedImages(storedSplit(name, manifest, place.objects));
    const { cacheDirectory, kerasWeightsUrl } = place;
    return explainImage(trained, { source, index, classIndex }, { weights, cacheDirectory, kerasWeightsUrl });
  }
  throw new Error(`expected a training or validation image of the run's dataset, received ${sha256}`);
}

/** What the run's network makes of a picture that is of no dataset. */
export async function predictionOf(runId: string, picture: Buffer, place: AnalysisPlace): Promise<ImageAnswer> {
  const { trained, weights } = await readTrained(runId, place);
  const { cacheDirectory, kerasWeightsUrl } = place;
  return askImage(trained, picture, { weights, cacheDirectory, kerasWeightsUrl });
}

async function readTrained(runId: string, { database, objects }: AnalysisPlace) {
  const run = await database.run.findUniqueOrThrow({
    where: { id: runId },
    include: { assignment: { select: { courseId: true } } },
  });
  const version = await datasetVersionOf(database, run);
  if (run.trainedParameters === null) throw new Error('expected a run whose trained parameters are kept');
  const trained = decodeTrainedParameters(await objects.get(run.trainedParameters));
  const { courseId } = run.assignment;
  const { weights: name } = trained.recipe;
  const weights = isPublishedId(name)
    ? { published: openPublishedWeights(await readPublished(database, courseId, name), objects) }
    : name;
  return { trained, weights, manifest: await readManifest(objects, version.manifest) };
}

function storedSplit(
  split: 'train' | 'validation',
  manifest: Awaited<ReturnType<typeof readManifest>>,
  store: ObjectStore,
): StoredSplit {
  return { store, split, classNames: manifest.classNames, entries: manifest[split] };
}
