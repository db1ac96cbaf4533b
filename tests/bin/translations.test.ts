import { expect, test } from 'vitest';
import { translationProblem } from '../../bin/checks/translations.ts';

test.each([
  ['{count, plural, one {# run} other {# runs}} of {name}', '{name}의 실행 {count, number}개'],
  ['Press <b>here</b>, {name}', '{name} 님, <b>여기</b>를 누르세요'],
  ['{count, plural, =0 {Nobody} one {# person} other {# people}}', '{count, plural, =0 {없음} other {#명}}'],
  ['Grad-CAM', 'Grad-CAM'],
  ['{left, number} MB', '{left, number} MB'],
])('%j may be translated as %j', (english, korean) => {
  expect(translationProblem(english, korean, 'ko')).toBeUndefined();
});

test.each([
  ['Hello, {name}', '안녕하세요', 'does not use {name}'],
  ['Hello', '{name} 님, 안녕하세요', 'uses {name}, which the English text does not have'],
  ['Press <b>here</b>', '여기를 누르세요', 'does not use <b>'],
  [
    '{count, plural, one {# run} other {# runs}}',
    '{count, plural, one {#개} other {#개}}',
    'has the plural form one, which ko does not have',
  ],
  ['Nobody has signed in', 'Nobody has signed in', 'is not translated'],
])('%j as %j is found', (english, korean, problem) => {
  expect(translationProblem(english, korean, 'ko')).toBe(problem);
});

test('what is no ICU message is found', () => {
  expect(translationProblem('Hello, {name}', '{name 님', 'ko')).toMatch(/^is no ICU message: /);
});
