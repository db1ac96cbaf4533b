import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openImageFolder } from '../../learning/data/imageFolder.ts';
import { openImages } from '../../learning/data/images.ts';
import { readModel } from '../../learning/network/savedModel.ts';
import { callersPath } from '../commands/callersFiles.ts';
import { featuresHere } from './featuresHere.ts';
import { startBestEngine } from './openNetwork.ts';
import type { DataOptions } from './options.ts';
import { evaluationText, foundLine } from './report.ts';
import { evaluateOn } from './trainOn.ts';

/** Prints what a saved model makes of the test images of a folder, or of the folder itself. */
export async function evaluateHere(path: string, options: DataOptions): Promise<void> {
  const engine = await startBestEngine(options.engine);
  const { recipe, classNames, model } = await readModel(callersPath(path));
  const data = callersPath(options.data);
  const test = join(data, 'test');
  const folder = await openImageFolder(existsSync(test) ? test : data, classNames);
  (options.json ? process.stderr : process.stdout).write(`${foundLine(folder)}\n`);
  const features = await featuresHere(engine, recipe, model);
  const evaluation = await evaluateOn(openImages(folder, recipe), classNames, model, features, recipe);
  process.stdout.write(`${evaluationText(evaluation, options.json)}\n`);
}
