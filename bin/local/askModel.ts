import { openImages } from '../../learning/data/images.ts';
import { judge } from '../../learning/evaluation/evaluate.ts';
import { prepare } from '../../learning/features/prepare.ts';
import { readModel } from '../../learning/network/savedModel.ts';
import { callersPath } from '../commands/callersFiles.ts';
import { featuresHere } from './featuresHere.ts';
import { openImageFiles } from './imageFiles.ts';
import { startBestEngine } from './openNetwork.ts';
import type { LocalOptions } from './options.ts';

export interface ModelAnswers {
  facts: { model: string; backbone: string; engine: string };
  classNames: string[];
  /** Image after image: one probability a class. */
  probabilities: number[][];
}

/** What a model that `train --save` kept answers for image files. Throws RunFailures. */
export async function askModel(paths: readonly string[], folder: string, options: LocalOptions): Promise<ModelAnswers> {
  const source = await openImageFiles(paths);
  const engine = await startBestEngine(options.engine);
  const { recipe, classNames, model } = await readModel(callersPath(folder));
  const features = await featuresHere(engine, recipe, model);
  const examples = await prepare(features, model.prefix, openImages(source, recipe), () => {});
  const { probabilities } = await judge(model, examples, recipe.training);
  examples.close();
  return {
    facts: { model: folder, backbone: recipe.backbone, engine: engine.name },
    classNames,
    probabilities: paths.map((_, index) => rowOf(probabilities, index, classNames.length)),
  };
}

/** One probability a class. For two classes the network answers one number, the second one's. */
function rowOf(probabilities: Float32Array, index: number, classes: number): number[] {
  if (classes > 2) return [...probabilities.subarray(index * classes, (index + 1) * classes)];
  const second = probabilities[index]!;
  return [1 - second, second];
}
