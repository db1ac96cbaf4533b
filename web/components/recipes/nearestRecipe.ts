import { backboneNames } from '#contracts/backboneEntries';
import { parseRecipe, type Recipe, type RecipeIssue, recipeSchema } from '#contracts/recipe';
import { nearestName } from './nearestName.ts';
import { keysOf, valueAt, withoutValueAt, withValueAt } from './recipePath.ts';

/** Each round mends a fault or takes a field away. A recipe has fewer levels than this. */
const mostRounds = 20;

/**
 * The recipe that fields say when each of their faults is taken back to its default: what is right is kept, so that one
 * wrong field blanks no other one, and a network is drawn at all times.
 */
export function nearestRecipe(fields: unknown): Recipe {
  let mended = fields;
  for (let round = 0; round < mostRounds; round++) {
    const { recipe, issues } = parseRecipe(mended);
    if (recipe) return recipe;
    // From the last one on: taking an entry out of a list moves those behind it.
    const next = issues.toReversed().reduce(withoutFault, mended);
    if (next === mended) break;
    mended = next;
  }
  const backbone = backboneNames.find((name) => name === valueAt(fields, 'backbone')) ?? 'MobileNetV2';
  return recipeSchema.parse({ backbone });
}

function withoutFault(fields: unknown, { path, code, values }: RecipeIssue): unknown {
  if (path === 'backbone' || (path === 'recipe' && code !== 'unknownField')) {
    const named = valueAt(fields, 'backbone');
    const backbone = typeof named === 'string' ? nearestName(named, backboneNames) : undefined;
    return withValueAt(path === 'recipe' ? {} : fields, 'backbone', backbone ?? 'MobileNetV2');
  }
  if (code === 'unknownField') {
    const group = path === 'recipe' ? [] : keysOf(path);
    const names = Array.isArray(values?.fields) ? values.fields : [];
    return names.reduce<unknown>((rest, name) => withoutValueAt(rest, [...group, name]), fields);
  }
  if (code === 'randomFrozen') return withValueAt(fields, 'freeze', 'none');
  if (code === 'missing' && path.endsWith('.units')) return withValueAt(fields, path, 256);
  // A fault of a group is one of the whole group.
  for (let keys = keysOf(path); keys.length > 0; keys = keys.slice(0, -1))
    if (valueAt(fields, keys) !== undefined) return withoutValueAt(fields, keys);
  return fields;
}
