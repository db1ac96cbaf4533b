import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { backboneNames } from '#contracts/backbones';
import { type Recipe, type RecipeInput, recipeInputSchema, recipeSchema } from '#contracts/recipe';
import { recipeHash } from '../../server/runs/recipeHash.ts';

/** Recipes and their hashes from before recipes could get further fields. None may change. */
const golden: { hash: string; recipe: RecipeInput }[] = JSON.parse(
  readFileSync(new URL('recipeHashes.json', import.meta.url), 'utf8'),
);

test('every recipe keeps its hash', () => {
  const hashes = golden.map(({ recipe }) => ({ hash: recipeHash(recipeSchema.parse(recipe)), recipe }));
  expect(hashes).toEqual(golden);
  expect(new Set(golden.map(({ recipe }) => recipe.backbone))).toEqual(new Set(backboneNames));
});

test('what is hashed is JSON with sorted keys and every default, but for a precision that is the default', () => {
  const recipe = recipeSchema.parse({ backbone: 'VGG16' });
  const text = JSON.stringify({
    backbone: 'VGG16',
    freeze: 'all',
    head: { dense: [], dropout: 0, pooling: 'avg' },
    inputSize: 224,
    interpolation: 'nearest',
    optimizer: { learningRate: 0.001, momentum: 0, name: 'rmsprop', rho: 0.9 },
    preprocessing: 'backbone',
    seed: 42,
    stages: [],
    training: { batchSize: 32, epochs: 20, labelSmoothing: 0, shuffle: true },
    weights: 'imagenet',
  });
  const hashOf = (hashed: string) => createHash('sha256').update(hashed).digest('hex');
  expect(recipe.precision).toBe('float32');
  expect(recipeHash(recipe)).toBe(hashOf(text));
  expect(recipeHash({ ...recipe, precision: 'int8' })).toBe(
    hashOf(text.replace('"preprocessing"', '"precision":"int8","preprocessing"')),
  );
});

test('the order of fields does not matter, their values do', () => {
  const recipe = recipeSchema.parse({ backbone: 'CNN', seed: 7, training: { epochs: 3 } });
  const reversed = Object.fromEntries(Object.entries(recipe).reverse()) as unknown as Recipe;
  expect(recipeHash(reversed)).toBe(recipeHash(recipe));
  expect(recipeHash({ ...recipe, seed: 8 })).not.toBe(recipeHash(recipe));
});

/** Recipes as they may be one day: with a new field, of each kind, at every depth. */
const { head, augmentation, training, stages, optimizer } = recipeInputSchema.shape;
const dense = head.unwrap().shape.dense.unwrap().unwrap().element;
const optimizerWithDecay = z.discriminatedUnion('name', [
  ...optimizer.unwrap().options.filter((option) => option.shape.name.value !== 'rmsprop'),
  // A number that another optimizer has had from the first.
  z.strictObject({ ...optimizer.unwrap().options[0]!.shape, beta1: z.number().default(0) }),
] as unknown as [z.ZodObject, ...z.ZodObject[]]);
const laterSchema = recipeInputSchema.extend({
  mixup: z.strictObject({ alpha: z.number().default(0.2) }).default({ alpha: 0.2 }),
  distilled: z.strictObject({ from: z.string(), temperature: z.number().default(1) }).optional(),
  head: head.unwrap().extend({
    normalized: z.boolean().default(false),
    dense: z.array(dense.extend({ bias: z.boolean().default(true) })).default([]),
  }),
  augmentation: augmentation
    .unwrap()
    .extend({ channelShift: z.array(z.number()).default([0, 0]) })
    .optional(),
  optimizer: optimizerWithDecay,
  training: training.unwrap().extend({
    mixedPrecision: z.boolean().default(false),
    earlyStopping: training
      .unwrap()
      .shape.earlyStopping.unwrap()
      .extend({ startFromEpoch: z.int().default(0) })
      .optional(),
  }),
  stages: z.array(
    stages.unwrap().element.extend({ optimizer: optimizerWithDecay, batchSize: z.int().nullable().default(null) }),
  ),
});
type Later = z.output<typeof laterSchema> & Recipe;
const later = (recipe: RecipeInput) => laterSchema.parse(recipeSchema.parse(recipe)) as Later;

test('recipes that do not mention a later field keep their hashes', () => {
  for (const { hash, recipe } of golden) {
    const filledIn = later(recipe);
    expect(filledIn).toMatchObject({ mixup: { alpha: 0.2 }, head: { normalized: false } });
    expect(recipeHash(filledIn, laterSchema), JSON.stringify(recipe)).toBe(hash);
  }
});

const everything: RecipeInput = {
  backbone: 'MobileNetV2',
  head: { dense: [{ units: 8 }, { units: 4 }] },
  augmentation: {},
  training: { earlyStopping: {} },
  stages: [{}, { optimizer: { name: 'rmsprop' } }],
};

test.for<[string, (recipe: Later) => void]>([
  ['at the top', (recipe) => Object.assign(recipe.mixup, { alpha: 0.4 })],
  ['that is optional', (recipe) => Object.assign(recipe, { distilled: { from: 'VGG16', temperature: 1 } })],
  ['of the head', (recipe) => Object.assign(recipe.head, { normalized: true })],
  ['of a dense layer', (recipe) => Object.assign(recipe.head.dense[1]!, { bias: false })],
  ['of the augmentation', (recipe) => Object.assign(recipe.augmentation!, { channelShift: [0, 1] })],
  ['of the optimizer', (recipe) => Object.assign(recipe.optimizer, { beta1: 0.5 })],
  ['of the training', (recipe) => Object.assign(recipe.training, { mixedPrecision: true })],
  ['of a callback', (recipe) => Object.assign(recipe.training.earlyStopping!, { startFromEpoch: 3 })],
  ['of a stage', (recipe) => Object.assign(recipe.stages[1]!, { batchSize: 8 })],
  ['of a stage’s optimizer', (recipe) => Object.assign(recipe.stages[1]!.optimizer, { beta1: 0.5 })],
])('another value of a later field %s changes the hash', ([, change]) => {
  const recipe = later(everything);
  const before = recipeHash(recipe, laterSchema);
  change(recipe);
  expect(laterSchema.parse(recipe)).toEqual(recipe);
  expect(recipeHash(recipe, laterSchema)).not.toBe(before);
});

test('a field that a later field gets later still does not change its hash either', () => {
  const recipe = { ...later(everything), distilled: { from: 'VGG16', temperature: 1 } };
  const before = recipeHash(recipe, laterSchema);
  const evenLater = laterSchema.extend({
    distilled: z
      .strictObject({ from: z.string(), temperature: z.number().default(1), share: z.number().default(0.5) })
      .optional(),
  });
  const filledIn = evenLater.parse(recipe) as Later;
  expect(filledIn.distilled).toEqual({ from: 'VGG16', temperature: 1, share: 0.5 });
  expect(recipeHash(filledIn, evenLater)).toBe(before);
});
