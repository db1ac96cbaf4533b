import { expect, test } from 'vitest';
import { backboneNames, backbones } from '#contracts/backbones';
import { type EpochOfCurve, readCurve } from '#contracts/curveReading';
import { parseRecipe } from '#contracts/recipe';

const recipeOf = (more: object) => parseRecipe({ backbone: 'VGG19', ...more }).recipe!;
const plain = recipeOf({});

/** A history from losses; accuracies where a test is about them. */
function history(
  losses: number[],
  valLosses: number[],
  accuracies: { acc?: number; valAcc?: number } = {},
): EpochOfCurve[] {
  const { acc = 0.8, valAcc = 0.8 } = accuracies;
  return losses.map((loss, index) => ({ epoch: index + 1, loss, acc, valLoss: valLosses[index] ?? null, valAcc }));
}

const falling = [1, 0.8, 0.65, 0.53, 0.44, 0.37, 0.31, 0.26, 0.22, 0.19];

test('a validation loss that rises while the training loss falls is overfitting, from the epoch after the best', () => {
  const read = readCurve(history(falling, [1, 0.8, 0.7, 0.65, 0.62, 0.66, 0.7, 0.74, 0.78, 0.82]), plain);
  expect(read).toMatchObject([{ kind: 'OVERFITTING', epoch: 6, bestValLoss: 0.62 }]);
});

test('a rise of less than 5 % is not overfitting', () => {
  const read = readCurve(history(falling, [1, 0.8, 0.7, 0.65, 0.62, 0.63, 0.62, 0.63, 0.64, 0.63]), plain);
  expect(read).toEqual([]);
});

test('a validation loss whose best epoch is the last one still improves', () => {
  expect(readCurve(history(falling, falling), plain)).toEqual([{ kind: 'STILL_IMPROVING' }]);
  // More epochs may help then, also where there is a gap.
  expect(readCurve(history(falling, falling, { acc: 1 }), plain)).toEqual([{ kind: 'STILL_IMPROVING' }]);
});

test('losses that no longer change are a plateau, from where it begins', () => {
  const flat = [1, 0.8, 0.65, 0.53, 0.44, 0.4, 0.4, 0.4, 0.4, 0.4];
  expect(readCurve(history(flat, flat), plain)).toEqual([{ kind: 'PLATEAU', epoch: 6, canTrainMore: true }]);
  expect(readCurve(history(flat, flat), recipeOf({ freeze: 'none' }))).toMatchObject([{ canTrainMore: false }]);
});

// The starter's own run: all frozen, dropout of 0.5, 114 validation images.
const wobbling = {
  loss: [
    0.668, 0.5568, 0.5795, 0.4801, 0.419, 0.4238, 0.3745, 0.3635, 0.334, 0.352, 0.327, 0.3053, 0.3011, 0.2655, 0.2689,
    0.2733, 0.2485, 0.2383, 0.1806, 0.2489,
  ],
  valLoss: [
    0.574, 0.5759, 0.4798, 0.5143, 0.4384, 0.4237, 0.4261, 0.4194, 0.452, 0.395, 0.4267, 0.4007, 0.4115, 0.4132, 0.4059,
    0.3754, 0.3852, 0.3952, 0.4445, 0.4003,
  ],
  valAcc: [
    0.694, 0.711, 0.772, 0.702, 0.807, 0.816, 0.781, 0.789, 0.728, 0.798, 0.754, 0.816, 0.807, 0.789, 0.781, 0.816,
    0.789, 0.798, 0.746, 0.842,
  ],
};

test('a validation loss that rises no further than it goes up and down anyway is not overfitting', () => {
  const curve = history(wobbling.loss, wobbling.valLoss);
  expect(readCurve(curve, plain).map(({ kind }) => kind)).not.toContain('OVERFITTING');
  const accurate = curve.map((epoch, index) => ({ ...epoch, valAcc: wobbling.valAcc[index]! }));
  expect(readCurve(accurate, plain)).toEqual([]);
});

