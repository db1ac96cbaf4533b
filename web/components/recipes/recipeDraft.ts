import { type Allowed, refusals } from '#contracts/assignment';
import type { BackboneName } from '#contracts/backbones';
import type { OptimizerName } from '#contracts/optimizer';
import { fieldsOfBackbone, parseRecipe, type Recipe, type RecipeIssue } from '#contracts/recipe';
import type { Translate } from '../../i18n/translate.ts';
import { withValueAt } from './recipePath.ts';
import { readYaml, writeYaml, type YamlProblem, yamlProblemText } from './recipeYaml.ts';

/** A recipe that somebody is writing, as fields and as text. It may be wrong; `checkDraft` says how. */
export interface RecipeDraft {
  fields: unknown;
  text: string;
  /** Why the text is no YAML; `fields` then hold the last text that was. */
  textProblem?: YamlProblem;
}

/** A draft that starts from a recipe, with its defaults filled in when the recipe is valid. */
export function draftOf(recipe: unknown): RecipeDraft {
  const fields = filledIn(recipe);
  return { fields, text: writeYaml(fields) };
}

/** The draft after its text was edited. */
export function withText(draft: RecipeDraft, text: string): RecipeDraft {
  const { value, problem } = readYaml(text);
  return problem ? { fields: draft.fields, text, textProblem: problem } : { fields: filledIn(value), text };
}

/** The draft after one field was edited; undefined leaves it to its default. */
export function withField(draft: RecipeDraft, path: string, value: unknown): RecipeDraft {
  const fields = withValueAt(draft.fields, path, value);
  return { fields, text: writeYaml(fields) };
}

/** The draft with another backbone, and with its defaults in every field that depends on the backbone. */
export function withBackbone(draft: RecipeDraft, backbone: BackboneName): RecipeDraft {
  const kept = fieldsOfBackbone.reduce<unknown>((fields, path) => withValueAt(fields, path, undefined), draft.fields);
  return draftOf(withValueAt(kept, 'backbone', backbone));
}

/** The draft with other weights. Random weights must all be trained; trained ones start frozen. */
export function withWeights(draft: RecipeDraft, weights: string): RecipeDraft {
  const freeze = weights === 'random' ? 'none' : 'all';
  return draftOf(withValueAt(withValueAt(draft.fields, 'weights', weights), 'freeze', freeze));
}

/** The draft with another optimizer, with Keras's own numbers for it. */
export function withOptimizer(draft: RecipeDraft, name: OptimizerName): RecipeDraft {
  return draftOf(withValueAt(draft.fields, 'optimizer', { name }));
}

export interface CheckedDraft {
  /** There when the draft is a recipe, even one that this assignment refuses. */
  recipe?: Recipe;
  issues: RecipeIssue[];
}

/** Everything that keeps a draft from being submitted. */
export function checkDraft(draft: RecipeDraft, allowed: Allowed, t: Translate): CheckedDraft {
  const { recipe, issues } = parseRecipe(draft.fields);
  const found = recipe ? refusals(allowed, recipe) : issues;
  const { textProblem } = draft;
  if (!textProblem) return { recipe, issues: found };
  return { recipe, issues: [{ path: 'recipe', message: yamlProblemText(textProblem, t) }, ...found] };
}

function filledIn(fields: unknown): unknown {
  return parseRecipe(fields).recipe ?? fields;
}
