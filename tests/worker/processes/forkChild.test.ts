import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { forkChild } from '../../../worker/processes/forkChild.ts';

it('a process of a worker has a lower priority than the worker, the site and the API', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'downstream-fork-'));
  const path = join(folder, 'say.mjs');
  await writeFile(
    path,
    "import { getPriority } from 'node:os'; process.on('message', () => process.send(getPriority()));",
  );
  const child = forkChild(path, {});
  try {
    child.send('how low?');
    const [priority] = await once(child, 'message');
    expect(priority).toBe(Math.max(5, getPriority()));
  } finally {
    child.kill();
    await rm(folder, { recursive: true });
  }
});
