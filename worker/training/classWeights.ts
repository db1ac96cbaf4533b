import { RunFailure } from '#contracts/runFailure';
import type { TrainingSettings } from '#contracts/training';

/** How much an example of each class counts, in the classes' order. Throws RECIPE_UNSUPPORTED naming a class that is not there. */
export function classWeightsOf({ classWeight }: TrainingSettings, classNames: readonly string[]): number[] | undefined {
  if (!classWeight) return undefined;
  const unknown = Object.keys(classWeight).find((name) => !classNames.includes(name));
  if (unknown !== undefined)
    throw new RunFailure(
      'RECIPE_UNSUPPORTED',
      `training.classWeight: expected classes among ${classNames.join(', ')}, received ${unknown}`,
    );
  return classNames.map((name) => classWeight[name] ?? 1);
}