test('while the validation accuracy still reaches its best, a rising validation loss is called too sure', () => {
  const curve = history(falling, [1, 0.8, 0.7, 0.65, 0.62, 0.66, 0.7, 0.74, 0.78, 0.82]);
  const rising = curve.map((epoch, index) => ({ ...epoch, valAcc: index === 8 ? 0.81 : 0.8 }));
  expect(readCurve(rising, plain)).toEqual([{ kind: 'TOO_SURE', epoch: 6, bestValLoss: 0.62 }]);
});

test('epochs that are clearly more accurate than those before the best loss are too sure as well', () => {
  const curve = history(falling, [1, 0.8, 0.7, 0.65, 0.62, 0.66, 0.7, 0.74, 0.78, 0.82]);
  const rising = curve.map((epoch, index) => ({
    ...epoch,
    acc: 0.6,
    valAcc: index === 6 ? 0.75 : index < 5 ? 0.6 : 0.7,
  }));
  expect(readCurve(rising, plain)[0]).toMatchObject({ kind: 'TOO_SURE', epoch: 6 });
});

test('a network that answers the same from its first epoch on is not called settled', () => {
  const losses = [0.74, 0.738, 0.739, 0.737, 0.738, 0.736];
  const silent = history([0.9, 0.81, 0.77, 0.76, 0.75, 0.74], losses, { acc: 0.54, valAcc: 0.544 });
  expect(readCurve(silent, plain)).toEqual([
    { kind: 'NOTHING_SHOWS', firstLoss: 0.74, bestLoss: 0.736, firstAcc: 0.544, bestAcc: 0.544 },
  ]);
});

test('a validation loss that jumps, and a gap between training and validation, are told', () => {
  const jumping = history([0.6, 0.4, 0.3, 0.2, 0.12, 0.08], [0.91, 0.51, 1.51, 1.36, 0.76, 1.1], {
    acc: 0.98,
    valAcc: 0.69,
  });
  expect(readCurve(jumping, plain)).toEqual([
    { kind: 'JUMPING', lowest: 0.51, highest: 1.51 },
    { kind: 'GAP', acc: expect.closeTo(0.98), valAcc: expect.closeTo(0.69) },
  ]);
  const small = history(falling, [1, 0.8, 0.7, 0.65, 0.62, 0.63, 0.62, 0.63, 0.64, 0.63], { acc: 0.84 });
  expect(readCurve(small, plain)).toEqual([]);
});

test('what may help against overfitting is what the recipe has not got yet', () => {
  const curve = history(falling, [1, 0.8, 0.7, 0.65, 0.62, 0.66, 0.7, 0.74, 0.78, 0.82]);
  const remediesOf = (recipe: object) => readCurve(curve, recipeOf(recipe))[0];
  expect(remediesOf({ freeze: 'all' })).toMatchObject({ remedies: ['STOP', 'DROPOUT', 'AUGMENTATION'] });
  expect(remediesOf({ freeze: { before: 'block5_conv1' }, head: { dropout: 0.5 } })).toMatchObject({
    remedies: ['STOP', 'MORE_DROPOUT', 'AUGMENTATION', 'FREEZE'],
    dropout: 0.5,
  });
  expect(remediesOf({ backbone: 'CNN', augmentation: { horizontalFlip: true } })).toMatchObject({
    remedies: ['STOP', 'DROPOUT', 'MORE_AUGMENTATION'],
  });
  const stopping = { training: { earlyStopping: { patience: 5, restoreBestWeights: true } } };
  expect(remediesOf({ freeze: 'all', ...stopping })).toMatchObject({ remedies: ['DROPOUT', 'AUGMENTATION'] });
});

// Eight epochs of the head alone, then three with MobileNetV2's last convolution.
const collapsing = history(
  [0.668, 0.5567, 0.5795, 0.4801, 0.419, 0.4238, 0.3745, 0.3635, 0.3475, 0.3107, 0.2102],
  [0.574, 0.5756, 0.4798, 0.5143, 0.4384, 0.4237, 0.4261, 0.4194, 0.5876, 0.6085, 0.6178],
).map((epoch, index) => ({
  ...epoch,
  valAcc: [0.694, 0.711, 0.772, 0.702, 0.807, 0.816, 0.781, 0.789, 0.675, 0.658, 0.658][index]!,
}));
const ofLastLayers = (backbone: string, before: string) =>
  recipeOf({ backbone, freeze: 'all', training: { epochs: 8 }, stages: [{ freeze: { before }, epochs: 3 }] });

