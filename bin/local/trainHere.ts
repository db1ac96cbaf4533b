import { join } from 'node:path';
import { Presets, SingleBar } from 'cli-progress';
import type { Recipe } from '#contracts/recipe';
import { plannedEpochs } from '#contracts/stages';
import { readEnvironment } from '#prisma/environment';
import { openImageFolder } from '../../worker/data/imageFolder.ts';
import { openImages } from '../../worker/data/images.ts';
import { openTrainingImages } from '../../worker/data/trainingImages.ts';
import { buildModel, type RecipeModel } from '../../worker/training/buildModel.ts';
import { classWeightsOf } from '../../worker/training/classWeights.ts';
import { saveModel } from '../../worker/training/savedModel.ts';
import { train } from '../../worker/training/train.ts';
import { loadWeights } from '../../worker/weights/loadWeights.ts';
import { callersPath } from '../commands/callersPath.ts';
import { readRecipe } from '../commands/submit.ts';
import { wholeRecipe } from '../commands/summary.ts';
import { startBestEngine } from '../networks/openNetwork.ts';
import { weightsBar } from '../networks/weightsBar.ts';
import { evaluateOn } from './evaluateHere.ts';
import type { TrainOptions } from './options.ts';
import { epochLine, foundLine } from './report.ts';

/** The same code, in the same order, as a worker's `trainRun`. */
export async function trainHere(path: string, options: TrainOptions): Promise<void> {
  const recipe = wholeRecipe(await readRecipe(path), path);
  const say = (line: string) => void (options.json ? process.stderr : process.stdout).write(`${line}\n`);

  const folder = (split: string, classNames?: readonly string[]) => openImageFolder(join(callersPath(options.data), split), classNames);
  const trainFolder = await folder('train');
  const { classNames } = trainFolder;
  const validationFolder = await folder('validation', classNames);
  const testFolder = await folder('test', classNames);
  for (const each of [trainFolder, validationFolder, testFolder]) say(foundLine(each));
  const classWeights = classWeightsOf(recipe, classNames);

  await startBestEngine(options.engine);
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

async function loadBackbone({ backbone }: RecipeModel, recipe: Recipe, file: string | undefined): Promise<void> {
  const { directories, KERAS_WEIGHTS_URL } = readEnvironment();
  const weights = file === undefined ? recipe.weights : { file: callersPath(file) };
  const bar = weightsBar();
  await loadWeights(backbone, {
    backbone: recipe.backbone,
    weights,
    cacheDirectory: directories.cache,
    kerasWeightsUrl: KERAS_WEIGHTS_URL,
    onProgress: bar.update,
  }).finally(bar.stop);
}
