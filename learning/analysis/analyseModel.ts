import { UMAP } from 'umap-js';
import { type Analysis, mistakes, mostAnalysed, neighbourCount, type StoredHeatmap } from '#contracts/analysis';
import { trainsBackbone } from '#contracts/parameters';
import { createRandomState } from '#contracts/random/randomState';
import { stagesOf } from '#contracts/stages';
import type { ImageSource } from '../data/imageSource.ts';
import { openImages } from '../data/images.ts';
import { evaluate } from '../evaluation/evaluate.ts';
import { chooseExecutor } from '../executors/chooseExecutor.ts';
import { openExecutors } from '../executors/executors.ts';
import { type Features, openFeatures } from '../features/features.ts';
import { prepare } from '../features/prepare.ts';
import { buildModel, type RecipeModel } from '../network/buildModel.ts';
import { openTrainedModel, type TrainedParameters } from '../network/trainedParameters.ts';
import type { TrainingPlace } from '../trainRecipe.ts';
import { loadWeights, type WantedWeights } from '../weights/loadWeights.ts';
import { gradCam, storedHeatmap } from './gradCam.ts';
import { disagreement, neighbours } from './neighbours.ts';
import { pooledFeatures } from './pooledFeatures.ts';
import { principalComponents } from './principalComponents.ts';

/** Heat maps that an analysis makes beforehand. */
const heatmapsMade = 12;
/** The nearest training images whose labels are compared with an image's own. */
const votes = 10;

/** The images of a split, with what the analysis says of each. */
export interface AnalysedSplit {
  source: ImageSource;
  /** The name and the SHA-256 of each image, in the order of the source. */
  entries: readonly { name: string; sha256: string }[];
}

/**
 * What a trained network makes of training and validation images: probabilities, neighbours, maps of the features
 * before and after training, and heat maps of the most confident mistakes. Throws RunFailures.
 *
 * Each map is of the training and validation images together. UMAP has 15 neighbours, the distance 0.1 and the seed 42.
 */
export async function analyseModel(
  trained: TrainedParameters,
  splits: { train: AnalysedSplit; validation: AnalysedSplit },
  weights: WantedWeights['weights'],
  place: TrainingPlace,
  onImages: (count: number) => void = () => {},
): Promise<Analysis> {
  const { recipe, classNames } = trained;
  const { engine, store, cacheDirectory, kerasWeightsUrl } = place;
  const source = { weights, cacheDirectory, kerasWeightsUrl };
  const train = spread('train', splits.train);
  const validation = spread('validation', splits.validation);
  const measured = await chooseExecutor(engine, recipe, cacheDirectory);
  const executors = openExecutors(measured ?? { name: 'tfjs', version: engine.provenance.engineVersion });
  const features = openFeatures(executors, store);
  const { model } = await openTrainedModel(trained, source);

  const probabilities = await answers(model, trained, validation.source, features, onImages);
  const both = [train, validation];
  const after = await rowsOf(model, trained, both, features, onImages);
  const before = trainsBackbone(recipe)
    ? await rowsOf(await untrained(trained, source), trained, both, features, onImages)
    : after;

  const trainRows = after.slice(0, train.entries.length);
  const nearest = neighbours(trainRows, trainRows, votes).concat(
    neighbours(after.slice(train.entries.length), trainRows, votes),
  );
  const images = both.flatMap(({ source, entries, split }, which) =>
    entries.map(({ name, sha256 }, index) => {
      const near = nearest[which * train.entries.length + index]!;
      return {
        split,
        sha256,
        name,
        label: source.labels[index]!,
        probabilities: which === 0 ? [] : probabilities[index]!,
        neighbours: near.slice(0, neighbourCount),
        disagreement: disagreement(source.labels[index]!, near, train.source.labels),
      };
    }),
  );

  const heatmaps: Record<string, StoredHeatmap> = {};
  const pixels = openImages(validation.source, recipe);
  for (const index of mistakes(images).slice(0, heatmapsMade)) {
    const { sha256, probabilities } = images[index]!;
    const classIndex = probabilities.indexOf(Math.max(...probabilities));
    const values = await pixels.read([index - train.entries.length]);
    heatmaps[sha256] = storedHeatmap(classIndex, await gradCam(model, values, classIndex));
  }
  return {
    version: 1,
    classNames: [...classNames],
    images,
    maps: {
      pca: { before: places(principalComponents(before)), after: places(principalComponents(after)) },
      umap: { before: places(await umap(before)), after: places(await umap(after)) },
    },
    heatmaps,
  };
}

