import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { expect, test } from 'vitest';
import { nextPath } from '../../web/features/accounts/nextPath.ts';
import { assignmentInput, assignmentRules } from '../../web/features/assignments/assignmentInput.ts';
import { formatValue } from '../../web/features/formats/numbers.ts';
import { formatDuration, formatRelative } from '../../web/features/formats/times.ts';
import { describeError } from '../../web/graphql/apiError.ts';

test.each([
  ['/runs/1?x=2', '/runs/1?x=2'],
  [null, '/courses'],
  ['https://elsewhere.example', '/courses'],
  ['//elsewhere.example', '/courses'],
  ['/\\elsewhere.example', '/courses'],
])('after signing in, %j leads to %s', (next, path) => {
  expect(nextPath(next)).toBe(path);
});

test('an error of the API keeps its code, its sentence and its issues', () => {
  const issues = [{ path: 'training.epochs', message: 'expected a number to be >=1, received 0' }];
  const error = new CombinedGraphQLErrors({
    errors: [{ message: 'The recipe is not right.', extensions: { code: 'RECIPE_INVALID', issues } }],
  });
  expect(describeError(error)).toEqual({ code: 'RECIPE_INVALID', message: 'The recipe is not right.', issues });
});

test('no answer at all is told from an answer', () => {
  expect(describeError(new TypeError('Failed to fetch'))).toMatchObject({
    code: 'UNREACHABLE',
    message: expect.stringContaining('Failed to fetch'),
  });
});

test.each([
  [8.2, '8 s'],
  [95, '1 min 35 s'],
  [7_300, '2 h 1 min'],
  [59.7, '1 min 0 s'],
])('%d seconds read %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});

test.each([
  [3 * 86_400 + 5, 'in 3 days'],
  [-120, '2 minutes ago'],
  [0, 'now'],
])('%d seconds from now reads %s', (seconds, text) => {
  const now = Date.parse('2026-11-24T00:00:00Z');
  expect(formatRelative(new Date(now + seconds * 1000).toISOString(), now)).toBe(text);
});

test('small rates are not rounded to nothing', () => {
  expect([0.001, 0.00001, 0, null].map(formatValue)).toEqual(['0.0010', '1.0e-5', '0.0000', '–']);
});

test('an assignment whose starter recipe is wrong is refused at that field', () => {
  expect(assignmentRules.starterRecipe('backbone: CNN')).toBeNull();
  expect(assignmentRules.starterRecipe('backbone: CMM')).toContain('received "CMM"');
  expect(assignmentRules.starterRecipe('backbone: [')).toContain('not YAML');
  expect(assignmentRules.dailyQuota('')).toContain('""');
  expect(assignmentRules.closesAt('2020-01-01T00:00')).not.toBeNull();
});

test('an assignment without a deadline has none, and its recipe is whole', () => {
  const input = assignmentInput('c', {
    title: ' Cats ',
    description: '',
    datasetVersionId: 'd',
    starterRecipe: 'backbone: CNN',
    metric: 'ACCURACY',
    closesAt: '',
    dailyQuota: 5,
    scoreStep: '',
  });
  expect(input).toMatchObject({
    courseId: 'c',
    title: 'Cats',
    closesAt: null,
    dailyQuota: 5,
    starterRecipe: { backbone: 'CNN', seed: 42 },
  });
});
