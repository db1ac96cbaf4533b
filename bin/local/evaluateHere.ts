import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Recipe } from '#contracts/recipe';
import { type ImageFolder, openImageFolder } from '../../worker/data/imageFolder.ts';
import { openImages } from '../../worker/data/images.ts';
import { measure } from '../../worker/evaluation/measure.ts';
import type { Executors } from '../../worker/features/executors.ts';
import { prepare } from '../../worker/features/prepare.ts';
import type { RecipeModel } from '../../worker/training/buildModel.ts';
import { judge } from '../../worker/training/judge.ts';
import { readModel } from '../../worker/training/savedModel.ts';
import { callersPath } from '../commands/callersPath.ts';
import { startBestEngine } from '../networks/openNetwork.ts';
import { executorsHere } from './executorsHere.ts';
import type { EvaluateOptions } from './options.ts';
import { evaluationText, foundLine } from './report.ts';

/** A saved model on the test images of a folder, or on the folder itself. */
export async function evaluateHere(path: string, options: EvaluateOptions): Promise<void> {
  const engine = await startBestEngine(options.engine);
  const { recipe, classNames, model } = await readModel(callersPath(path));
  const data = callersPath(options.data);
  const test = join(data, 'test');
  const folder = await openImageFolder(existsSync(test) ? test : data, classNames);
  (options.json ? process.stderr : process.stdout).write(`${foundLine(folder)}\n`);
  await evaluateOn(folder, model, await executorsHere(engine, recipe, model), recipe, options.json);
}

/** Prints what a trained model makes of a folder of test images. */
export async function evaluateOn(
  folder: ImageFolder,
  model: RecipeModel,
  executors: Executors,
  recipe: Recipe,
  json: boolean | undefined,
): Promise<void> {
  const executor = model.prefix && (await executors.open(model.prefix));
  const examples = await prepare(executor, openImages(folder, recipe), () => {});
  const judgement = await judge(model, examples, recipe.training);
  process.stdout.write(`${evaluationText(measure(judgement, folder.labels, folder.classNames), json)}\n`);
}