test('validation that falls where layers with batch normalization begin to be trained may be moving averages', () => {
  expect(readCurve(collapsing, ofLastLayers('MobileNetV2', 'Conv_1'))).toEqual([
    { kind: 'LAGGING', stage: 2, from: 9, to: 11, before: 0.4194, after: 0.6178, canFreezeMore: true },
  ]);
  const without = readCurve(collapsing, ofLastLayers('VGG19', 'block5_conv1')).map(({ kind }) => kind);
  expect(without).toEqual(['OVERFITTING', 'STAGE']);
});

test('a stage that recovers does not lag', () => {
  const recovered = collapsing.map((epoch) => (epoch.epoch === 11 ? { ...epoch, valLoss: 0.41, valAcc: 0.82 } : epoch));
  const kinds = readCurve(recovered, ofLastLayers('MobileNetV2', 'Conv_1')).map(({ kind }) => kind);
  expect(kinds).not.toContain('LAGGING');
});

test('a network whose validation only gets worse from its first epoch on may lag, too', () => {
  const worse = history(falling, [0.7, 0.9, 1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7]);
  const recipe = recipeOf({ backbone: 'MobileNetV2', weights: 'random', freeze: 'none' });
  expect(readCurve(worse, recipe)).toEqual([
    { kind: 'LAGGING', stage: 1, from: 2, to: 10, before: 0.7, after: 1.7, canFreezeMore: false },
  ]);
});

test.each(backboneNames)('%s is known to have batch normalization, or not', (backbone) => {
  const worse = history(falling, [0.7, 0.9, 1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7]);
  const kinds = readCurve(worse, recipeOf({ backbone, freeze: 'none' })).map(({ kind }) => kind);
  const normalizes = backbones[backbone].layers.some(({ className }) => className === 'BatchNormalization');
  expect(kinds.includes('LAGGING')).toBe(normalizes);
});

test('a training loss that ends above its beginning diverges, and nothing else is said', () => {
  expect(readCurve(history([0.7, 2, 9], [0.7, 3, 12]), plain)).toEqual([{ kind: 'DIVERGING' }]);
});

test('a loss that is no number any more is named with its epoch, also where the run ended before it was stored', () => {
  expect(readCurve(history([0.7, Number.NaN], [0.7, 3]), plain)).toEqual([
    { kind: 'NOT_FINITE', epoch: 2, trainsPretrained: false },
  ]);
  expect(readCurve(history([0.7, 0.6, 0.5], []), plain, true)).toMatchObject([{ kind: 'NOT_FINITE', epoch: 4 }]);
  expect(readCurve([], recipeOf({ freeze: 'none' }), true)).toEqual([
    { kind: 'NOT_FINITE', epoch: 1, trainsPretrained: true },
  ]);
});

test('a training loss that goes up and down is unsteady', () => {
  const up = [1, 0.6, 0.9, 0.5, 0.85, 0.45, 0.8, 0.4, 0.75, 0.35];
  expect(readCurve(history(up, up), plain).map(({ kind }) => kind)).toContain('UNSTEADY');
});

test('a loss that falls with one small halt is steady; one whose last epoch is worse does not still improve', () => {
  const halting = [0.6761, 0.5899, 0.5903, 0.4566, 0.4402];
  const kinds = readCurve(history(halting, [0.9, 0.8, 0.7, 0.6531, 0.751]), plain).map(({ kind }) => kind);
  expect(kinds).not.toContain('UNSTEADY');
  expect(kinds).not.toContain('STILL_IMPROVING');
});

test('a stage is held against the end of the stage before, not against its early epochs', () => {
  const staged = recipeOf({ training: { epochs: 3 }, stages: [{ epochs: 2, freeze: { before: 'block5_conv1' } }] });
  const rising = history(falling.slice(0, 5), falling.slice(0, 5)).map((epoch, index) => ({
    ...epoch,
    valAcc: [0.667, 0.737, 0.772, 0.763, 0.754][index]!,
  }));
  expect(readCurve(rising, staged).find(({ kind }) => kind === 'STAGE')).toEqual({
    kind: 'STAGE',
    stage: 2,
    effect: 'SAME',
    before: 0.772,
    after: 0.754,
    canFreezeMore: true,
  });
});

