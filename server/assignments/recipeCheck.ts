import { type Allowed, refusals } from '#contracts/assignment';
import { backboneNames } from '#contracts/backbones';
import { sentence } from '#contracts/issues';
import { parseRecipe, type Recipe, unknownBackbone } from '#contracts/recipe';
import { ApiError } from '../errors.ts';

/** A recipe with every default filled in. Throws UNKNOWN_BACKBONE or RECIPE_INVALID, with every issue in `extensions.issues`. */
export function checkRecipe(input: unknown): Recipe {
  const { recipe, issues } = parseRecipe(input);
  if (recipe) return recipe;
  const unknown = unknownBackbone(input);
  if (unknown !== undefined)
    throw new ApiError('UNKNOWN_BACKBONE', `Expected a backbone that is one of ${backboneNames.join(', ')}, received "${unknown}".`, {
      issues,
    });
  throw new ApiError('RECIPE_INVALID', `The recipe is not valid: ${sentence(issues)}.`, { issues });
}

/** Throws RECIPE_NOT_ALLOWED, with every issue in `extensions.issues`. */
export function checkAllowed(allowed: Allowed, recipe: Recipe): void {
  const issues = refusals(allowed, recipe);
  if (issues.length > 0) throw new ApiError('RECIPE_NOT_ALLOWED', `The recipe is not allowed here: ${sentence(issues)}.`, { issues });
}
