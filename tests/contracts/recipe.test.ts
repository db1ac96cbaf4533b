import { expect, test } from 'vitest';
import { activations, mostDenseLayers, poolings } from '#contracts/head';
import { type OptimizerName, optimizerNumbers } from '#contracts/optimizer';
import { parameterCounts, trainsBackbone } from '#contracts/parameters';
import { fieldsOfBackbone, interpolations, parseRecipe, type Recipe } from '#contracts/recipe';
import { recipeFields } from '#contracts/recipeFields';
import { mostStages, plannedEpochs, stagesOf } from '#contracts/stages';

function whole(input: unknown): Recipe {
  const { recipe, issues } = parseRecipe(input);
  if (!recipe) throw new Error(JSON.stringify(issues));
  return recipe;
}

test('a backbone alone is a whole recipe', () => {
  expect(whole({ backbone: 'MobileNetV2' })).toMatchObject({
    weights: 'imagenet',
    inputSize: 224,
    freeze: 'all',
    head: { pooling: 'avg', dense: [] },
    training: { epochs: 20, batchSize: 32, shuffle: true },
    optimizer: { name: 'rmsprop', learningRate: 0.001 },
  });
  expect(whole({ backbone: 'CNN' })).toMatchObject({
    weights: 'random',
    inputSize: 150,
    freeze: 'none',
    head: { dense: [{ units: 512 }] },
  });
});

test('a whole recipe parses to itself', () => {
  const recipe = whole({ backbone: 'CNN', seed: 7, training: { epochs: 3 } });
  expect(whole(recipe)).toEqual(recipe);
});

test('every word of the lists makes a recipe, and one dense layer more than there may be makes none', () => {
  const head = { dense: activations.slice(0, mostDenseLayers).map((activation) => ({ units: 8, activation })) };
  for (const pooling of poolings)
    for (const interpolation of interpolations)
      expect(whole({ backbone: 'CNN', interpolation, head: { ...head, pooling } })).toMatchObject({ interpolation });
  const tooMany = { dense: Array.from({ length: mostDenseLayers + 1 }, () => ({ units: 8 })) };
  expect(parseRecipe({ backbone: 'CNN', head: tooMany }).issues).toMatchObject([{ path: 'head.dense' }]);
});

test('an optimizer has its numbers in order, the learning rate first', () => {
  expect(optimizerNumbers).toEqual({
    rmsprop: ['learningRate', 'rho', 'momentum'],
    adam: ['learningRate', 'beta1', 'beta2'],
    sgd: ['learningRate', 'momentum'],
    adagrad: ['learningRate', 'initialAccumulatorValue'],
    adamax: ['learningRate', 'beta1', 'beta2'],
  });
  for (const name of Object.keys(optimizerNumbers) as OptimizerName[])
    expect(Object.keys(whole({ backbone: 'CNN', optimizer: { name } }).optimizer)).toEqual([
      'name',
      ...optimizerNumbers[name],
    ]);
});

test('the fields that follow from the backbone are those that differ between a network of Keras and the CNN', () => {
  const [keras, cnn] = [whole({ backbone: 'MobileNetV2' }), whole({ backbone: 'CNN' })];
  const differing = recipeFields.filter(
    (field) => JSON.stringify(keras[field as keyof Recipe]) !== JSON.stringify(cnn[field as keyof Recipe]),
  );
  expect(differing).toEqual(['backbone', ...fieldsOfBackbone]);
});

test('int8 is refused where nothing is frozen', () => {
  expect(parseRecipe({ backbone: 'VGG16', freeze: 'none', precision: 'int8' }).issues).toEqual([
    {
      path: 'precision',
      message: 'int8 is for a frozen prefix: expected float32, or layers that are frozen, received "int8"',
      code: 'int8Trained',
      values: { received: '"int8"' },
    },
  ]);
});

const everything = {
  backbone: 'MobileNetV2',
  augmentation: {
    rotationRange: 40,
    widthShiftRange: 0.2,
    zoomRange: [0.8, 1.1],
    horizontalFlip: true,
    fillMode: 'reflect',
  },
  optimizer: { name: 'adagrad' },
  training: {
    epochs: 3,
    stepsPerEpoch: 20,
    validationSteps: 10,
    labelSmoothing: 0.1,
    classWeight: { cats: 2 },
    earlyStopping: { patience: 10, restoreBestWeights: true },
    reduceLrOnPlateau: { factor: 0.5 },
  },
  stages: [{ freeze: { before: 'Conv_1' }, optimizer: { name: 'adamax' }, epochs: 4 }, {}],
};

