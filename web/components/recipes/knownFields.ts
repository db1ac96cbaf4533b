import { augmentationSchema } from '#contracts/augmentation';
import { denseSchema, headSchema } from '#contracts/head';
import { optimizerNumbers } from '#contracts/optimizer';
import { recipeFields } from '#contracts/recipeFields';
import { stageSchema } from '#contracts/stages';
import { earlyStoppingSchema, reduceLrOnPlateauSchema, trainingSchema } from '#contracts/training';
import { keysOf, type Path, valueAt } from './recipePath.ts';

const groups: Record<string, readonly string[]> = {
  '': recipeFields,
  head: Object.keys(headSchema.shape),
  'head.dense.#': Object.keys(denseSchema.shape),
  augmentation: Object.keys(augmentationSchema.shape),
  training: Object.keys(trainingSchema.shape),
  'training.earlyStopping': Object.keys(earlyStoppingSchema.shape),
  'training.reduceLrOnPlateau': Object.keys(reduceLrOnPlateauSchema.shape),
  'stages.#': Object.keys(stageSchema.shape),
};

const isOptimizer = (name: unknown): name is keyof typeof optimizerNumbers =>
  Object.keys(optimizerNumbers).includes(String(name));

/** The fields that a group of a recipe may have, in the order in which people write them; none where it has any. */
export function knownFields(fields: unknown, group: Path): readonly string[] {
  const keys = keysOf(group);
  if (keys.at(-1) === 'optimizer') {
    const name = valueAt(fields, [...keys, 'name']);
    return ['name', ...(isOptimizer(name) ? optimizerNumbers[name] : ['learningRate'])];
  }
  return groups[keys.map((key) => (typeof key === 'number' ? '#' : key)).join('.')] ?? [];
}

/** The names of all fields that a recipe may have somewhere, but not in a list. */
export const allFields: readonly string[] = [
  ...new Set([
    ...Object.entries(groups).flatMap(([group, fields]) => (group.includes('#') ? [] : fields)),
    ...Object.values(optimizerNumbers).flat(),
  ]),
];

/** The groups of a recipe that have a field of this name: where somebody may have meant it to stand. */
export function groupsWith(field: string): string[] {
  const optimizer = ['name', ...new Set(Object.values(optimizerNumbers).flat())];
  return [
    ...Object.entries(groups)
      .filter(([group, fields]) => !group.includes('#') && fields.includes(field))
      .map(([group]) => group),
    ...(optimizer.includes(field) ? ['optimizer'] : []),
  ];
}
