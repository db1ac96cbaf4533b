import { expect, test } from 'vitest';
import { decidesText } from '../../web/components/scores/decidesText.ts';
import { noScoreText, runScoreText, type ToldScore } from '../../web/components/scores/ScoreText.tsx';
import { formats, t } from '../setup/english.ts';

const range = { metric: 'ACCURACY', images: 87, seeds: 1 } as const;
const told = (score: object, rest: Partial<ToldScore> = {}): ToldScore =>
  ({ public: { ...range, ...score }, isNewAnswer: false, untold: null, ...rest }) as ToldScore;

test.each([
  ['a new score', told({ low: 70 / 87, high: 71 / 87 }, { isNewAnswer: true }), '80.5% to 81.6%'],
  ['a new score of the first step', told({ low: 0, high: 2 / 87 }, { isNewAnswer: true }), 'at most 2.3%'],
  ['an exact one, as staff see it', told({ low: 0.5, high: 0.5 }, { untold: 'SAME_CLASS' }), '50.0%'],
  ['a bound', told({ low: 0, high: 71 / 87 }), 'Score not shown: not clearly above your best (at most 81.6%)'],
  [
    'the bound of a loss',
    told({ metric: 'LOG_LOSS', low: 0.4, high: -Math.log(1e-7) }),
    'Score not shown: not clearly above your best (at least 0.4000)',
  ],
  [
    'used answers',
    told({ low: 0, high: 1 }, { untold: 'NO_ANSWERS_LEFT' }),
    'Score not shown: you have seen all scores that you may',
  ],
  ['one class', told({ low: 0, high: 1 }, { untold: 'SAME_CLASS' }), 'Score not shown: one class for every image'],
  ['a seed', told({ low: 0, high: 1 }, { untold: 'SEEDS_MISSING' }), 'Score not shown: it does not complete the seeds'],
])('what a student is told of a run: %s', (_, evaluation, text) => {
  expect(runScoreText(evaluation, t, formats)).toBe(text);
});

test('a number stands in the place of a score only where it is one', () => {
  expect(noScoreText(told({ low: 0, high: 71 / 87 }), t)).toBe('Score not shown: not clearly above your best');
  expect(noScoreText(told({ low: 70 / 87, high: 71 / 87 }), t)).toBeNull();
});

test('the private share decides when the assignment ends, or when staff close one that has no end', () => {
  expect(decidesText({ finalAt: '2026-12-01T09:00:00Z', timeZone: 'UTC' }, t, formats)).toContain('Dec 1, 2026, 09:00');
  expect(decidesText({ finalAt: null, timeZone: 'UTC' }, t, formats)).toContain('once staff have closed it');
});
