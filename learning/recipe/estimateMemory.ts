import { backbones } from '#contracts/backbones';
import { firstTrainedLayer, parameterCounts } from '#contracts/parameters';
import type { Recipe } from '#contracts/recipe';
import { stagesOf, trainsOnImages } from '#contracts/stages';
import { cutPlace } from '../network/cutPlace.ts';
import { frozenBatch, keptImageBytes, residentBytes, timedImages } from './memoryBounds.ts';

/** What a run's memory depends on besides its recipe. */
export interface RunSize {
  classes: number;
  images: { train: number; validation: number; test: number };
}

/**
 * What engines take, measured on the processes that train runs (Linux, two processors): their resident memory at its
 * peak, for the recipes of tests/worker/queue/runMemory.test.ts, which checks that no estimate is below what it
 * measures. On a GPU part of it lies there.
 */
const measured = {
  /**
   * `process`: bytes before anything is built. `kept`: bytes that back-propagation keeps for each byte that a trained
   * layer puts out.
   */
  native: { process: 700e6, kept: 6, scratch: 7 },
  wasm: { process: 400e6, kept: 8, scratch: 6 },
  webgpu: { process: 700e6, kept: 8, scratch: 7 },
};

/** Bytes that a process takes at most which has started an engine and built nothing. */
export function processMemory(engine: keyof typeof measured): number {
  return measured[engine].process;
}

const float = 4;
/**
 * Gradients, an optimizer's two slots, what a step needs in between, and parameters and slots twice while a checkpoint
 * is written.
 */
const copiesOfTrained = 10;
/**
 * The network, its file while it is read, and its copies in an executor, which the system does not get back at once.
 */
const copiesOfAll = 8;
/** The network and its copies in the executors that are timed, one after the other. */
const copiesTimed = 5;
/**
 * Further ones of a network that is quantized: its graph, that with channels made alike, those in eight bits, and the
 * one it is timed against.
 */
const copiesQuantized = 8;
/** Of the layers before the cut, whose outputs are given up once they are used, this many are there together. */
const layersAtOnce = 6;
/** Features on their way into the engine, and there. */
const copiesOfFeatures = 2;

/**
 * An upper bound of the bytes that a run takes on a worker, all its processes together. It is meant to be too much
 * rather than too little: while it trains, the worst moment of every part is added up.
 */
export function estimateRunMemory(recipe: Recipe, { classes, images }: RunSize, engine: keyof typeof measured): number {
  const { process, kept, scratch } = measured[engine];
  const { total, trainableByStage } = parameterCounts(recipe, classes);
  const backbone = backbones[recipe.backbone];
  const scale = float * (recipe.inputSize / backbone.inputSize) ** 2;
  const outputs = backbone.layers.map((layer) => layer.outputs * scale);

  const pooled =
    recipe.head.pooling === 'flatten' ? outputs.at(-1)! : float * backbone.outputShape(recipe.inputSize)[2];
  const parts = stagesOf(recipe).map(({ freeze }) => {
    const firstTrained = firstTrainedLayer({ backbone: recipe.backbone, freeze });
    const { at, crossing } = cutPlace(backbone.layers, firstTrained);
    const crossed = at === 0 ? float * recipe.inputSize ** 2 * 3 : sum(crossing.map((index) => outputs[index]!));
    const features = firstTrained === outputs.length ? pooled : crossed;
    // Those of several tensors are taken apart, which copies them.
    const copies = copiesOfFeatures + (crossing.length > 1 ? 1 : 0);
    // Images that each pass varies again do not lie in the engine's memory.
    const trainedOn = at === 0 && recipe.augmentation ? 0 : images.train;
    return {
      isFrozen: firstTrained > 0,
      trained: outputs.slice(at),
      features,
      copies,
      held: { ...images, train: trainedOn },
    };
  });
  const perExample = parts.map(
    ({ trained, features, copies }) => kept * sum(trained) + scratch * largest(trained) + copies * features,
  );
  const throughFrozen = (count: number) => layersAtOnce * largest(outputs) * count;
  const network = total * float;
  const isFrozen = parts.some((part) => part.isFrozen);
  const training =
    process +
    copiesOfAll * network +
    (isFrozen ? throughFrozen(frozenBatch.processor) : 0) +
    (isFrozen && recipe.precision === 'int8' ? copiesQuantized * network : 0) +
    copiesOfTrained * Math.max(...trainableByStage) * float +
    recipe.training.batchSize * Math.max(...perExample) +
    copiesOfFeatures * Math.max(...parts.map(({ features, held }) => residentIn(held, features))) +
    keptBytes(recipe, images);
  // Which executor is quicker is measured before that in a second process, while this one has no network yet.
  const measuring = isFrozen ? 2 * process + copiesTimed * network + throughFrozen(timedImages) : 0;
  return Math.max(training, measuring);
}

/**
 * An upper bound of the bytes that the process takes which writes a run's network in another format: the network, its
 * parameters as they were stored, the file, and what lies between. It computes without an engine's library.
 */
export function estimateExportMemory(recipe: Recipe, classes: number): number {
  return measured.wasm.process + copiesOfAll * float * parameterCounts(recipe, classes).total;
}

/**
 * Of features, or images, of so many bytes each: the splits that a stage trains with, or the one that it is evaluated
 * on.
 */
function residentIn(images: RunSize['images'], bytes: number): number {
  const ofSplit = (count: number) => upTo(residentBytes, count * bytes);
  return Math.max(ofSplit(images.train) + ofSplit(images.validation), ofSplit(images.test));
}

/** Of images that are decoded once and read again: to be augmented, or to be trained on as they are. */
function keptBytes(recipe: Recipe, images: RunSize['images']): number {
  const ofSplit = (count: number) => upTo(keptImageBytes, count * recipe.inputSize ** 2 * 3);
  const isRead = trainsOnImages(recipe);
  return (isRead || recipe.augmentation ? ofSplit(images.train) : 0) + (isRead ? ofSplit(images.validation) : 0);
}

/** None of what takes more than the bound. */
function upTo(bound: number, bytes: number): number {
  return bytes <= bound ? bytes : 0;
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function largest(values: number[]): number {
  return Math.max(0, ...values);
}
