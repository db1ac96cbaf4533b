import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type ApplicationName, applicationNames } from '#contracts/backbones';
import { officialFile } from '../../../learning/backbones/registry.ts';

/** What `tests/keras/officialFiles.py` has written. */
const golden: [name: ApplicationName, size: number, top: boolean, path: string, md5: string | null][] = JSON.parse(
  readFileSync(new URL('../../keras/golden/officialFiles.json', import.meta.url), 'utf8'),
);

test.for(applicationNames)('%s takes the files that Keras asks for, with the MD5 that Keras expects', (name) => {
  const rows = golden.filter((row) => row[0] === name);
  expect(rows.length).toBeGreaterThanOrEqual(3);
  for (const [, size, top, path, md5] of rows)
    expect(officialFile(name, { top, size })).toEqual(md5 === null ? { path } : { path, md5 });
});

test('the from-scratch network has none', () => {
  expect(officialFile('CNN', { top: false, size: 150 })).toBeUndefined();
});
