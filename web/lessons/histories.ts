import type { RecipeInput } from '#contracts/recipe';
import histories from './histories.json' with { type: 'json' };

/** A run of tests/lessons/: what it learned from, and each epoch's numbers. */
export interface LessonRun {
  recipe: RecipeInput;
  /** Training images. */
  images: number;
  acc: number[];
  valAcc: number[];
  loss: number[];
  valLoss: number[];
}

const runs = histories as unknown as Record<string, LessonRun>;

/** A run by its name, e.g. "pets/400/none/42". Throws RangeError where there is none. */
export function runOf(name: string): LessonRun {
  const run = runs[name];
  if (!run) throw new RangeError(`Expected a run of the lessons, received ${name}`);
  return run;
}

/** The runs of a recipe with all the seeds that it was trained with. */
export function seedsOf(name: string): LessonRun[] {
  const found = Object.entries(runs).flatMap(([key, run]) => (key.startsWith(`${name}/`) ? [run] : []));
  if (found.length === 0) throw new RangeError(`Expected runs of the lessons, received ${name}`);
  return found;
}
