import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { removeStaleFolders } from './runFolder.ts';

test('folders of test runs that are gone are removed, and no others', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'stale-'));
  try {
    const ended = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
    await once(ended, 'exit');
    const kept = ['downstream-server-1', `downstream-test-${process.pid}-a`, 'downstream-test-x'];
    for (const folder of [`downstream-test-${ended.pid}-a/postgres`, ...kept])
      await mkdir(join(parent, folder), { recursive: true });
    await removeStaleFolders(parent);
    expect((await readdir(parent)).toSorted()).toEqual(kept);
  } finally {
    await rm(parent, { recursive: true });
  }
});

test('all that a test writes lies in the folder of its run', () => {
  expect(tmpdir()).toMatch(/downstream-test-\d+-/);
});
