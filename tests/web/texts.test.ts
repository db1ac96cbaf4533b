import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { expect, test } from 'vitest';
import { apiErrorCodes } from '#contracts/apiErrors';
import { failureCodes } from '#contracts/runFailure';
import { nextPath } from '../../web/components/accounts/nextPath.ts';
import {
  assignmentChange,
  assignmentInput,
  assignmentRules,
  newAssignment,
} from '../../web/components/assignments/assignmentInput.ts';
import { authErrorText, describeError, errorText, issueText } from '../../web/graphql/apiError.ts';
import english from '../../web/messages/en.json' with { type: 'json' };
import koreanMessages from '../../web/messages/ko.json' with { type: 'json' };
import { formats, t } from '../setup/english.ts';
import { t as korean, formats as koreanFormats } from '../setup/korean.ts';

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
    'The server does not answer just now. What you have typed stays here. Try again in a moment.',
  );
});

const refusal = (message: string, extensions: Record<string, unknown>) =>
  new CombinedGraphQLErrors({ errors: [{ message, extensions }] });

test.each([
  ['NOT_ENROLLED', 'Expected a member.', 'You are not in this course. Join it with its code first.'],
  ['FORBIDDEN', 'Only staff may do this.', 'Only staff may do this.'],
  ['A_NEW_CODE', 'Expected another thing.', 'Expected another thing.'],
])('%s has a text of the catalogue, or the API’s own', (code, message, text) => {
  expect(errorText(t, refusal(message, { code }))).toBe(text);
});

test('a text of the catalogue tells the cases of a code apart, and names what the API says of them', () => {
  const details = { code: 'QUOTA_EXCEEDED', detail: 'DAY', dailyQuota: 3, nextFreeAt: '2026-12-01T09:00:00.000Z' };
  const error = refusal('Expected at most 3 runs.', details);
  expect(errorText(t, error)).toBe('You have used your 3 runs of 24 hours. The next is free at Dec 1, 2026, 09:00.');
  expect(errorText(korean, error)).toBe(
    '24시간 동안의 실행 3번을 모두 썼습니다. 2026. 12. 1. 09:00에 다음 실행을 제출할 수 있습니다.',
  );
  expect(errorText(korean, refusal('Only staff may do this.', { code: 'FORBIDDEN' }))).toBe(
    '이 작업을 할 권한이 없습니다.',
  );
});

test('what is wrong with a field is said in the reader’s language where the API names the kind of fault', () => {
  const issues = [
    { path: 'title', message: 'expected 1 to 200 characters', code: 'lineLength', values: { most: 200 } },
  ];
  const error = refusal('title: expected 1 to 200 characters.', { code: 'BAD_USER_INPUT', issues });
  expect(errorText(t, error)).toBe('Use 1 to 200 characters.');
  expect(errorText(korean, error)).toBe('1~200자로 입력하세요.');
  const others = [...issues, { path: 'url', message: 'expected a public address' }];
  const mixed = refusal('url: expected a public address.', { code: 'BAD_USER_INPUT', issues: others });
  expect(errorText(t, mixed)).toBe('url: expected a public address.');
  expect(issueText(t, others[1]!)).toBe('Expected a public address.');
  expect(issueText(korean, others[1]!)).toBe('올바르지 않은 값입니다.');
  expect(errorText(korean, mixed)).toBe('입력한 내용을 다시 확인하세요.');
});

test('every code of the API and every failure of a run has a text in every language', () => {
  for (const [language, { errors, runs }] of Object.entries({ english, koreanMessages })) {
    for (const code of apiErrorCodes) expect(errors, language).toHaveProperty(code);
    for (const code of failureCodes) expect(runs.failures, language).toHaveProperty(code);
  }
});

test.each([
  [{ code: 'INVALID_EMAIL_OR_PASSWORD', message: 'Invalid' }, 'The e-mail address or the password is wrong.'],
  [{ message: 'Something else.' }, 'Something else.'],
  [
    { message: 'Too many requests.', status: 429 },
    'The server has more to do than it can just now. Wait a minute, then try again.',
  ],
  [{ code: 'TOO_MANY_PASSWORDS', message: 'Wait', minutes: 1 }, 'Too many wrong passwords. Try again in 1 minute.'],
  [{}, 'The server does not answer just now. What you have typed stays here. Try again in a moment.'],
])('signing in may fail with %j', (error, text) => {
  expect(authErrorText(t, { ...error, statusText: 'Bad Gateway' })).toBe(text);
});

test.each([
  [8.2, '8 s'],
  [95, '1 min 35 s'],
  [7_300, '2 h 1 min'],
  [59.7, '1 min'],
  [7_200, '2 h'],
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

test('Korean has its own units, lists of times and dates', () => {
  expect([8.2, 95, 600, 7_300].map(koreanFormats.duration)).toEqual(['8초', '1분 35초', '10분', '2시간 1분']);
  const now = Date.parse('2026-11-24T00:00:00Z');
  expect(koreanFormats.relative('2026-11-27T00:00:00Z', now)).toBe('3일 후');
  expect(koreanFormats.relative('2026-11-23T23:58:00Z', now)).toBe('2분 전');
  expect(koreanFormats.moment('2026-11-24T14:05:00Z')).toBe('2026. 11. 24. 14:05');
  expect(koreanFormats.percent(0.8615)).toBe('86.2%');
  expect(koreanFormats.megabytes(12_800)).toBe('12.8 GB');
  expect(koreanFormats.count(2_257_984)).toBe('2,257,984');
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
  expect(rules.title('x'.repeat(201))).toBe('Use 1 to 200 characters.');
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
