import type { BackboneName } from '#contracts/backbones';
import { headSchema } from '#contracts/head';
import { type OptimizerName, optimizerSchema } from '#contracts/optimizer';
import { fieldsOfBackbone, parseRecipe, type Recipe, recipeSchema } from '#contracts/recipe';
import { nearestRecipe } from './nearestRecipe.ts';
import { withoutComments, withValue } from './recipeEdits.ts';
import { keysOf, type Path, valueAt } from './recipePath.ts';
import { readYaml, writeYaml, type YamlProblem } from './recipeYaml.ts';

/** A recipe that somebody is writing. The text is all of it; the form reads and edits the text's fields. */
export interface RecipeDraft {
  text: string;
  /** The last text that was YAML: `text` itself, unless it has a `textProblem`. */
  readable: string;
  /** What `readable` says, without defaults. */
  fields: unknown;
  /** Why the text is no YAML. */
  textProblem?: YamlProblem;
}

/** A draft that starts from a recipe: what nearly every recipe says, and what is not its default. */
export function draftOf(recipe: unknown): RecipeDraft {
  const whole = parseRecipe(recipe).recipe;
  return draftOfText(writeYaml(whole ? withoutDefaults(whole) : recipe));
}

export function draftOfText(text: string): RecipeDraft {
  return withText({ text: '', readable: '', fields: {} }, text);
}

/** The draft after its text was edited. */
export function withText(draft: RecipeDraft, text: string): RecipeDraft {
  const { value, problem } = readYaml(text);
  if (problem) return { ...draft, text, textProblem: problem };
  return { text, readable: text, fields: value };
}

/** The draft after one field was edited; undefined leaves it to its default. */
export function withField(draft: RecipeDraft, path: Path, value: unknown): RecipeDraft {
  return withText(draft, edited(draft, path, value));
}

/**
 * The draft with another backbone, and with its defaults in every field that depends on the backbone. Comments that
 * name the former one, or stand beside such a field, would not be right any more.
 */
export function withBackbone(draft: RecipeDraft, backbone: BackboneName): RecipeDraft {
  const own = recipeSchema.parse({ backbone });
  const former = valueAt(draft.fields, 'backbone');
  const isFormer = (comment: string) => typeof former === 'string' && comment.split(/[^\w]+/).includes(former);
  const isOfBackbone = (line: string) => /^(\w+):/.test(line) && ownFields.includes(line.split(':')[0]!);
  let next =
    former === backbone
      ? draft
      : withText(
          draft,
          withoutComments(draft.readable, (comment, line) => isFormer(comment) || isOfBackbone(line)),
        );
  next = withField(next, 'backbone', backbone);
  const short = withoutDefaults(own);
  for (const field of fieldsOfBackbone) next = withWritten(next, field, short[field]);
  for (const index of stageIndices(next)) {
    const path = `stages.${index}.freeze`;
    if (typeof valueAt(next.fields, path) === 'object') next = withField(next, path, 'none');
  }
  return next;
}

/** The draft with other weights. Random weights must all be trained; trained ones start frozen. */
export function withWeights(draft: RecipeDraft, weights: string): RecipeDraft {
  return withField(withField(draft, 'weights', weights), 'freeze', weights === 'random' ? 'none' : 'all');
}

/** The draft with another optimizer, with Keras's own numbers for it. `path` is that of a group `optimizer`. */
export function withOptimizer(draft: RecipeDraft, name: OptimizerName, path = 'optimizer'): RecipeDraft {
  const own = optimizerSchema.parse({ name });
  const before = valueAt(draft.fields, path);
  const isGroup = typeof before === 'object' && before !== null && !Array.isArray(before);
  if (!isGroup) return withField(draft, path, { name, learningRate: own.learningRate });
  let next = withField(draft, `${path}.name`, name);
  for (const field of Object.keys(before))
    if (field !== 'name') next = withField(next, `${path}.${field}`, valueAt(own, field));
  return next;
}

/** Sets a field where the text says it; elsewhere its default holds. */
function withWritten(draft: RecipeDraft, path: string, value: unknown): RecipeDraft {
  return valueAt(draft.fields, path) === undefined ? draft : withField(draft, path, value);
}

/** An entry of a list that the text leaves to its default is written with the whole list. */
function edited({ readable, fields }: RecipeDraft, path: Path, value: unknown): string {
  const keys = keysOf(path);
  const at = keys.findIndex((key) => typeof key === 'number');
  const list = keys.slice(0, at);
  const isUnwritten = at !== -1 && !Array.isArray(valueAt(fields, list));
  const text = isUnwritten ? withValue(readable, list, valueAt(nearestRecipe(fields), list)) : readable;
  return withValue(text, keys, value);
}

const ownFields: readonly string[] = ['backbone', ...fieldsOfBackbone];

function stageIndices({ fields }: RecipeDraft): number[] {
  const stages = valueAt(fields, 'stages');
  return Array.isArray(stages) ? [...stages.keys()] : [];
}

/** What a recipe says even where it is the default: a reader looks for it, or that it is there says something. */
const alwaysWritten: Record<string, readonly string[]> = {
  '': ['backbone', ...fieldsOfBackbone, 'augmentation', 'optimizer', 'training', 'seed'],
  head: ['pooling'],
  optimizer: ['name', 'learningRate'],
  training: ['epochs', 'batchSize', 'earlyStopping', 'reduceLrOnPlateau'],
};

/** A dense layer with the regularization that it has. */
function shortDense({ units, activation, dropout, l2 }: Recipe['head']['dense'][number]): object {
  return { units, activation, ...(dropout !== 0 && { dropout }), ...(l2 !== 0 && { l2 }) };
}

/** A recipe as a person would write it. */
function withoutDefaults(recipe: Recipe): Record<string, unknown> {
  const defaults = recipeSchema.parse({
    backbone: recipe.backbone,
    optimizer: { name: recipe.optimizer.name },
    ...(recipe.augmentation && { augmentation: {} }),
    training: {
      ...(recipe.training.earlyStopping && { earlyStopping: {} }),
      ...(recipe.training.reduceLrOnPlateau && { reduceLrOnPlateau: {} }),
    },
  });
  // A head that is written has only the dense layers that it says.
  const usual = { ...defaults, head: headSchema.parse({ pooling: defaults.head.pooling }) };
  const said = pruned(recipe, usual, '') as Record<string, unknown>;
  if (valueAt(said, 'head.dense') !== undefined)
    said.head = { ...(said.head as object), dense: recipe.head.dense.map(shortDense) };
  const stages = recipe.stages.map(({ freeze, optimizer, epochs }) => ({
    freeze,
    optimizer: pruned(optimizer, optimizerSchema.parse({ name: optimizer.name }), 'optimizer'),
    epochs,
  }));
  return stages.length > 0 ? { ...said, stages } : said;
}

function pruned(value: object, defaults: object, group: string): Record<string, unknown> {
  const kept = Object.entries(value).flatMap(([name, inner]): [string, unknown][] => {
    const usual: unknown = (defaults as Record<string, unknown>)[name];
    const isSame = JSON.stringify(inner) === JSON.stringify(usual);
    if (isSame && !alwaysWritten[group]?.includes(name)) return [];
    const isGroup = (branch: unknown) => typeof branch === 'object' && branch !== null && !Array.isArray(branch);
    const path = group === '' ? name : `${group}.${name}`;
    return [[name, isGroup(inner) && isGroup(usual) ? pruned(inner as object, usual as object, path) : inner]];
  });
  return Object.fromEntries(kept);
}
