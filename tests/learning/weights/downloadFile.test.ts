import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import type { RequestListener, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { tryLock } from '#machine/lock';
import { downloadFile, downloadOnce } from '../../../learning/weights/downloadFile.ts';
import { type FileHost, startFileHost, startRawHost } from './fileHost.ts';

const content = Buffer.from(Array.from({ length: 100_000 }, (_, index) => (index * 7) % 251));
const md5 = createHash('md5').update(content).digest('hex');

let folder: string;
let path: string;
let host: FileHost | undefined;
/** The `range` header of each request. */
let ranges: (string | undefined)[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'download-'));
  path = join(folder, 'file');
  ranges = [];
});
afterEach(async () => {
  await host?.close();
  await rm(folder, { recursive: true });
});

async function serve(answer: RequestListener): Promise<string> {
  host = await startFileHost((request, response) => {
    ranges.push(request.headers.range);
    answer(request, response);
  });
  return host.url;
}

/** Answers as hosts do that can begin in the middle. */
const serveContent: RequestListener = (request, response) => {
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  if (from >= content.length) return response.writeHead(416).end();
  const rest = content.subarray(from);
  const status = request.headers.range ? 206 : 200;
  response.writeHead(status, {
    'content-length': rest.length,
    'content-range': `bytes ${from}-${content.length - 1}/${content.length}`,
  });
  response.end(rest);
};

/** Sends the bytes of the file from one place to another, then closes the connection. */
function cutOff(response: ServerResponse, to: number, from = 0): void {
  if (from > 0)
    response.writeHead(206, {
      'content-length': content.length - from,
      'content-range': `bytes ${from}-${content.length - 1}/${content.length}`,
    });
  else response.setHeader('content-length', content.length);
  response.write(content.subarray(from, to), () => setTimeout(() => response.destroy(), 50));
}

/** A host that closes the connection twice: the download continues once, and fails. */
const cutTwice: RequestListener = (request, response) => {
  if (ranges.length === 1) cutOff(response, 20_000);
  else if (ranges.length === 2) cutOff(response, 40_000, 20_000);
  else serveContent(request, response);
};

it('gives up a host that falls silent in the middle, and leaves nothing behind', async () => {
  const url = await serve((_, response) => response.setHeader('content-length', 1000).write('the beginning'));
  await expect(downloadFile(url, path, { timeoutMs: 300 })).rejects.toThrow('no byte came within 0.3 s');
  expect(await readdir(folder)).toEqual([]);
});

it('waits for a slow host as long as bytes come', async () => {
  const url = await serve(async (_, response) => {
    for (let second = 0; second < 5; second++) {
      response.write('some bytes');
      await sleep(300);
    }
    response.end();
  });
  await downloadFile(url, path, { timeoutMs: 1000 });
  expect(await readdir(folder)).toEqual(['file']);
});

