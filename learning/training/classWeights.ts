import { sentence } from '#contracts/issues';
import type { Recipe } from '#contracts/recipe';
import { RunFailure } from '#contracts/runFailure';
import { classWeightIssues } from '#contracts/training';

/**
 * How much an example of each class counts, in the classes' order. Throws RECIPE_UNSUPPORTED naming a class that is not
 * there.
 */
export function classWeightsOf(recipe: Pick<Recipe, 'training'>, classNames: readonly string[]): number[] | undefined {
  const { classWeight } = recipe.training;
  if (!classWeight) return undefined;
  const issues = classWeightIssues(recipe, classNames);
  if (issues.length > 0) throw new RunFailure('RECIPE_UNSUPPORTED', sentence(issues));
  return classNames.map((name) => (Object.hasOwn(classWeight, name) ? classWeight[name]! : 1));
}
