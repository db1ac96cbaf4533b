import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

/** Requirements of levels 1 and 2 in each chapter of ASVS 5.0.0. */
const perChapter = [27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7];

test('each requirement of levels 1 and 2 is listed once, with tests that there are or with a reason', async () => {
  const text = await readFile(new URL('ASVS.md', import.meta.url), 'utf8');
  const [applicable = '', others = ''] = text.split('## Not applicable');
  const rows = [...applicable.matchAll(/^\| (\d+\.\d+\.\d+) \| ([12]) \| (.+) \| (.+) \|$/gm)];
  const numbers = [...rows.map(([, number]) => number!), ...(others.match(/\d+\.\d+\.\d+/g) ?? [])];
  expect(new Set(numbers).size).toBe(numbers.length);
  const counts = perChapter.map((_, at) => numbers.filter((number) => number.startsWith(`${at + 1}.`)).length);
  expect(counts).toEqual(perChapter);
  for (const [, number, , what, tests] of rows) {
    expect(what!.length, number).toBeGreaterThan(3);
    for (const [, path] of `${what} ${tests}`.matchAll(/`?((?:tests|server|contracts|docs)\/[\w./-]+\.(?:ts|md))`?/g))
      expect(existsSync(path!), `${number}: ${path}`).toBe(true);
  }
});