test('a validation accuracy that is above in some epochs and below in others is not called above', () => {
  const noisy = history(falling.slice(0, 5), falling.slice(0, 5)).map((epoch, index) => ({
    ...epoch,
    acc: [0.458, 0.375, 0.625, 0.521, 0.646][index]!,
    valAcc: [0.55, 0.65, 0.55, 0.5, 0.55][index]!,
  }));
  expect(readCurve(noisy, plain).map(({ kind }) => kind)).not.toContain('VALIDATION_ABOVE_TRAINING');
});

test('validation accuracy above training accuracy is put down to what acts only in training', () => {
  const above = history(falling, falling, { acc: 0.8, valAcc: 0.85 });
  const because = (recipe: object) =>
    readCurve(above, recipeOf(recipe)).find(({ kind }) => kind === 'VALIDATION_ABOVE_TRAINING');
  expect(because({})).toMatchObject({ because: 'NEITHER' });
  expect(because({ augmentation: { horizontalFlip: true } })).toMatchObject({ because: 'AUGMENTATION' });
  expect(because({ head: { dense: [{ units: 8, dropout: 0.5 }] } })).toMatchObject({ because: 'DROPOUT' });
  expect(because({ augmentation: { horizontalFlip: true }, head: { dropout: 0.5 } })).toMatchObject({
    because: 'BOTH',
  });
});

test('a history without validation is read as far as it goes', () => {
  expect(readCurve(history(falling, []), plain)).toEqual([]);
  expect(readCurve([], plain)).toEqual([]);
  expect(readCurve(history(falling.slice(0, 3), []), plain)).toEqual([{ kind: 'TOO_SHORT' }]);
});

/** Two stages of four epochs each, by their validation accuracies. */
const staged = recipeOf({
  training: { epochs: 4 },
  stages: [{ freeze: 'none', optimizer: { name: 'adam' }, epochs: 4 }],
});
const inStages = (...valAccs: number[]) =>
  history(falling, [1, 0.9, 0.85, 0.82, 0.8, 0.79, 0.78, 0.77])
    .slice(0, valAccs.length)
    .map((epoch, index) => ({ ...epoch, acc: 1, valAcc: valAccs[index]! }));
const ofStages = (curve: EpochOfCurve[], recipe = staged) =>
  readCurve(curve, recipe).filter(({ kind }) => kind === 'STAGE');

test('what a second stage brought is read from its last epoch, against the last one of the first', () => {
  expect(ofStages(inStages(0.2, 0.7, 0.7, 0.7, 0.1, 0.8, 0.8, 0.8))).toMatchObject([
    { kind: 'STAGE', stage: 2, effect: 'BETTER', before: expect.closeTo(0.7), after: expect.closeTo(0.8) },
  ]);
  expect(ofStages(inStages(0.2, 0.7, 0.7, 0.7, 0.9, 0.6, 0.6, 0.6))).toMatchObject([{ effect: 'WORSE' }]);
  expect(ofStages(inStages(0.2, 0.7, 0.7, 0.7, 0.9, 0.71, 0.7, 0.71))).toMatchObject([{ effect: 'SAME' }]);
});

test('a stage is read once it has three epochs, and not where early stopping decides how long stages are', () => {
  expect(ofStages(inStages(0.2, 0.7, 0.7, 0.7, 0.9, 0.9))).toEqual([]);
  expect(ofStages(inStages(0.2, 0.7, 0.7, 0.7, 0.9, 0.9, 0.9))).toMatchObject([{ effect: 'BETTER' }]);
  const stopping = recipeOf({ training: { epochs: 4, earlyStopping: {} }, stages: staged.stages });
  expect(ofStages(inStages(0.2, 0.7, 0.7, 0.7, 0.9, 0.9, 0.9, 0.9), stopping)).toEqual([]);
  expect(ofStages(inStages(0.2, 0.7, 0.7, 0.7, 0.9, 0.9, 0.9, 0.9), plain)).toEqual([]);
});
