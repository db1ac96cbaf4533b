import { type Allowed, refusals } from '#contracts/assignment';
import { backboneNames } from '#contracts/backbones';
import { sentence } from '#contracts/issues';
import { isPublishedId, parseRecipe, type Recipe, type RecipeIssue, unknownBackbone } from '#contracts/recipe';
import { classWeightIssues } from '#contracts/training';
import type { Context } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import { weightsLoaders } from '../weights/weights.loaders.ts';

/** What decides whether an assignment accepts a recipe. */
export interface RecipeTerms {
  courseId: string;
  /** The classes of its dataset version. */
  classNames: readonly string[];
  allowed: Allowed;
}

/**
 * A recipe that an assignment accepts, with every default filled in. Throws UNKNOWN_BACKBONE, RECIPE_INVALID or
 * RECIPE_NOT_ALLOWED, with every issue in `extensions.issues`.
 */
export async function acceptRecipe(context: Context, terms: RecipeTerms, input: unknown): Promise<Recipe> {
  const recipe = checkRecipe(input, terms.classNames);
  await requirePublished(context, terms.courseId, recipe);
  const issues = refusals(terms.allowed, recipe);
  if (issues.length > 0)
    throw new ApiError('RECIPE_NOT_ALLOWED', `The recipe is not allowed here: ${sentence(issues)}.`, { issues });
  return recipe;
}

function checkRecipe(input: unknown, classNames: readonly string[]): Recipe {
  const parsed = parseRecipe(input);
  const issues = parsed.issues ?? classWeightIssues(parsed.recipe, classNames);
  if (parsed.recipe && issues.length === 0) return parsed.recipe;
  const unknown = unknownBackbone(input);
  if (unknown !== undefined)
    throw new ApiError(
      'UNKNOWN_BACKBONE',
      `Expected a backbone that is one of ${backboneNames.join(', ')}, received "${unknown}".`,
      { issues },
    );
  throw invalidRecipe(issues);
}

/** Throws when a recipe says an id, and the course published no weights for its backbone under that id. */
async function requirePublished(context: Context, courseId: string, { backbone, weights: id }: Recipe): Promise<void> {
  if (!isPublishedId(id)) return;
  const fitting = (await weightsLoaders(context).weightsOfCourse.load(courseId)).filter(
    (weights) => weights.backbone === backbone,
  );
  if (fitting.some((weights) => weights.id === id)) return;
  const known = fitting.map((weights) => `"${weights.name}" ${weights.id}`).join(', ') || 'none yet';
  const message =
    `expected the id of weights that this course published for ${backbone} (${known}), received ` +
    `${JSON.stringify(id)}`;
  const values = { backbone, options: fitting.map(({ name }) => name), received: id };
  throw invalidRecipe([{ path: 'weights', message, code: 'unpublishedWeights', values }]);
}

function invalidRecipe(issues: readonly RecipeIssue[]): ApiError {
  return new ApiError('RECIPE_INVALID', `The recipe is not valid: ${sentence(issues)}.`, { issues });
}
