import { expect, test } from 'vitest';
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
  expect(read).toEqual([{ kind: 'OVERFITTING', epoch: 6, bestValLoss: 0.62 }]);
});

test('a rise of less than 5 % is not overfitting', () => {
  const read = readCurve(history(falling, [1, 0.8, 0.7, 0.65, 0.62, 0.63, 0.62, 0.63, 0.64, 0.63]), plain);
  expect(read).toEqual([]);
});

test('a validation loss whose best epoch is the last one still improves', () => {
  expect(readCurve(history(falling, falling), plain)).toEqual([{ kind: 'STILL_IMPROVING' }]);
});

test('losses that no longer change are a plateau, from where it begins', () => {
  const flat = [1, 0.8, 0.65, 0.53, 0.44, 0.4, 0.4, 0.4, 0.4, 0.4];
  expect(readCurve(history(flat, flat), plain)).toEqual([{ kind: 'PLATEAU', epoch: 6 }]);
});

test('a training loss that ends above its beginning diverges, and nothing else is said', () => {
  expect(readCurve(history([0.7, 2, 9], [0.7, 3, 12]), plain)).toEqual([{ kind: 'DIVERGING' }]);
});

test('a loss that is no number any more is named with its epoch, also where the run ended before it was stored', () => {
  expect(readCurve(history([0.7, Number.NaN], [0.7, 3]), plain)).toEqual([{ kind: 'NOT_FINITE', epoch: 2 }]);
  expect(readCurve(history([0.7, 0.6, 0.5], []), plain, true)).toEqual([{ kind: 'NOT_FINITE', epoch: 4 }]);
  expect(readCurve([], plain, true)).toEqual([{ kind: 'NOT_FINITE', epoch: 1 }]);
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

test('what a second stage brought is read from its last three epochs, against the last three of the first', () => {
  expect(ofStages(inStages(0.2, 0.7, 0.7, 0.7, 0.1, 0.8, 0.8, 0.8))).toEqual([
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
