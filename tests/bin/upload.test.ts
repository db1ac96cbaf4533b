import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createClient } from '../../bin/api/client.ts';
import { uploadFile } from '../../bin/import/upload.ts';
import { apiKeyOf } from '../setup/api.ts';
import { openClassroom } from '../setup/classroom.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';

let server: TestServer;
let directory: string;

beforeEach(async () => {
  server = await startTestServer();
  directory = await mkdtemp(join(tmpdir(), 'upload-'));
  vi.stubEnv('TMPDIR', directory);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await server.stop();
  await rm(directory, { recursive: true });
});

/**
 * Stands before the server and, while `cutAfter` is set, drops the connection of the PATCH request with that number.
 */
async function relay(
  target: string,
): Promise<{ url: string; seen: string[]; options: { cutFrom: number }; close(): void }> {
  const seen: string[] = [];
  const options = { cutFrom: Number.POSITIVE_INFINITY };
  const proxy: Server = createServer((incoming: IncomingMessage, outgoing) => {
    seen.push(incoming.method!);
    if (incoming.method === 'PATCH' && seen.filter((method) => method === 'PATCH').length >= options.cutFrom) {
      incoming.socket.destroy();
      return;
    }
    const onward = request(
      new URL(incoming.url!, target),
      { method: incoming.method!, headers: incoming.headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode!, answer.headers);
        answer.pipe(outgoing);
      },
    );
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    seen,
    options,
    close: () => proxy.close(),
  };
}

test('an upload that was cut off goes on where it stopped when it is called again', async () => {
  const { instructor } = await openClassroom(server);
  const key = await apiKeyOf(instructor);
  const proxy = await relay(server.url);
  const client = createClient(proxy.url, key);
  const bytes = randomBytes(20 * 1024 * 1024);
  const path = join(directory, 'big.zip');
  await writeFile(path, bytes);

  proxy.options.cutFrom = 2;
  await expect(uploadFile(client, path, { retryDelays: [50] })).rejects.toMatchObject({
    code: 'OUT_OF_REACH',
    exitCode: 5,
  });
  proxy.options.cutFrom = Number.POSITIVE_INFINITY;
  proxy.seen.length = 0;
  const sent: number[] = [];
  const id = await uploadFile(client, path, { onProgress: (bytesSent) => sent.push(bytesSent) });

  expect(proxy.seen).toEqual(['HEAD', 'PATCH', 'PATCH']);
  expect(sent[0]).toBeGreaterThanOrEqual(8 * 1024 * 1024);
  expect(await readFile(join(server.options.directories.uploads, id))).toEqual(bytes);
  proxy.close();
});
