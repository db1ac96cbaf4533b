import { evaluateModel, readModel } from '#learning';
import { callersPath } from '../terminal/arguments.ts';
import { openImageFiles } from './imageFiles.ts';
import type { LocalOptions } from './options.ts';
import { openPlace } from './place.ts';

export interface ModelAnswers {
  facts: { model: string; backbone: string; engine: string };
  classNames: string[];
  /** Image after image: one probability a class. */
  probabilities: number[][];
}

/** What a model that `train --save` kept answers for image files. Throws RunFailures. */
export async function askModel(paths: readonly string[], folder: string, options: LocalOptions): Promise<ModelAnswers> {
  const source = await openImageFiles(paths);
  const place = await openPlace(options.engine);
  const saved = await readModel(callersPath(folder));
  const { probabilities } = await evaluateModel(source, saved, place);
  return {
    facts: { model: folder, backbone: saved.recipe.backbone, engine: place.engine.name },
    classNames: saved.classNames,
    probabilities: paths.map((_, index) => rowOf(probabilities, index, saved.classNames.length)),
  };
}

/** One probability a class. For two classes the network answers one number, the second one's. */
function rowOf(probabilities: Float32Array, index: number, classes: number): number[] {
  if (classes > 2) return [...probabilities.subarray(index * classes, (index + 1) * classes)];
  const second = probabilities[index]!;
  return [1 - second, second];
}