describe('a file whose MD5 is known', () => {
  it('is completed from where an earlier download was cut off', async () => {
    const url = await serve(cutTwice);
    await expect(downloadFile(url, path, { md5 })).rejects.toThrow(
      'the host closed the connection after 20000 of 80000 bytes',
    );
    expect(await readdir(folder)).toEqual(['file.partial']);
    const progress: [number, number][] = [];
    await downloadFile(url, path, { md5, onProgress: (done, total) => progress.push([done, total]) });
    expect(ranges).toEqual([undefined, 'bytes=20000-', 'bytes=40000-']);
    expect(progress[0]?.[0]).toBeGreaterThan(40_000);
    expect(progress.at(-1)).toEqual([content.length, content.length]);
    expect(await readFile(path)).toEqual(content);
    expect(await readdir(folder)).toEqual(['file']);
  });

  it('is fetched from its beginning where the host cannot begin in the middle', async () => {
    await writeFile(`${path}.partial`, content.subarray(0, 40_000));
    await downloadFile(await serve((_, response) => response.end(content)), path, { md5 });
    expect(await readFile(path)).toEqual(content);
  });

  it('is taken as it is where all of it came before', async () => {
    await writeFile(`${path}.partial`, content);
    await downloadFile(await serve(serveContent), path, { md5 });
    expect(await readFile(path)).toEqual(content);
  });

  it('is refused, and not kept, when the host sends another', async () => {
    const url = await serve((_, response) => response.end('something else'));
    await expect(downloadFile(url, path, { md5 })).rejects.toThrow(`expected the MD5 ${md5}, received `);
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('a connection that breaks in the middle', () => {
  it.each([{ md5 }, {}])('is continued once in the same download, given %o', async (known) => {
    const url = await serve((request, response) =>
      ranges.length === 1 ? cutOff(response, 40_000) : serveContent(request, response),
    );
    await downloadFile(url, path, known);
    expect(ranges).toEqual([undefined, 'bytes=40000-']);
    expect(await readFile(path)).toEqual(content);
    expect(await readdir(folder)).toEqual(['file']);
  });

  it('leaves nothing of a file whose MD5 is not known', async () => {
    await expect(downloadFile(await serve(cutTwice), path, {})).rejects.toThrow('20000 of 80000 bytes');
    expect(await readdir(folder)).toEqual([]);
  });

  it('is not continued with another version of the file', async () => {
    const other = Buffer.alloc(content.length, 7);
    const url = await serve((request, response) => {
      response.setHeader('etag', ranges.length === 1 ? '"one"' : '"two"');
      if (ranges.length === 1) return cutOff(response, 40_000);
      expect(request.headers['if-range']).toBe('"one"');
      response.end(other);
    });
    await downloadFile(url, path, {});
    expect(await readFile(path)).toEqual(other);
  });

  it('is an error where the host continues at another place', async () => {
    const url = await serve((_, response) =>
      ranges.length === 1 ? cutOff(response, 40_000) : cutOff(response, 60_000, 30_000),
    );
    await expect(downloadFile(url, path, {})).rejects.toThrow('from byte 30000, where byte 40000 was asked for');
  });
});

describe('an HTTP/1.0 host, which closes the connection after the body', () => {
  const head = (...lines: string[]) => ['HTTP/1.0 200 OK', ...lines, '', ''].join('\r\n');

  it.each([[[]], [[`Content-Length: ${content.length}`]], [['Connection: close']]])(
    'gives its file, many times, with the headers %o',
    async (headers) => {
      const raw = await startRawHost((socket) => {
        socket.write(head(...headers));
        // The end of the body and that of the connection arrive together, or one after the other.
        socket.end(content);
      });
      for (let count = 0; count < 20; count++) {
        await downloadFile(raw.url, path, { md5 });
        await rm(path);
      }
      await raw.close();
    },
  );

  it('is found out where its body is shorter than it says', async () => {
    const raw = await startRawHost((socket) =>
      socket.end(Buffer.concat([Buffer.from(head('Content-Length: 200000')), content])),
    );
    await expect(downloadFile(raw.url, path, {})).rejects.toThrow(/closed the connection after \d+ of 200000 bytes/);
    expect(await readdir(folder)).toEqual([]);
    await raw.close();
  });

  it('is found out by the MD5 where its body is longer than it says', async () => {
    const raw = await startRawHost((socket) =>
      socket.end(Buffer.concat([Buffer.from(head('Content-Length: 50000')), content])),
    );
    await expect(downloadFile(raw.url, path, { md5 })).rejects.toThrow(`expected the MD5 ${md5}`);
    await raw.close();
  });

  it('is an error, not a crash, where it sends nothing or something else', async () => {
    for (const answer of ['', 'HTTP/1.0 200', 'something else', head('Content-Length: 10')]) {
      const raw = await startRawHost((socket) => socket.end(answer));
      await expect(downloadFile(raw.url, path, { md5 })).rejects.toThrow(/./);
      await raw.close();
    }
  });
});

describe('what hosts do besides', () => {
  it('redirects, with whole addresses and with paths', async () => {
    const url = await serve((request, response) => {
      if (request.url === '/a') return response.writeHead(302, { location: '/b' }).end('moved');
      if (request.url === '/b') return response.writeHead(307, { location: `${url}/c` }).end();
      serveContent(request, response);
    });
    await downloadFile(`${url}/a`, path, { md5 });
    expect(await readFile(path)).toEqual(content);
    expect(host?.asked).toEqual(['/a', '/b', '/c']);
  });

  it('redirects in a circle, or to what is no web address', async () => {
    const url = await serve((request, response) =>
      response.writeHead(302, { location: request.url === '/file' ? 'file:///etc/passwd' : '/' }).end(),
    );
    await expect(downloadFile(url, path, {})).rejects.toThrow('the host redirected 20 times');
    await expect(downloadFile(`${url}/file`, path, {})).rejects.toThrow('received file:///etc/passwd');
  });

  it('compresses, though it is asked not to', async () => {
    const url = await serve((request, response) => {
      expect(request.headers['accept-encoding']).toBe('identity');
      response.setHeader('content-encoding', 'gzip').end(gzipSync(content));
    });
    const progress: number[] = [];
    await downloadFile(url, path, { md5, onProgress: (done, total) => progress.push(done, total) });
    expect(await readFile(path)).toEqual(content);
    expect(progress.slice(-2)).toEqual([content.length, 0]);
  });
});

describe('one download at a time', () => {
  it('another that wants the file meanwhile waits for it', async () => {
    const url = await serve(async (request, response) => {
      await sleep(300);
      serveContent(request, response);
    });
    await Promise.all(Array.from({ length: 4 }, () => downloadOnce(url, path, { md5 })));
    expect(ranges).toHaveLength(1);
    expect(await readdir(folder)).toEqual(['file']);
  });

  it('the next one tries when the one before fails, and goes on where that stopped', async () => {
    const url = await serve(cutTwice);
    const results = await Promise.allSettled([downloadOnce(url, path, { md5 }), downloadOnce(url, path, { md5 })]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(ranges).toEqual([undefined, 'bytes=20000-', 'bytes=40000-']);
    expect(await readFile(path)).toEqual(content);
  });

  it('a process that died over its download blocks nobody', async () => {
    const url = await serve((request, response) =>
      ranges.length === 1 ? response.write(content.subarray(0, 40_000)) : serveContent(request, response),
    );
    const module = new URL('../../../learning/weights/downloadFile.ts', import.meta.url).href;
    const program = `const { downloadOnce } = await import(${JSON.stringify(module)});
      await downloadOnce(${JSON.stringify(url)}, ${JSON.stringify(path)}, { md5: '${md5}' });`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: 'inherit' });
    const size = () => stat(`${path}.partial`).then((file) => file.size);
    await vi.waitFor(async () => expect(await size()).toBe(40_000), { timeout: 20_000 });
    const progress: number[] = [];
    const waiting = downloadOnce(url, path, { md5, onProgress: (done) => progress.push(done) });
    await vi.waitFor(() => expect(progress).toContain(40_000), { timeout: 20_000 });
    child.kill('SIGKILL');
    await waiting;
    expect(ranges).toEqual([undefined, 'bytes=40000-']);
    expect(await readFile(path)).toEqual(content);
    expect(await readdir(folder)).toEqual(['file']);
  });

  it('a lock that is held is respected, and waiting for it can be given up', async () => {
    const lock = await tryLock(path);
    const waiting = downloadOnce(await serve(serveContent), path, { md5, signal: AbortSignal.timeout(600) });
    await expect(waiting).rejects.toThrow('timeout');
    expect(ranges).toEqual([]);
    expect(await readdir(folder)).toEqual([]);
    await lock?.release();
  });

  it('two that do not see each other’s lock, as in containers that share the folder, do no harm', async () => {
    const url = await serve(async (request, response) => {
      // One of them begins when the other is in the middle.
      if (ranges.length === 1) {
        response.setHeader('content-length', content.length).write(content.subarray(0, 60_000));
        await sleep(300);
        response.end(content.subarray(60_000));
      } else if (ranges.length === 2) {
        response.setHeader('content-length', content.length).write(content.subarray(0, 20_000));
        await sleep(600);
        response.end(content.subarray(20_000));
      } else serveContent(request, response);
    });
    const first = downloadFile(url, path, {});
    const second = downloadFile(url, path, {});
    await Promise.race([first, second]);
    expect(await readFile(path)).toEqual(content);
    await Promise.all([first, second]);
    expect(await readFile(path)).toEqual(content);
    expect(await readdir(folder)).toEqual(['file']);
  });
});
