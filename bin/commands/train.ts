import { join } from 'node:path';
import { Presets, SingleBar } from 'cli-progress';
import { Command } from 'commander';
import { parseRecipe, type Recipe } from '#contracts/recipe';
import { plannedEpochs } from '#contracts/stages';
import { readEnvironment } from '#prisma/environment';
import { type ImageFolder, openImageFolder } from '../../worker/data/imageFolder.ts';
import { openImages } from '../../worker/data/images.ts';
import { openTrainingImages } from '../../worker/data/trainingImages.ts';
import { measure } from '../../worker/evaluation/measure.ts';
import { prepare } from '../../worker/features/prepare.ts';
import { buildModel, type RecipeModel } from '../../worker/training/buildModel.ts';
import { classWeightsOf } from '../../worker/training/classWeights.ts';
import { judge } from '../../worker/training/judge.ts';
import { saveModel } from '../../worker/training/savedModel.ts';
import { train } from '../../worker/training/train.ts';
import { loadWeights } from '../../worker/weights/loadWeights.ts';
import { refusingBadInput } from '../local/refuse.ts';
import { epochLine, evaluationText, foundLine } from '../local/report.ts';
import { engineOption, startLocalEngine, type WantedEngine } from '../local/startLocalEngine.ts';
import { callersPath } from './callersPath.ts';
import { CommandError, exitCodes } from './exitCodes.ts';
import { readRecipe } from './submit.ts';

interface TrainOptions {
  data: string;
  engine: WantedEngine;
  weightsFile?: string;
  save?: string;
  json?: boolean;
}

export function trainCommand(): Command {
  return new Command('train')
    .description('train a recipe on this machine, without a server, and evaluate it on the test images')
    .argument('<recipe>', 'a YAML or JSON file, or - for standard input')
    .requiredOption('--data <folder>', 'holds train/, validation/ and test/, each with one folder a class')
    .option('--engine <engine>', 'auto, native or wasm', engineOption, 'auto')
    .option('--weights-file <file.h5>', "the backbone's parameters, instead of the weights that the recipe names")
    .option('--save <folder>', 'keep the trained model there, for "evaluate" and "classify"')
    .option('--json', 'one line of JSON an epoch, then one with the evaluation')
    .addHelpText(
      'after',
      `
Example:
  downstream train recipes/cnn.yaml --data ./cats-and-dogs --save ./my-model`,
    )
    .action((recipe: string, options: TrainOptions) => refusingBadInput(() => trainHere(recipe, options)));
}

/** The same code, in the same order, as a worker's `trainRun`. */
async function trainHere(path: string, options: TrainOptions): Promise<void> {
  const recipe = await checkedRecipe(path);
  const say = (line: string) => void (options.json ? process.stderr : process.stdout).write(`${line}\n`);

  const folder = (split: string, classNames?: readonly string[]) => openImageFolder(join(callersPath(options.data), split), classNames);
  const trainFolder = await folder('train');
  const { classNames } = trainFolder;
  const validationFolder = await folder('validation', classNames);
  const testFolder = await folder('test', classNames);
  for (const each of [trainFolder, validationFolder, testFolder]) say(foundLine(each));
  const classWeights = classWeightsOf(recipe.training, classNames);

  await startLocalEngine(options.engine);
  const model = buildModel(recipe, classNames.length);
  await loadBackbone(model, recipe, options.weightsFile);

  const images = { train: openTrainingImages(trainFolder, recipe, recipe.seed), validation: openImages(validationFolder, recipe) };
  const bar = new SingleBar({ format: '{what} {bar} {value}/{total}  ETA {eta_formatted}', clearOnComplete: true }, Presets.shades_classic);
  const epochs = train(model, { images, classWeights }, recipe, {
    prepare: (count) => bar.start(count, 0, { what: model.prefix ? 'Computing features' : 'Reading images' }),
    prepared: (count) => bar.increment(count),
    learn() {
      bar.stop();
    },
    step() {},
  });
  for await (const epoch of epochs) process.stdout.write(`${epochLine(epoch, plannedEpochs(recipe), options.json)}\n`);

  await evaluateOn(testFolder, model, recipe, options.json);
  if (options.save === undefined) return;
  await saveModel(callersPath(options.save), { recipe, classNames: [...classNames], model });
  say(`Saved the model in ${options.save}.`);
}

/** Prints what a trained model makes of a folder of test images. */
export async function evaluateOn(folder: ImageFolder, model: RecipeModel, recipe: Recipe, json: boolean | undefined): Promise<void> {
  const examples = await prepare(model.prefix, openImages(folder, recipe), () => {});
  const judgement = await judge(model, examples, recipe.training);
  process.stdout.write(`${evaluationText(measure(judgement, folder.labels, folder.classNames), json)}\n`);
}

async function checkedRecipe(path: string): Promise<Recipe> {
  const { recipe, issues } = parseRecipe(await readRecipe(path));
  if (recipe) return recipe;
  const problems = issues.map((issue) => `${issue.path}: ${issue.message}`).join('; ');
  throw new CommandError(exitCodes.refused, 'RECIPE_INVALID', `${path} is no recipe: ${problems}.`);
}

async function loadBackbone({ backbone }: RecipeModel, recipe: Recipe, file: string | undefined): Promise<void> {
  const { directories, KERAS_WEIGHTS_URL } = readEnvironment();
  const weights = file === undefined ? recipe.weights : { file: callersPath(file) };
  await loadWeights(backbone, {
    backbone: recipe.backbone,
    weights,
    cacheDirectory: directories.cache,
    kerasWeightsUrl: KERAS_WEIGHTS_URL,
  });
}