test('a recipe that says everything parses, with Keras’s defaults, and then to itself', () => {
  const recipe = whole(everything);
  expect(recipe.optimizer).toEqual({ name: 'adagrad', learningRate: 0.001, initialAccumulatorValue: 0.1 });
  expect(recipe.augmentation).toMatchObject({ shearRange: 0, verticalFlip: false, cval: 0 });
  expect(recipe.training).toMatchObject({
    earlyStopping: { monitor: 'valLoss', patience: 10, minDelta: 0, restoreBestWeights: true },
    reduceLrOnPlateau: { monitor: 'valLoss', factor: 0.5, patience: 10, minDelta: 0.0001, cooldown: 0, minLr: 0 },
  });
  expect(recipe.stages[1]).toEqual({
    freeze: 'none',
    optimizer: { name: 'adam', learningRate: 0.00001, beta1: 0.9, beta2: 0.999 },
    epochs: 10,
  });
  expect(whole(JSON.parse(JSON.stringify(recipe)))).toEqual(recipe);
});

test('the stages are the recipe’s own training and then the further ones', () => {
  const recipe = whole(everything);
  expect(stagesOf(recipe).map(({ freeze, epochs }) => [freeze, epochs])).toEqual([
    ['all', 3],
    [{ before: 'Conv_1' }, 4],
    ['none', 10],
  ]);
  expect(plannedEpochs(recipe)).toBe(17);
  expect(parameterCounts(recipe, 2).trainableByStage).toEqual([1281, 320 * 1280 + 2 * 1280 + 1281, 2_223_872 + 1281]);
});

test('weights may be the id of published ones, for a CNN too, all of them frozen or not', () => {
  const weights = '0198b4a2-0000-7000-8000-000000000001';
  expect(whole({ backbone: 'CNN', weights, freeze: 'all' })).toMatchObject({ weights, freeze: 'all' });
  expect(whole({ backbone: 'VGG19', weights })).toMatchObject({ weights, freeze: 'all' });
  expect(parseRecipe({ backbone: 'VGG19', weights: weights.slice(1) }).issues).toMatchObject([{ path: 'weights' }]);
});

test('a backbone is trained when some stage trains a layer of it that has parameters', () => {
  const trains = (input: object) => trainsBackbone(whole({ backbone: 'MobileNetV2', ...input }));
  expect(trains({})).toBe(false);
  expect(trains({ freeze: { before: 'Conv_1' } })).toBe(true);
  // An activation has nothing to learn.
  expect(trains({ freeze: { before: 'out_relu' } })).toBe(false);
  expect(trains({ stages: [{ freeze: 'none' }, { freeze: 'all' }] })).toBe(true);
});

