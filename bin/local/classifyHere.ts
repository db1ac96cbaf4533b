import { readFile } from 'node:fs/promises';
import type { ImageSource } from '../../worker/data/imageSource.ts';
import { openImages } from '../../worker/data/images.ts';
import { prepare } from '../../worker/features/prepare.ts';
import { openTfjsExecutor } from '../../worker/features/tfjsExecutor.ts';
import { judge } from '../../worker/training/judge.ts';
import { readModel } from '../../worker/training/savedModel.ts';
import { callersPath } from '../commands/callersPath.ts';
import { table } from '../commands/table.ts';
import { startBestEngine } from '../networks/openNetwork.ts';
import type { LocalOptions } from './options.ts';

/** Prints the probability of each class for each image. */
export async function classifyHere(path: string, images: string[], options: LocalOptions): Promise<void> {
  await startBestEngine(options.engine);
  const { recipe, classNames, model } = await readModel(callersPath(path));
  // For a few images a choice of executors would cost more than it spares.
  const examples = await prepare(model.prefix && openTfjsExecutor(model.prefix), openImages(unlabelled(images), recipe), () => {});
  const { predicted, probabilities } = await judge(model, examples, recipe.training);
  const answers = images.map((image, index) => {
    const row = rowOf(probabilities, index, classNames.length);
    return {
      image,
      className: classNames[predicted[index]!]!,
      probabilities: Object.fromEntries(classNames.map((name, label) => [name, row[label]!])),
    };
  });
  if (options.json) process.stdout.write(answers.map((answer) => `${JSON.stringify(answer)}\n`).join(''));
  else
    process.stdout.write(
      `${table(
        ['image', 'class', 'probability'],
        answers.map(({ image, className, ...all }) => [image, className, all.probabilities[className]!.toFixed(4)]),
      )}\n`,
    );
}

/** One probability a class. For two classes the network answers one number, the second one's. */
function rowOf(probabilities: Float32Array, index: number, classes: number): number[] {
  if (classes > 2) return [...probabilities.subarray(index * classes, (index + 1) * classes)];
  const second = probabilities[index]!;
  return [1 - second, second];
}

function unlabelled(paths: string[]): ImageSource {
  return {
    labels: new Int32Array(paths.length),
    read: (index) => readFile(callersPath(paths[index]!)),
    nameOf: (index) => paths[index]!,
    sealed: false,
  };
}
