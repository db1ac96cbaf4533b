import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openObjectStore } from '#prisma/objectStore';
import { openPublishedWeights } from '../../../worker/child/publishedWeights.ts';

test('published weights are read from the object store, and unavailable where it has no such object', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'published-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const store = openObjectStore(folder);
  const bytes = Buffer.from('weights');
  const address = await store.put(bytes);
  expect(await openPublishedWeights({ name: 'ours', address }, store).read()).toEqual(bytes);

  const absent = 'ab'.repeat(32);
  await expect(openPublishedWeights({ name: 'ours', address: absent }, store).read()).rejects.toMatchObject({
    code: 'WEIGHTS_UNAVAILABLE',
    message: `Expected the published weights "ours" in the object store, but there is no object ${absent}`,
  });
});
