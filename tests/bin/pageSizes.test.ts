import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const script = fileURLToPath(new URL('../../bin/checks/pageSizes.ts', import.meta.url));

let build: string;

beforeEach(() => {
  build = mkdtempSync(join(tmpdir(), 'page-sizes-'));
});
afterEach(() => rmSync(build, { recursive: true }));

/** What the check prints for a build of one page, whose scripts have so many bytes that do not compress. */
function check(bytes: number, ...further: string[]) {
  mkdirSync(join(build, 'server/app/page'), { recursive: true });
  mkdirSync(join(build, 'static'), { recursive: true });
  writeFileSync(join(build, 'build-manifest.json'), JSON.stringify({ rootMainFiles: ['static/root.js'] }));
  writeFileSync(join(build, 'static/root.js'), randomBytes(1_000));
  writeFileSync(join(build, 'static/page.js'), randomBytes(bytes));
  writeFileSync(join(build, 'static/page.css'), randomBytes(900_000));
  const entries = { '[project]/web/app/page': ['static/page.js', 'static/root.js', 'static/page.css'] };
  writeFileSync(
    join(build, 'server/app/page/page_client-reference-manifest.js'),
    `globalThis.__RSC_MANIFEST = { '/a/page': ${JSON.stringify({ entryJSFiles: entries })} };`,
  );
  const { status, stdout } = spawnSync(process.execPath, [script, '--build', build, ...further], { encoding: 'utf8' });
  return { status, stdout };
}

test('a page within the budget is good, with its styles not counted and each script once', () => {
  expect(check(240_000)).toEqual({ status: 0, stdout: '' });
  expect(check(240_000, '--all').stdout).toMatch(/^\/a: 241 KB of JavaScript, and 250 KB is the most\n$/);
});

test('a page over the budget fails the check', () => {
  const { status, stdout } = check(260_000);
  expect(status).toBe(1);
  expect(stdout).toBe('/a: 261 KB of JavaScript, and 250 KB is the most\n');
});

test('without a build there is nothing to check, and it says so', () => {
  const { status, stdout } = spawnSync(process.execPath, [script, '--build', build], { encoding: 'utf8' });
  expect(status).toBe(0);
  expect(stdout).toContain('not built');
});
