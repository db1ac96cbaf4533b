import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { uploadChunkBytes } from '#contracts/uploads';
import { freePort } from '#prisma/postgres';
import { packageScript, root } from '../../bin/bootstrap/project.mjs';
import { answersPage, untilTrue } from '../../bin/system/ready.ts';
import { clientAddress } from '../../web/instrumentation.ts';

let api: Server;
let site: ChildProcess;
let url: string;

/** An API that answers with what it got. */
beforeAll(async () => {
  api = createServer(async (request, response) => {
    const body = await buffer(request);
    response.setHeader('set-cookie', ['a=1; HttpOnly', 'b=2']);
    response.end(
      JSON.stringify({
        method: request.method,
        url: request.url,
        cookie: request.headers.cookie,
        from: request.headers['x-forwarded-for'],
        bytes: body.length,
        sha256: createHash('sha256').update(body).digest('hex'),
      }),
    );
  }).listen(0, '127.0.0.1');
  await once(api, 'listening');
  new WebSocketServer({ server: api }).on('connection', (socket, request) => {
    socket.on('message', (message) =>
      socket.send(
        JSON.stringify([request.url, request.headers.cookie, request.headers['x-forwarded-for'], String(message)]),
      ),
    );
  });
  const port = await freePort();
  url = `http://localhost:${port}`;
  site = spawn(process.execPath, [packageScript('next'), 'start', 'web', '--port', String(port)], {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      API_URL: `http://127.0.0.1:${(api.address() as AddressInfo).port}`,
    },
    stdio: 'ignore',
  });
  const check = () => {
    if (site.exitCode !== null)
      throw new Error(`expected the site to run, but it ended with exit code ${site.exitCode}`);
  };
  await untilTrue('The site', () => answersPage(url), { timeoutMs: 300_000, check });
});

afterAll(async () => {
  site.kill('SIGKILL');
  await once(site, 'exit');
  api.closeAllConnections();
  api.close();
});

test.each(['/graphql', '/api/auth/sign-in/email', '/uploads', '/uploads/7?x=a%20b', '/images/7/abc'])(
  '%s goes on to the API',
  async (path) => {
    const response = await fetch(url + path, { headers: { cookie: 'session=7' } });
    expect(await response.json()).toMatchObject({ method: 'GET', url: path, cookie: 'session=7' });
    expect(response.headers.getSetCookie()).toEqual(['a=1; HttpOnly', 'b=2']);
  },
);

test.each([undefined, '192.0.2.1', '192.0.2.1, 192.0.2.2'])(
  'the API learns who asks, not who they say they are (%s)',
  async (claimed) => {
    const response = await fetch(`${url}/api/auth/sign-in/email`, {
      headers: claimed ? { 'x-forwarded-for': claimed } : {},
    });
    const { from } = (await response.json()) as { from: string };
    expect(from).toMatch(/^(::1|(::ffff:)?127\.0\.0\.1)$/);
  },
);

test('behind proxies the client is who the first trusted one saw', () => {
  const peer = '10.0.0.1';
  expect(clientAddress('203.0.113.9', peer, 0)).toBe(peer);
  expect(clientAddress('203.0.113.9', peer, 1)).toBe('203.0.113.9');
  expect(clientAddress('192.0.2.66, 203.0.113.9', peer, 1)).toBe('203.0.113.9');
  expect(clientAddress('192.0.2.66, 203.0.113.9, 10.0.0.2', peer, 2)).toBe('203.0.113.9');
  expect(clientAddress(undefined, peer, 2)).toBe(peer);
});

test.each(['/', '/sign-in', '/nothing-here', '/courses'])('%s runs only scripts with its own nonce', async (path) => {
  const [first, second] = await Promise.all([fetch(url + path), fetch(url + path)]);
  const policy = first.headers.get('content-security-policy') ?? '';
  const nonce = /script-src 'self' 'nonce-([\w+/=]+)' 'strict-dynamic';/.exec(policy)?.[1];
  expect(policy).not.toContain("script-src 'self' 'unsafe-inline'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(second.headers.get('content-security-policy')).not.toBe(policy);
  const scripts = (await first.text()).match(/<script\b[^>]*>/g) ?? [];
  expect(scripts.length).toBeGreaterThan(3);
  expect(scripts.filter((script) => !script.includes(`nonce="${nonce}"`))).toEqual([]);
});

test.each(['/', '/icon.svg', '/nothing-here'])('%s says the other security headers too', async (path) => {
  const { headers } = await fetch(url + path);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin');
  expect(headers.get('permissions-policy')).toContain('microphone=()');
  expect(headers.get('x-powered-by')).toBeNull();
});

test('the camera is for the page where a network is tried, and WebAssembly for threads of the site', async () => {
  const camera = async (path: string) => (await fetch(url + path)).headers.get('permissions-policy');
  expect(await camera('/runs/1/try')).toContain('camera=(self)');
  for (const path of ['/', '/runs/1', '/runs/1/try/more', '/zoo']) expect(await camera(path)).toContain('camera=()');

  const page = await fetch(`${url}/runs/1/try`);
  expect(page.headers.get('content-security-policy')).not.toContain('wasm');
  const script = /src="(\/_next\/static\/[^"]+\.js)"/.exec(await page.text())?.[1];
  const { headers } = await fetch(url + script);
  expect(headers.get('content-security-policy')).toBe(
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; frame-ancestors 'none'",
  );
});

test('what is no part of the API stays on the site', async () => {
  const response = await fetch(`${url}/sign-in`);
  expect(await response.text()).toContain('<html');
});

test('a whole piece of an upload arrives unchanged', async () => {
  const body = randomBytes(uploadChunkBytes);
  const response = await fetch(`${url}/uploads/7`, { method: 'PATCH', body });
  expect(await response.json()).toMatchObject({
    method: 'PATCH',
    bytes: body.length,
    sha256: createHash('sha256').update(body).digest('hex'),
  });
});

test('a WebSocket goes on to the API, cookies and all', async () => {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, {
    headers: { cookie: 'session=7', 'x-forwarded-for': '192.0.2.1' },
  });
  await once(socket, 'open');
  socket.send('hello');
  const [message] = await once(socket, 'message');
  expect(JSON.parse(String(message))).toEqual([
    '/graphql',
    'session=7',
    expect.stringMatching(/^(::1|(::ffff:)?127\.0\.0\.1)$/),
    'hello',
  ]);
  socket.close();
  await once(socket, 'close');
});
