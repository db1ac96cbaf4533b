import { type Allowed, refusals } from '#contracts/assignment';
import type { BackboneName } from '#contracts/backbones';
import { parseRecipe, type Recipe, type RecipeIssue } from '#contracts/recipe';
import { withValueAt } from './recipePath.ts';
import { readYaml, writeYaml } from './recipeYaml.ts';

/** A recipe while it is being written: the same one as fields and as text. It may be wrong; `checkDraft` says how. */
export interface RecipeDraft {
  fields: unknown;
  text: string;
  /** Why the text is no YAML; `fields` then hold the last text that was. */
  textProblem?: string;
}

/** A draft that starts from a recipe, every default filled in where that can be done. */
export function draftOf(recipe: unknown): RecipeDraft {
  const fields = filledIn(recipe);
  return { fields, text: writeYaml(fields) };
}

/** The draft after its text was edited. */
export function withText(draft: RecipeDraft, text: string): RecipeDraft {
  const { value, problem } = readYaml(text);
  return problem === undefined
    ? { fields: filledIn(value), text }
    : { fields: draft.fields, text, textProblem: problem };
}

/** The draft after one field was edited; undefined leaves it to its default. */
export function withField(draft: RecipeDraft, path: string, value: unknown): RecipeDraft {
  const fields = withValueAt(draft.fields, path, value);
  return { fields, text: writeYaml(fields) };
}

/** The draft with another backbone and with that backbone's own defaults for whatever depends on it. */
export function withBackbone(draft: RecipeDraft, backbone: BackboneName): RecipeDraft {
  const kept = ['weights', 'inputSize', 'preprocessing', 'freeze', 'head'].reduce(
    (fields, path) => withValueAt(fields, path, undefined),
    draft.fields,
  );
  return draftOf(withValueAt(kept, 'backbone', backbone));
}

/**
 * The draft with other weights. Random ones must all be trained; of trained ones all are kept, until somebody says
 * otherwise.
 */
export function withWeights(draft: RecipeDraft, weights: string): RecipeDraft {
  const freeze = weights === 'random' ? 'none' : 'all';
  return draftOf(withValueAt(withValueAt(draft.fields, 'weights', weights), 'freeze', freeze));
}

/** The draft with another optimizer, with Keras's own numbers for it. */
export function withOptimizer(draft: RecipeDraft, name: string): RecipeDraft {
  return draftOf(withValueAt(draft.fields, 'optimizer', { name }));
}

export interface CheckedDraft {
  /** There when the draft is a recipe, even one that this assignment refuses. */
  recipe?: Recipe;
  issues: RecipeIssue[];
}

/** Everything that keeps a draft from being submitted. */
export function checkDraft(draft: RecipeDraft, allowed: Allowed): CheckedDraft {
  const { recipe, issues } = parseRecipe(draft.fields);
  const found = recipe ? refusals(allowed, recipe) : issues;
  return { recipe, issues: draft.textProblem ? [{ path: 'recipe', message: draft.textProblem }, ...found] : found };
}

function filledIn(fields: unknown): unknown {
  return parseRecipe(fields).recipe ?? fields;
}
