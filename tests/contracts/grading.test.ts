import { expect, it } from 'vitest';
import { courseTotal, gradeOf, gradingRuleSchema, pointsForScore } from '#contracts/grading';
import { check, sentence } from '#contracts/issues';

const rule = (fields: object) => gradingRuleSchema().parse({ maxPoints: 10, ...fields });
const thresholds = [
  { score: 0.9, points: 10 },
  { score: 0.6, points: 4 },
  { score: 0.7, points: 6 },
];

it('gives a part of the way between two thresholds, nothing below the lowest, and no more above the highest', () => {
  const linear = rule({ thresholds });
  expect([0.59, 0.6, 0.65, 0.7, 0.8, 0.9, 1].map((score) => Number(pointsForScore(linear, score).toFixed(6)))).toEqual([
    0, 4, 5, 6, 8, 10, 10,
  ]);
  const steps = rule({ thresholds, partial: 'STEPS' });
  expect([0.59, 0.6, 0.65, 0.7, 0.8, 0.9].map((score) => pointsForScore(steps, score))).toEqual([0, 4, 4, 6, 6, 10]);
});

it('lets a score reach its threshold whatever binary fractions lose', () => {
  expect(pointsForScore(rule({ thresholds: [{ score: 0.3, points: 1 }] }), 0.1 + 0.2 - 1e-16)).toBe(1);
});

it('takes the late penalty for each day from the points of the run, and none from those by hand', () => {
  const quarter = { latePenalty: 0.25, metric: 'ACCURACY' };
  const graded = rule({ thresholds, completion: 2, handPoints: 3, maxPoints: 12 });
  expect(gradeOf(graded, { score: 0.6, daysLate: 0 }, quarter, null)).toBe(6);
  expect(gradeOf(graded, { score: 0.6, daysLate: 2 }, quarter, null)).toBe(3);
  expect(gradeOf(graded, { score: 0.6, daysLate: 9 }, quarter, 3)).toBe(3);
  expect(gradeOf(graded, { score: 1, daysLate: 0 }, quarter, 3)).toBe(12);
  expect(gradeOf(graded, null, quarter, 1.5)).toBe(1.5);
});

it('refuses thresholds that cross, that repeat a score or that give more than the most, and a rule of nothing', () => {
  const refusal = (fields: object) =>
    sentence(check(gradingRuleSchema(), { maxPoints: 10, ...fields }, 'rule').issues ?? []);
  expect(
    refusal({
      thresholds: [
        { score: 0.9, points: 5 },
        { score: 0.8, points: 7 },
      ],
    }),
  ).toBe(
    'thresholds.1.points: expected at least 7, as the worse score 0.8 gives, received 5 for 0.9: the thresholds cross',
  );
  expect(
    refusal({
      thresholds: [
        { score: 0.8, points: 5 },
        { score: 0.8, points: 7 },
      ],
    }),
  ).toBe('thresholds.1.score: expected every score once, received 0.8 twice');
  expect(refusal({ thresholds: [{ score: 0.8, points: 11 }] })).toContain('expected at most 10');
  expect(refusal({})).toContain('expected a threshold, points for completion or points by hand');
  expect(refusal({ maxPoints: 0, completion: 1 })).toContain('maxPoints: expected more than 0, received 0');
});

it('makes the total by weight and leaves out the worst, but never all', () => {
  const grades = [
    { points: 5, outOf: 10, weight: 1 },
    { points: 20, outOf: 20, weight: 3 },
    { points: 0, outOf: 10, weight: 2 },
  ];
  expect(courseTotal(grades, 0)).toBeCloseTo((0.5 + 3) / 6, 12);
  expect(courseTotal(grades, 1)).toBeCloseTo((0.5 + 3) / 4, 12);
  expect(courseTotal(grades, 9)).toBe(1);
  expect(courseTotal([], 0)).toBeNull();
  expect(courseTotal([{ points: 1, outOf: 1, weight: 0 }], 0)).toBeNull();
});

it('gives more points for a lower loss, and takes losses above 1', () => {
  const losses = [
    { score: 0.2, points: 10 },
    { score: 1.4, points: 2 },
    { score: 0.6, points: 6 },
  ];
  const graded = gradingRuleSchema('LOG_LOSS').parse({ maxPoints: 10, thresholds: losses });
  expect(graded.thresholds.map(({ score }) => score)).toEqual([1.4, 0.6, 0.2]);
  const points = [2, 1.4, 1, 0.6, 0.4, 0.2, 0].map((loss) => pointsForScore(graded, loss, 'LOG_LOSS'));
  expect(points.map((value) => Number(value.toFixed(6)))).toEqual([0, 2, 4, 6, 8, 10, 10]);
  const loss = { latePenalty: 0.5, metric: 'LOG_LOSS' };
  expect(gradeOf(graded, { score: 0.6, daysLate: 1 }, loss, null)).toBe(3);
  expect(gradeOf(graded, { score: null, daysLate: 0 }, loss, null)).toBe(0);
  const crossed = [losses[0], { score: 0.6, points: 10.5 }];
  const refused = check(gradingRuleSchema('LOG_LOSS'), { maxPoints: 20, thresholds: crossed }, 'rule').issues ?? [];
  expect(sentence(refused)).toContain('as the worse score 0.6 gives, received 10 for 0.2: the thresholds cross');
  expect(gradingRuleSchema().safeParse({ maxPoints: 10, thresholds: losses }).success).toBe(false);
});