test.each([
  ['an unknown backbone', { backbone: 'VGG99' }, 'backbone', 'received "VGG99"'],
  ['a field that does not exist', { backbone: 'CNN', trainning: { epochs: 3 } }, 'recipe', '"trainning"'],
  ['a nested field that does not exist', { backbone: 'CNN', training: { epoch: 3 } }, 'training', '"epoch"'],
  [
    'a recipe without a backbone',
    {},
    'backbone',
    'MobileNetV2, DenseNet121, DenseNet169, DenseNet201, NASNetMobile, CNN, received nothing',
  ],
  ['an optimizer without a name', { backbone: 'CNN', optimizer: {} }, 'optimizer.name', 'adamax, received nothing'],
  [
    'epochs in words',
    { backbone: 'CNN', training: { epochs: 'many' } },
    'training.epochs',
    'expected a number, received "many"',
  ],
  [
    'a zoom that shrinks backwards',
    { backbone: 'CNN', augmentation: { zoomRange: [2, 1] } },
    'augmentation.zoomRange',
    'received [2,1]',
  ],
  ['no epochs', { backbone: 'CNN', training: { epochs: 0 } }, 'training.epochs', 'received 0'],
  ['too many epochs', { backbone: 'CNN', training: { epochs: 10_001 } }, 'training.epochs', '10000, received 10001'],
  ['an input that is too large', { backbone: 'CNN', inputSize: 1025 }, 'inputSize', '1024, received 1025'],
  [
    'a layer of too many units',
    { backbone: 'CNN', head: { dense: [{ units: 4097 }] } },
    'head.dense.0.units',
    '4096, received 4097',
  ],
  [
    'a batch that is too large',
    { backbone: 'CNN', training: { batchSize: 1025 } },
    'training.batchSize',
    '1024, received 1025',
  ],
  ['too many stages', { backbone: 'CNN', stages: Array(mostStages + 1).fill({}) }, 'stages', `${mostStages}`],
  [
    'a stage of too many epochs',
    { backbone: 'CNN', stages: [{ epochs: 10_001 }] },
    'stages.0.epochs',
    '10000, received 10001',
  ],
  ['half an epoch', { backbone: 'CNN', training: { epochs: 1.5 } }, 'training.epochs', 'received 1.5'],
  [
    'an input that is too small',
    { backbone: 'MobileNetV2', inputSize: 31 },
    'inputSize',
    'at least 32 pixels, received 31',
  ],
  [
    'weights of another backbone',
    { backbone: 'CNN', weights: 'imagenet' },
    'weights',
    'random for CNN, or the id of weights that the course published, received "imagenet"',
  ],
  [
    'a layer that is not there',
    { backbone: 'MobileNetV2', freeze: { before: 'block5_conv1' } },
    'freeze.before',
    'received "block5_conv1"',
  ],
  [
    'random weights that nobody trains',
    { backbone: 'MobileNetV2', weights: 'random' },
    'freeze',
    'expected freeze: none',
  ],
  [
    'an unknown optimizer',
    { backbone: 'CNN', optimizer: { name: 'lion' } },
    'optimizer.name',
    'expected one of rmsprop, adam, sgd, adagrad, adamax, received "lion"',
  ],
  [
    'an augmentation that does not exist',
    { backbone: 'CNN', augmentation: { rotation: 40 } },
    'augmentation',
    '"rotation"',
  ],
  [
    'a callback’s misspelt field',
    { backbone: 'CNN', training: { earlyStopping: { wait: 3 } } },
    'training.earlyStopping',
    '"wait"',
  ],
  [
    'a learning rate that would grow',
    { backbone: 'CNN', training: { reduceLrOnPlateau: { factor: 1 } } },
    'training.reduceLrOnPlateau.factor',
    'received 1',
  ],
  [
    'another optimizer’s number',
    { backbone: 'CNN', optimizer: { name: 'adagrad', momentum: 0.9 } },
    'optimizer',
    '"momentum"',
  ],
  ['a stage’s misspelt field', { backbone: 'CNN', stages: [{ frozen: 'all' }] }, 'stages.0', '"frozen"'],
  [
    'a stage’s layer that is not there',
    { backbone: 'MobileNetV2', stages: [{ freeze: { before: 'block5_conv1' } }] },
    'stages.0.freeze.before',
    'received "block5_conv1"',
  ],
  ['something that is no recipe', 'CNN', 'recipe', 'expected fields with values, received "CNN"'],
])('%s is refused with where, what was expected and what came', (_, input, path, text) => {
  const { issues } = parseRecipe(input);
  expect(issues).toContainEqual(expect.objectContaining({ path, message: expect.stringContaining(text) }));
});

test.each([
  ['the CNN baseline at 150 pixels, two classes', { backbone: 'CNN' }, 2, { total: 3_453_121, trainable: 3_453_121 }],
  [
    'the course’s example, VGG19 flattened, two classes',
    { backbone: 'VGG19', head: { pooling: 'flatten' } },
    2,
    { total: 20_049_473, trainable: 25_089 },
  ],
  ['frozen MobileNetV2, two classes', { backbone: 'MobileNetV2' }, 2, { total: 2_257_984 + 1281, trainable: 1281 }],
  [
    'MobileNetV2 flattened at 224, six classes',
    { backbone: 'MobileNetV2', head: { pooling: 'flatten' } },
    6,
    { trainable: 7 * 7 * 1280 * 6 + 6 },
  ],
  ['MobileNetV2 all trained', { backbone: 'MobileNetV2', freeze: 'none' }, 2, { trainable: 2_223_872 + 1281 }],
  [
    'MobileNetV2 from its last convolution',
    { backbone: 'MobileNetV2', freeze: { before: 'Conv_1' } },
    2,
    { trainable: 320 * 1280 + 2 * 1280 + 1281 },
  ],
])('parameters of %s', (_, input, classes, expected) => {
  expect(parameterCounts(whole(input), classes)).toMatchObject(expected);
});
