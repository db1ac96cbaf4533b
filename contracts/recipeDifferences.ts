import { noAugmentation } from './noAugmentation.ts';
import { recipeFields } from './recipeFields.ts';
import { usualNumbers } from './usualNumbers.ts';

/** A field in which recipes differ. */
export interface DifferingField {
  /** Names of fields and places in lists with dots between them: "training.epochs", "head.dense.0.units". */
  path: string;
  /** One a recipe, in their order; undefined where a recipe does not have it. */
  values: unknown[];
}

/**
 * The fields in which recipes differ, in the order in which people write them. A group that some recipe lacks, such as
 * an augmentation or a stage, is one field; a group that all have is compared field by field. What another optimizer
 * brings along is none while it has its usual value.
 */
export function differingFields(recipes: readonly unknown[]): DifferingField[] {
  const place = ({ path }: DifferingField) => recipeFields.indexOf(path.split('.')[0]!);
  return differencesAt('', recipes)
    .filter((field) => !comesAlong(field))
    .sort((a, b) => place(a) - place(b));
}

/** Whether only some recipes have a field, as "beta1", and those that have it left it as it is. */
function comesAlong({ path, values }: DifferingField): boolean {
  const usual = (usualNumbers as Group)[path.match(/(?:^|\.)optimizer\.(\w+)$/)?.[1] ?? ''];
  return usual !== undefined && values.every((value) => value === undefined || value === usual);
}

type Group = Record<string, unknown>;

function differencesAt(path: string, values: readonly unknown[]): DifferingField[] {
  if (new Set(values.map((value) => JSON.stringify(value))).size <= 1) return [];
  if (values.every(isList)) return inside(path, values as unknown as Group[], longestList(values));
  if (values.every(isGroup)) {
    const groups = values as Group[];
    return inside(path, groups, [...new Set(groups.flatMap((group) => Object.keys(group)))]);
  }
  return [{ path, values: [...values] }];
}

function inside(path: string, groups: readonly Group[], names: readonly string[]): DifferingField[] {
  return names.flatMap((name) =>
    differencesAt(
      path === '' ? name : `${path}.${name}`,
      groups.map((group) => (Object.hasOwn(group, name) ? group[name] : undefined)),
    ),
  );
}

/** Numbers in a list, as the ends of a zoom, are one value. */
function isList(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => isGroup(item));
}

function longestList(lists: readonly unknown[]): string[] {
  const length = Math.max(...lists.map((list) => (list as unknown[]).length));
  return Array.from({ length }, (_, index) => String(index));
}

/** `{before: <layer>}` is one value, as "all" is. */
function isGroup(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !Object.hasOwn(value, 'before');
}

/**
 * How a field reads where there is little room: "epochs" of "training.epochs", "dense 1 units" of "head.dense.0.units".
 * The first of `stages` is the second stage: the recipe itself says what the first is.
 */
export function shortFieldName(path: string): string {
  return path
    .replace(/^(training|optimizer|head)\./, '')
    .replace(/^stages\.(\d+)/, (_, index) => `stage ${Number(index) + 2}`)
    .replace(/^dense\.(\d+)/, (_, index) => `dense ${Number(index) + 1}`)
    .replace(/\boptimizer\.name$|^name$/, 'optimizer')
    .replaceAll('.', ' ');
}

/** A value of a recipe on one line: "0.001", "before block5_conv1", "rotationRange 40, horizontalFlip true". */
export function fieldValueText(path: string, value: unknown): string {
  if (value === undefined || value === null) return '–';
  if (Array.isArray(value)) return value.map((item) => fieldValueText('', item)).join(' | ') || '–';
  if (typeof value !== 'object') return String(value);
  if ('before' in value && typeof value.before === 'string') return `before ${value.before}`;
  const usual: Group = path === 'augmentation' ? { ...noAugmentation } : {};
  return Object.entries(value)
    .filter(([name, inner]) => !saysNothing(inner) && JSON.stringify(inner) !== JSON.stringify(usual[name]))
    .map(([name, inner]) =>
      name === 'optimizer' ? optimizerText(inner as Group) : `${name} ${fieldValueText('', inner)}`,
    )
    .join(', ');
}

/** Dropout 0, no penalty, the usual activation: what a group need not say. */
const saysNothing = (value: unknown) => value === 0 || value === null || value === false || value === 'relu';

/** An optimizer by its name and its rate: the rest is usual. */
function optimizerText({ name, learningRate }: Group): string {
  return [name, learningRate].filter((part) => part !== undefined).join(' ');
}
