import * as tf from '@tensorflow/tfjs';
import type { Recipe } from '#contracts/recipe';
import { plannedEpochs } from '#contracts/stages';
import { countParameters, type EpochResult, type Metrics, type TrainingPlace } from '#learning';
import { readWholeRecipe } from '../terminal/recipeFile.ts';
import { table } from '../terminal/table.ts';
import { type DataFolders, openDataFolders } from './dataFolders.ts';
import type { DatasetOptions } from './options.ts';
import { openPlace } from './place.ts';
import { epochLine, foundLine } from './report.ts';
import { type FeaturesUse, requireLocalWeights, trainOn } from './trainOn.ts';

/** What became of one recipe. */
interface Compared {
  recipe: string;
  backbone: string;
  params: { total: number; trainable: number };
  epochs: EpochResult[];
  evaluation: Metrics;
  features: FeaturesUse;
  /** All of it: weights, features, training, evaluation. */
  seconds: number;
}

/** Trains one recipe after another on the same images and prints their numbers side by side. */
export async function compareHere(paths: string[], options: DatasetOptions): Promise<void> {
  const recipes: Recipe[] = [];
  for (const path of paths) {
    const recipe = await readWholeRecipe(path);
    requireLocalWeights(recipe);
    recipes.push(recipe);
  }
  const say = (line: string) => void (options.json ? process.stderr : process.stdout).write(`${line}\n`);
  const folders = await openDataFolders(options);
  for (const folder of Object.values(folders)) say(foundLine(folder));

  const place = await openPlace(options.engine);
  const all: Compared[] = [];
  for (const [index, recipe] of recipes.entries()) {
    say(`\n${paths[index]} (${index + 1} of ${paths.length})`);
    const compared = await trainOne(place, paths[index]!, recipe, folders, (epoch) =>
      say(epochLine(epoch, plannedEpochs(recipe), false)),
    );
    if (options.json) process.stdout.write(`${JSON.stringify(compared)}\n`);
    all.push(compared);
  }
  if (!options.json) process.stdout.write(`\n${comparison(all)}\n`);
}

async function trainOne(
  place: TrainingPlace,
  path: string,
  recipe: Recipe,
  folders: DataFolders,
  onEpoch: (epoch: EpochResult) => void,
): Promise<Compared> {
  const begin = performance.now();
  const epochs: EpochResult[] = [];
  const { model, evaluation, features } = await trainOn(place, folders, recipe, {
    onEpoch(epoch) {
      epochs.push(epoch);
      onEpoch(epoch);
    },
  });
  const params = countParameters(model);
  // The next network needs the memory of this one.
  tf.disposeVariables();
  return {
    recipe: path,
    backbone: recipe.backbone,
    params,
    epochs,
    evaluation,
    features,
    seconds: (performance.now() - begin) / 1000,
  };
}

function comparison(all: Compared[]): string {
  const rows = all.map(({ recipe, backbone, params, epochs, evaluation, seconds }) => {
    const validation = epochs.at(-1)?.valAcc ?? null;
    return [
      recipe,
      backbone,
      params.total,
      params.trainable,
      epochs.length,
      validation === null ? '' : validation.toFixed(4),
      evaluation.loss.toFixed(4),
      evaluation.acc.toFixed(4),
      evaluation.macroF1.toFixed(4),
      seconds.toFixed(1),
    ];
  });
  return table(
    [
      'recipe',
      'backbone',
      'parameters',
      'trainable',
      'epochs',
      'valAcc',
      'test loss',
      'test accuracy',
      'macro F1',
      'seconds',
    ],
    rows,
  );
}
