import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { expect, test } from 'vitest';
import { nextPath } from '../../web/components/accounts/nextPath.ts';
import {
  assignmentChange,
  assignmentInput,
  assignmentRules,
  newAssignment,
} from '../../web/components/assignments/assignmentInput.ts';
import { authErrorText, describeError, errorText } from '../../web/graphql/apiError.ts';
import { formats, t } from '../setup/english.ts';

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
  const error = new TypeError('Failed to fetch');
  expect(describeError(error)).toMatchObject({
    code: 'UNREACHABLE',
    message: expect.stringContaining('Failed to fetch'),
  });
  expect(errorText(t, error)).toBe(
    'The server could not be reached (Failed to fetch). Check the connection and try again.',
  );
});

test.each([
  ['NOT_ENROLLED', 'Expected a member.', 'You are not in this course. Join it with its code first.'],
  ['QUOTA_EXCEEDED', 'Expected at most 2 runs.', 'Expected at most 2 runs.'],
])('%s has a text of the catalogue, or the API’s own', (code, message, text) => {
  expect(errorText(t, new CombinedGraphQLErrors({ errors: [{ message, extensions: { code } }] }))).toBe(text);
});

test.each([
  [{ code: 'INVALID_EMAIL_OR_PASSWORD', message: 'Invalid' }, 'The e-mail address or the password is wrong.'],
  [{ message: 'Too many requests.' }, 'Too many requests.'],
  [{}, 'The server could not be reached (Bad Gateway). Check the connection and try again.'],
])('signing in may fail with %j', (error, text) => {
  expect(authErrorText(t, { ...error, statusText: 'Bad Gateway' })).toBe(text);
});

test.each([
  [8.2, '8 s'],
  [95, '1 min 35 s'],
  [7_300, '2 h 1 min'],
  [59.7, '1 min 0 s'],
])('%d seconds read %s', (seconds, text) => {
  expect(formats.duration(seconds)).toBe(text);
});

test.each([
  [3 * 86_400 + 5, 'in 3 days'],
  [-120, '2 minutes ago'],
  [0, 'now'],
])('%d seconds from now reads %s', (seconds, text) => {
  const now = Date.parse('2026-11-24T00:00:00Z');
  expect(formats.relative(new Date(now + seconds * 1000).toISOString(), now)).toBe(text);
});

test('the loss of a run that diverges fits into a table', () => {
  expect([31.5, 999_999, 32_931_388, 7.68e29].map(formats.value)).toEqual([
    '31.5000',
    '999,999.0000',
    '3.3e+7',
    '7.7e+29',
  ]);
  expect([0.7123, 0.00012, 7.68e29].map(formats.tick)).toEqual(['0.712', '1.2e-4', '7.7e+29']);
});

test('small rates are not rounded to nothing', () => {
  expect([0.001, 0.00001, 0, null].map(formats.value)).toEqual(['0.0010', '1.0e-5', '0.0000', '–']);
});

test('an assignment whose fields are wrong is refused at them', () => {
  const rules = assignmentRules(t);
  const dates = { ...newAssignment, opensAt: '2026-12-01T09:00', closesAt: '2026-12-08T09:00' };
  expect(rules.dailyQuota('')).toContain('""');
  expect(rules.dailyQuota(1001)).toBe('Expected 1 to 1000, received 1001.');
  expect(rules.dailyQuota(1000)).toBeNull();
  expect(rules.title('x'.repeat(201))).toBe('Expected 1 to 200 characters, received 201.');
  expect(rules.scoreStep(0.6)).toBe('Expected 0.0001 to 0.5, received 0.6.');
  expect(rules.scoreStep('')).toBeNull();
  expect(rules.dueAt('2026-11-30T09:00', dates)).toBe('Choose a time after it opens.');
  expect(rules.dueAt('2026-12-09T09:00', dates)).toBe('Choose a time until it closes.');
  expect(rules.dueAt('2026-12-08T09:00', dates)).toBeNull();
  expect(rules.closesAt('2026-12-01T09:00', dates)).not.toBeNull();
});

test("an assignment's form speaks of times in the zone of the course, and sends only what changed", () => {
  const place = { courseId: 'c', timeZone: 'Asia/Seoul' };
  const fields = { ...newAssignment, title: ' Cats ', datasetVersionId: 'd', dailyQuota: 5 };
  const recipe = { backbone: 'CNN' };
  const input = assignmentInput(place, { ...fields, dueAt: '2026-12-01T09:00', maxEpochs: 9 }, recipe, true);
  expect(input).toMatchObject({
    courseId: 'c',
    title: 'Cats',
    closesAt: null,
    dueAt: '2026-12-01T00:00:00.000Z',
    dailyQuota: 5,
    allowed: { maxEpochs: 9 },
    starterRecipe: recipe,
    draft: true,
  });
  const change = (changed: object) =>
    assignmentChange(
      place.timeZone,
      { fields, starterRecipe: recipe },
      { fields: { ...fields, ...changed }, starterRecipe: recipe },
    );
  expect(change({})).toEqual({});
  expect(change({ publicShare: 40, budgetMinutes: 1.5 })).toEqual({ publicShare: 0.4, budgetSeconds: 90 });
});
