import { type Allowed, refusals } from '#contracts/assignment';
import { backboneNames } from '#contracts/backbones';
import { sentence } from '#contracts/issues';
import { parseRecipe, type Recipe, type RecipeIssue, unknownBackbone } from '#contracts/recipe';
import { classWeightIssues } from '#contracts/training';
import { ApiError } from '../errors.ts';

/**
 * A recipe for images of these classes, with every default filled in. Throws UNKNOWN_BACKBONE or RECIPE_INVALID, with
 * every issue in `extensions.issues`.
 */
export function checkRecipe(input: unknown, classNames: readonly string[]): Recipe {
  const parsed = parseRecipe(input);
  const issues = parsed.issues ?? classWeightIssues(parsed.recipe, classNames);
  if (parsed.recipe && issues.length === 0) return parsed.recipe;
  const unknown = unknownBackbone(input);
  if (unknown !== undefined)
    throw new ApiError(
      'UNKNOWN_BACKBONE',
      `Expected a backbone that is one of ${backboneNames.join(', ')}, received "${unknown}".`,
      {
        issues,
      },
    );
  throw invalidRecipe(issues);
}

export function invalidRecipe(issues: readonly RecipeIssue[]): ApiError {
  return new ApiError('RECIPE_INVALID', `The recipe is not valid: ${sentence(issues)}.`, { issues });
}

/** Throws RECIPE_NOT_ALLOWED, with every issue in `extensions.issues`. */
export function checkAllowed(allowed: Allowed, recipe: Recipe): void {
  const issues = refusals(allowed, recipe);
  if (issues.length > 0)
    throw new ApiError('RECIPE_NOT_ALLOWED', `The recipe is not allowed here: ${sentence(issues)}.`, { issues });
}
