import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { downloadFile } from '../../../worker/weights/downloadFile.ts';
import { startFileHost } from './fileHost.ts';

it('gives up a host that falls silent in the middle, and leaves nothing behind', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'download-'));
  const host = await startFileHost((_, response) => response.setHeader('content-length', 1000).write('the beginning'));
  await expect(downloadFile(host.url, join(folder, 'file'), { timeoutMs: 300 })).rejects.toThrow('no byte came within 0.3 s');
  expect(await readdir(folder)).toEqual([]);
  await host.close();
  await rm(folder, { recursive: true });
});

it('waits for a slow host as long as bytes come', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'download-'));
  const host = await startFileHost(async (_, response) => {
    for (let second = 0; second < 5; second++) {
      response.write('some bytes');
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    response.end();
  });
  await downloadFile(host.url, join(folder, 'file'), { timeoutMs: 1000 });
  expect(await readdir(folder)).toEqual(['file']);
  await host.close();
  await rm(folder, { recursive: true });
});
