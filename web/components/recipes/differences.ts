import type { Recipe } from '#contracts/recipe';
import { nameOf, type Path, valueAt } from './recipePath.ts';

/** Where a recipe says something else than the one that it started from. */
export interface Difference {
  path: Path;
  /** undefined: the starter says nothing there. */
  from: unknown;
  to: unknown;
}

/**
 * All fields in which two recipes differ. Lists of another length, other optimizers and other cuts differ as a whole.
 */
export function differences(starter: Recipe, recipe: Recipe): Difference[] {
  return within([], starter, recipe);
}

/** The difference at a field, or at a group that holds it. */
export function differenceAt(found: readonly Difference[], path: Path): Difference | undefined {
  const name = nameOf(path);
  return found.find((difference) => nameOf(difference.path) === name);
}

/** What a difference says, as YAML does: "{before: Conv_1}", "[1, 2]", "on"; empty for nothing. */
export function shownValue(value: unknown): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return `[${value.map(shownValue).join(', ')}]`;
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .map(([name, inner]) => `${name}: ${shownValue(inner)}`)
      .join(', ')}}`;
  return String(value);
}

const whole = new Set(['freeze']);

function within(path: (string | number)[], from: unknown, to: unknown): Difference[] {
  if (JSON.stringify(from) === JSON.stringify(to)) return [];
  const isWhole = whole.has(String(path.at(-1))) || valueAt(from, 'name') !== valueAt(to, 'name');
  if (isWhole || !isGroup(from) || !isGroup(to)) return [{ path, from, to }];
  if (Array.isArray(from) !== Array.isArray(to)) return [{ path, from, to }];
  if (Array.isArray(from) && Array.isArray(to)) {
    const areGroups = [...from, ...to].every(isGroup);
    if (from.length !== to.length || !areGroups) return [{ path, from, to }];
    return from.flatMap((entry, index) => within([...path, index], entry, to[index]));
  }
  const names = [...new Set([...Object.keys(from), ...Object.keys(to)])];
  return names.flatMap((name) => within([...path, name], valueAt(from, [name]), valueAt(to, [name])));
}

function isGroup(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
