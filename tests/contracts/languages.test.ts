import { expect, test } from 'vitest';
import { acceptedLanguage, chooseLanguage, languageIn } from '#contracts/languages';

test('the account says the language first, then the cookie, the course, the browser and the site', () => {
  const sources = { account: 'ko', cookie: 'en', course: 'en', acceptLanguage: 'en', site: 'en' };
  expect(chooseLanguage(sources)).toBe('ko');
  expect(chooseLanguage({ ...sources, account: null, cookie: 'ko' })).toBe('ko');
  expect(chooseLanguage({ ...sources, account: null, cookie: null, course: 'ko' })).toBe('ko');
  expect(chooseLanguage({ acceptLanguage: 'ko-KR,ko;q=0.9,en-US;q=0.8,en;q=0.7', site: 'en' })).toBe('ko');
  expect(chooseLanguage({ acceptLanguage: 'de', site: 'ko' })).toBe('ko');
  expect(chooseLanguage({})).toBe('en');
});

test('a language that the site does not have counts as none', () => {
  expect(chooseLanguage({ account: 'xx', cookie: 'constructor', course: 'ko' })).toBe('ko');
});

test.each([
  ['fr, en;q=0.5, ko;q=0.7', 'ko'],
  ['EN-gb', 'en'],
  ['ko;q=0, en;q=0.1', 'en'],
  ['*', undefined],
  ['kok, kor', undefined],
  ['', undefined],
  [null, undefined],
])('of the header %j the language is %s', (header, language) => {
  expect(acceptedLanguage(header)).toBe(language);
});

test('the cookie is found among others, and none that only ends in its name', () => {
  expect(languageIn('a=b; language=ko; c=d')).toBe('ko');
  expect(languageIn('other-language=ko')).toBeUndefined();
  expect(languageIn(undefined)).toBeUndefined();
});
