import { sentence } from '#contracts/issues';
import type { Recipe } from '#contracts/recipe';
import { RunFailure } from '#contracts/runFailure';
import { classWeightIssues } from '#contracts/training';

/**
 * The weight of each class, in the order of the classes; undefined if the recipe has none. Throws RECIPE_UNSUPPORTED,
 * naming the class, if the recipe weights a class that does not exist.
 */
export function classWeightsOf(recipe: Pick<Recipe, 'training'>, classNames: readonly string[]): number[] | undefined {
  const { classWeight } = recipe.training;
  if (!classWeight) return undefined;
  const issues = classWeightIssues(recipe, classNames);
  if (issues.length > 0) throw new RunFailure('RECIPE_UNSUPPORTED', sentence(issues));
  return classNames.map((name) => (Object.hasOwn(classWeight, name) ? classWeight[name]! : 1));
}
