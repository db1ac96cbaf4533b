import { type Backbone, backbones } from './backbones.ts';
import { firstTrainedLayer, parameterCounts } from './parameters.ts';
import type { Recipe } from './recipe.ts';
import { stagesOf } from './stages.ts';

/** What a run's memory depends on besides its recipe. */
export interface RunSize {
  classes: number;
  images: { train: number; validation: number; test: number };
}

/**
 * What engines take, measured on the processes that train runs (Linux, two processors): their resident memory at its peak, for the recipes
 * of tests/worker/queue/runMemory.test.ts, which checks that no estimate is below what it measures. On a GPU part of it lies there.
 */
const measured = {
  /** `process`: bytes before anything is built. `kept`: bytes that back-propagation keeps for each byte that a trained layer puts out. */
  native: { process: 650e6, kept: 6, scratch: 7 },
  wasm: { process: 350e6, kept: 6, scratch: 6 },
};

const float = 4;
/** Gradients, an optimizer's two slots, and what a step needs in between. */
const copiesOfTrained = 5;
/** The network, its file while it is read, and its copies in an executor. */
const copiesOfAll = 5;
/** Images that a frozen part takes at once, at most. */
const frozenBatch = 16;
/** Of the layers before the cut, whose outputs are given up once they are used, this many are there together. */
const layersAtOnce = 6;
/** The worker keeps at most so many bytes of a split's decoded images. */
const keptImages = 2 ** 30;

/**
 * An upper bound of the bytes that a run takes on a worker, all its processes together. It is meant to be too much rather than too little:
 * the worst phase of every part is added up.
 */
export function estimateRunMemory(recipe: Recipe, { classes, images }: RunSize, engine: keyof typeof measured): number {
  const { process, kept, scratch } = measured[engine];
  const { total, trainableByStage } = parameterCounts(recipe, classes);
  const backbone = backbones[recipe.backbone];
  const scale = float * (recipe.inputSize / backbone.inputSize) ** 2;
  const outputs = backbone.layers.map((layer) => layer.outputs * scale);

  const cuts = stagesOf(recipe).map(({ freeze }) => lowestCut(backbone, firstTrainedLayer({ backbone: recipe.backbone, freeze })));
  const perExample = Math.max(...cuts.map((cut) => kept * sum(outputs.slice(cut)) + scratch * largest(outputs.slice(cut))));
  const pooled = recipe.head.pooling === 'flatten' ? outputs.at(-1)! : float * backbone.outputShape(recipe.inputSize)[2];
  const features = Math.max(...cuts.map((cut) => (cut === outputs.length ? pooled : (outputs[cut - 1] ?? 0))));
  const frozen = largest(outputs) * layersAtOnce * frozenBatch;
  const pixels = recipe.inputSize ** 2 * 3;
  const decoded = Object.values(images).map((count) => Math.min(count * pixels, keptImages));
  const examples = Math.max(images.train + images.validation, images.test);
  // Which executor is quicker is measured beside the run, in a second process with a network of its own.
  const measuring = cuts.some((cut) => cut > 0) ? process + copiesOfAll * total * float + frozen : 0;
  return (
    process +
    copiesOfAll * total * float +
    copiesOfTrained * Math.max(...trainableByStage) * float +
    recipe.training.batchSize * perExample +
    examples * features +
    sum(decoded) +
    measuring
  );
}

/**
 * The first layer that may belong to what is trained. A network is cut where one tensor crosses: at or before the layer that is asked for,
 * and not before the second place above it where branches come together. In NASNet two tensors cross everywhere.
 */
function lowestCut({ layers, family }: Backbone, firstTrained: number): number {
  if (firstTrained === 0 || firstTrained === layers.length) return firstTrained;
  if (family === 'NASNet') return 0;
  const merging = layers.map(({ className }) => /^(Add|Concatenate|CustomScaleLayer)$/.test(className));
  if (!merging.includes(true)) return firstTrained;
  const last = merging.lastIndexOf(true, firstTrained - 1);
  return last <= 0 ? 0 : Math.max(0, merging.lastIndexOf(true, last - 1));
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function largest(values: number[]): number {
  return Math.max(0, ...values);
}
