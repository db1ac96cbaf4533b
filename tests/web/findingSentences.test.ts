import { expect, test } from 'vitest';
import { type EpochOfCurve, readCurve } from '#contracts/curveReading';
import { parseRecipe } from '#contracts/recipe';
import { findingSentence } from '../../web/components/charts/findingSentence.ts';
import * as english from '../setup/english.ts';
import * as korean from '../setup/korean.ts';

const losses = [1, 0.8, 0.65, 0.53, 0.44, 0.37, 0.31, 0.26, 0.22, 0.19];
const rising: EpochOfCurve[] = [1, 0.8, 0.7, 0.65, 0.62, 0.66, 0.7, 0.74, 0.78, 0.82].map((valLoss, index) => ({
  epoch: index + 1,
  loss: losses[index]!,
  acc: 0.8,
  valLoss,
  valAcc: 0.8,
}));

function sentences(recipe: object, { t, formats }: typeof english, history = rising): string {
  const read = readCurve(history, parseRecipe({ backbone: 'VGG19', ...recipe }).recipe!);
  return read.map((finding) => findingSentence(t, formats, finding)).join(' ');
}

test('nobody is advised to add a dropout that is set, or to freeze what is frozen', () => {
  const frozen = { freeze: 'all', head: { dense: [{ units: 256, dropout: 0.5 }] } };
  expect(sentences(frozen, english)).toMatch(/stopping earlier, more dropout than 0\.5, augmentation\.$/);
  expect(sentences(frozen, korean)).toMatch(/더 일찍 멈추기, 드롭아웃 비율을 0\.5보다 높이기, 증강 추가\.$/);
  expect(sentences({ freeze: 'none' }, english)).toContain('freezing more layers');
});

test('nobody is advised to train more layers where all are trained', () => {
  const flat = rising.map((epoch, index) => ({ ...epoch, loss: index < 5 ? 1 - index / 10 : 0.4, valLoss: 0.4 }));
  expect(sentences({ freeze: 'none' }, english, flat)).toMatch(/will not help; a smaller learning rate may\.$/);
  expect(sentences({ freeze: 'all' }, english, flat)).toContain('or more trained layers may.');
  expect(sentences({ freeze: 'none' }, korean, flat)).toMatch(/학습률을 낮춰 보세요\.$/);
});

test('a tick that is not a whole percentage is not rounded to one', () => {
  expect([0.6, 0.625, 0.875, 1].map(english.formats.shareTick)).toEqual(['60%', '62.5%', '87.5%', '100%']);
});
