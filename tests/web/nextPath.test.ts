import { expect, test } from 'vitest';
import { nextPath } from '../../web/components/accounts/nextPath.ts';

test.each(['/runs/1', '/join/a?b=c#d', '/learn/처음', '/'])('one returns to %j after signing in', (path) => {
  expect(nextPath(path)).toBe(path);
});

test.each([
  [
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/\r\\evil.example',
    '\t//evil.example',
  ],
  ['https://evil.example', 'javascript:alert(1)', 'evil.example', '', ' /evil', '/\u0000/evil'],
])('one never returns to another site: %j …', (...paths) => {
  for (const path of paths) {
    const { origin } = new URL(nextPath(path), 'https://site.example');
    expect(origin, JSON.stringify(path)).toBe('https://site.example');
    expect(nextPath(path)).toBe('/courses');
  }
  expect(nextPath(null)).toBe('/courses');
});