/** Where a trained network looks in one image, for a class. Throws RunFailures. */
export async function explainImage(
  trained: TrainedParameters,
  image: { source: ImageSource; index: number; classIndex: number },
  source: Omit<WantedWeights, 'backbone' | 'top'>,
): Promise<StoredHeatmap> {
  const { model } = await openTrainedModel(trained, source);
  const pixels = await openImages(image.source, trained.recipe).read([image.index]);
  return storedHeatmap(image.classIndex, await gradCam(model, pixels, image.classIndex));
}

type Spread = AnalysedSplit & { split: 'train' | 'validation' };

/** Every so-manieth image of a large split, so that all classes of sorted images are among them. */
function spread(split: Spread['split'], { source, entries }: AnalysedSplit): Spread {
  const count = Math.min(mostAnalysed, entries.length);
  const chosen = Array.from({ length: count }, (_, n) => Math.floor((n * entries.length) / count));
  const { hashOf, endingOf } = source;
  return {
    split,
    entries: chosen.map((index) => entries[index]!),
    source: {
      labels: Int32Array.from(chosen, (index) => source.labels[index]!),
      read: (n) => source.read(chosen[n]!),
      ...(hashOf && { hashOf: (n: number) => hashOf(chosen[n]!) }),
      ...(endingOf && { endingOf: (n: number) => endingOf(chosen[n]!) }),
      nameOf: (n) => source.nameOf(chosen[n]!),
      sealed: source.sealed,
    },
  };
}

/** The probabilities of each image, one number a class. */
async function answers(
  model: RecipeModel,
  { recipe, classNames }: TrainedParameters,
  source: ImageSource,
  features: Features,
  onImages: (count: number) => void,
): Promise<number[][]> {
  // What the last stage left frozen is computed once; further layers changed in training.
  model.refreeze(stagesOf(recipe).at(-1)!.freeze);
  const examples = await prepare(features, model.prefix, openImages(source, recipe), onImages);
  const { probabilities } = await evaluate(model, examples, recipe.training).finally(examples.close);
  const units = probabilities.length / Math.max(1, source.labels.length);
  return Array.from(source.labels, (_, index) => {
    const row = [...probabilities.subarray(index * units, (index + 1) * units)];
    return classNames.length === 2 ? [1 - row[0]!, row[0]!] : row;
  });
}

async function rowsOf(
  model: RecipeModel,
  { recipe }: TrainedParameters,
  splits: readonly Spread[],
  features: Features,
  onImages: (count: number) => void,
): Promise<Float32Array[]> {
  const rows: Float32Array[] = [];
  for (const { source } of splits)
    rows.push(...(await pooledFeatures(model, recipe, openImages(source, recipe), features, onImages)));
  return rows;
}

/** The network as it was before training. */
async function untrained(
  { recipe, classNames }: TrainedParameters,
  source: Omit<WantedWeights, 'backbone' | 'top'>,
): Promise<RecipeModel> {
  const model = buildModel(recipe, classNames.length);
  await loadWeights(model.backbone, { ...source, backbone: recipe.backbone });
  return model;
}

/** PCA in its place where there are too few images for neighbourhoods. */
async function umap(rows: readonly Float32Array[]): Promise<[number, number][]> {
  const nNeighbors = 15;
  if (rows.length <= nNeighbors) return principalComponents(rows);
  const drawn = new UMAP({ nNeighbors, minDist: 0.1, random: createRandomState(42).random });
  return (await drawn.fitAsync(rows.map((row) => [...row]))) as [number, number][];
}

/** Six digits are more than a screen shows. */
function places(map: readonly [number, number][]): [number, number][] {
  return map.map(([x, y]) => [Number(x.toPrecision(6)), Number(y.toPrecision(6))]);
}
