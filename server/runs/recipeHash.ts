import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { type Recipe, recipeSchema } from '#contracts/recipe';

/**
 * The SHA-256 of a recipe, in hex. Two recipes that train the same network have the same one, and it stays the same
 * when recipes get a new field: `schema` fills in the new field, and `recipeText` leaves it out again.
 */
export function recipeHash(recipe: Recipe, schema: z.ZodType = recipeSchema): string {
  return createHash('sha256').update(recipeText(recipe, schema)).digest('hex');
}

/**
 * The text that is hashed: JSON with sorted keys. The fields of the first recipes are always in it. A later field is in
 * it when it differs from its default, that is when the recipe without it is another recipe. So the default of a later
 * field never changes, and a later field is not added to `firstFields`.
 */
function recipeText(recipe: Recipe, schema: z.ZodType): string {
  const isFilledIn = (place: Place): boolean => {
    const { data } = schema.safeParse(without(recipe, place));
    return isDeepStrictEqual(data, recipe);
  };
  const hashed = (value: unknown, place: Place, field: string): unknown => {
    if (Array.isArray(value)) return value.map((item, index) => hashed(item, [...place, index], field));
    if (value === null || typeof value !== 'object') return value;
    // Each optimizer has fields of its own.
    const prefix = 'name' in value ? `${field}${value.name}.` : field;
    return Object.fromEntries(
      Object.entries(value)
        .filter(
          ([key]) => firstFields.has(prefix + key) || firstFields.has(`${prefix}*`) || !isFilledIn([...place, key]),
        )
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, inner]) => [key, hashed(inner, [...place, key], `${prefix}${key}.`)]),
    );
  };
  return JSON.stringify(hashed(recipe, [], ''));
}

/** Keys and indices on the way from a recipe to one of its fields. */
type Place = readonly (string | number)[];

function without(value: unknown, [key, ...rest]: Place): unknown {
  if (Array.isArray(value)) return value.map((item, index) => (index === key ? without(item, rest) : item));
  const fields = { ...(value as Record<string, unknown>) };
  if (rest.length === 0) delete fields[key!];
  else fields[key!] = without(fields[key!], rest);
  return fields;
}

const freeze = ['freeze', 'freeze.before'];
const optimizer = [
  'optimizer',
  ...of('optimizer.rmsprop', ['name', 'learningRate', 'rho', 'momentum']),
  ...of('optimizer.adam', ['name', 'learningRate', 'beta1', 'beta2']),
  ...of('optimizer.sgd', ['name', 'learningRate', 'momentum']),
  ...of('optimizer.adagrad', ['name', 'learningRate', 'initialAccumulatorValue']),
  ...of('optimizer.adamax', ['name', 'learningRate', 'beta1', 'beta2']),
];
const monitored = ['monitor', 'patience', 'minDelta'];

/**
 * The fields that recipes had at first, without the places in lists. Where the keys are names of classes, there is a *.
 */
const firstFields: ReadonlySet<string> = new Set([
  ...['backbone', 'weights', 'inputSize', 'interpolation', 'preprocessing', 'seed'],
  ...freeze,
  ...['head', 'head.pooling', 'head.dropout', 'head.dense'],
  ...of('head.dense', ['units', 'activation', 'dropout', 'l2']),
  'augmentation',
  ...of('augmentation', ['rotationRange', 'widthShiftRange', 'heightShiftRange', 'shearRange', 'zoomRange']),
  ...of('augmentation', ['horizontalFlip', 'verticalFlip', 'fillMode', 'cval']),
  ...optimizer,
  'training',
  ...of('training', ['epochs', 'batchSize', 'shuffle', 'stepsPerEpoch', 'validationSteps', 'labelSmoothing']),
  ...of('training', ['classWeight', 'classWeight.*', 'earlyStopping', 'reduceLrOnPlateau']),
  ...of('training.earlyStopping', [...monitored, 'restoreBestWeights']),
  ...of('training.reduceLrOnPlateau', [...monitored, 'factor', 'cooldown', 'minLr']),
  'stages',
  ...of('stages', [...freeze, ...optimizer, 'epochs']),
]);

function of(parent: string, fields: readonly string[]): string[] {
  return fields.map((field) => `${parent}.${field}`);
}
