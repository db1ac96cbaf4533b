import type { BackboneName } from '#contracts/backbones';
import { blocksOf } from '#contracts/blocks';
import { outputUnits, parameterCounts } from '#contracts/parameters';
import { type RecipeInput, recipeSchema } from '#contracts/recipe';
import { stagesOf } from '#contracts/stages';
import { runOf, seedsOf } from '../../lessons/histories.ts';
import { measureSide, quartersOf } from '../../lessons/transferMeasures.ts';
import type { Cut } from '../figures/cuts.ts';
import {
  type AugmentationFigureProps,
  type FreezeFigureProps,
  type FrontFigureProps,
  type OverfittingKind,
  overfittingKinds,
  type PretrainingFigureProps,
  type SlopesFigureProps,
  type StagesFigureProps,
  type Task,
  type TasksFigureProps,
  type Way,
} from '../figures/given.ts';

// What the figures show. It is put together on the server, so that no browser loads the table of all layers, nor the
// histories of other figures.

/** From nothing frozen to all. */
const cutNames = ['none', 'block_6_expand', 'block_14_expand', 'all'] as const;
/** Of the CNN that has learned digits. */
const cnnCutNames = ['none', 'conv2d_2', 'conv2d_3', 'all'] as const;
const cutRuns = 'pets/200';
const longRuns = 'pets/400';
const sizeEpochs = 20;

/** How high each block is drawn: by the root of its parameters, so that small ones are seen. */
const sharesOf = (backbone: BackboneName) => {
  const blocks = blocksOf(backbone);
  const most = Math.max(...blocks.map(({ params }) => params));
  return blocks.map(({ params }) => Math.sqrt(params / most));
};

export function frontData(): FrontFigureProps {
  const pretrained = cutNames.map((name) => validationOf(`${cutRuns}/${name}`));
  return {
    cuts: cutsOf('MobileNetV2', cutNames, 2),
    shares: sharesOf('MobileNetV2'),
    pretrained,
    // The same recipe with fewer epochs is the beginning of the longer run.
    scratch: validationOf(`${cutRuns}/scratch`).map((curve) => curve.slice(0, pretrained[0]![0]!.length)),
    headEpochs: runOf(`${cutRuns}/none/42`).recipe.training?.epochs ?? 0,
  };
}

export function freezeData(): FreezeFigureProps {
  const results = (runs: string) => ({
    pretrained: cnnCutNames.map((name) => lastOf(`${runs}/${name}`)),
    scratch: lastOf(`${runs}/scratch`),
  });
  return {
    cuts: cutsOf('CNN', cnnCutNames, 2),
    shares: sharesOf('CNN'),
    near: results('highDigits/50'),
    far: results('pets/300'),
  };
}

export function pretrainingData(): PretrainingFigureProps {
  return {
    sizes: [20, 50, 100, 200, 400].map((images) => ({
      images,
      pretrained: runOf(`pets/${images}/frozen/42`).valAcc.slice(0, sizeEpochs),
      scratch: runOf(`pets/${images}/scratch/42`).valAcc.slice(0, sizeEpochs),
    })),
  };
}

export function stagesData(): StagesFigureProps {
  const names: Record<Way, string> = {
    transfer: 'all',
    partial: 'block_14_expand',
    full: 'none',
    large: 'large-steps',
  };
  const runs = Object.entries(names).map(([way, name]) => {
    const { recipe: input, acc, valAcc } = runOf(`${cutRuns}/${name}/42`);
    const recipe = recipeSchema.parse(input);
    const { trainableByStage } = parameterCounts(recipe, 2);
    const stages = stagesOf(recipe).map(({ freeze, epochs }, index) => ({
      frozen: frozenBlocks('MobileNetV2', typeof freeze === 'string' ? freeze : freeze.before),
      trainable: trainableByStage[index]!,
      epochs,
    }));
    return [way, { acc, valAcc, stages }];
  });
  return { runs: Object.fromEntries(runs), shares: sharesOf('MobileNetV2') };
}

export function tasksData(): TasksFigureProps {
  const classes: Record<Task, number> = { pets: 2, scenery: 6, digits: 10 };
  const tasks = Object.entries(classes).map(([task, count]) => {
    const { recipe, valAcc } = runOf(`${task}/300/frozen/42`);
    const { head } = parameterCounts(recipeSchema.parse(recipe), count);
    return [task, { valAcc, classes: count, units: outputUnits(count), headParams: head }];
  });
  return { tasks: Object.fromEntries(tasks) };
}

export function slopesData(): SlopesFigureProps {
  const pretrained = measureSide(validationOf(`${longRuns}/frozen`));
  const { early, late } = quartersOf(pretrained.curves[0]!.length);
  const scratch = measureSide(validationOf(`${longRuns}/scratch`));
  return { pretrained, scratch, earlyEpochs: early, lateEpochs: late };
}

export function augmentationData(): AugmentationFigureProps {
  const [plain, augmented] = [runOf(`${longRuns}/scratch/42`), runOf(`${longRuns}/augmented/42`)];
  const first = (values: number[]) => values.slice(0, augmented.acc.length);
  return {
    plain: { acc: first(plain.acc), valAcc: first(plain.valAcc) },
    augmented: { acc: augmented.acc, valAcc: augmented.valAcc },
  };
}

export function overfittingData() {
  const runs = overfittingKinds.map((kind) => {
    const { recipe, acc, valAcc, loss, valLoss } = runOf(`${longRuns}/${kind === 'plain' ? 'scratch' : kind}/42`);
    return [kind, { recipe: recipeSchema.parse(recipe), acc, valAcc, loss, valLoss }] as const;
  });
  return { runs: Object.fromEntries(runs) as Record<OverfittingKind, (typeof runs)[number][1]> };
}

function cutsOf(backbone: BackboneName, names: readonly string[], classes: number): Cut[] {
  return names.map((name) => {
    const freeze: RecipeInput['freeze'] = name === 'all' || name === 'none' ? name : { before: name };
    const recipe = { ...(backbone === 'CNN' ? cnnRecipe() : { backbone }), freeze };
    const { trainable } = parameterCounts(recipeSchema.parse(recipe), classes);
    return { freeze: name, frozen: frozenBlocks(backbone, name), blocks: blocksOf(backbone).length, trainable };
  });
}

function cnnRecipe(): RecipeInput {
  return runOf('pets/300/all/42').recipe;
}

function frozenBlocks(backbone: BackboneName, freeze: string): number {
  const blocks = blocksOf(backbone);
  if (freeze === 'all') return blocks.length;
  return freeze === 'none' ? 0 : blocks.findIndex(({ firstLayer }) => firstLayer === freeze);
}

function validationOf(name: string): number[][] {
  return seedsOf(name).map(({ valAcc }) => valAcc);
}

function lastOf(name: string): number[] {
  return validationOf(name).map((curve) => curve.at(-1)!);
}
