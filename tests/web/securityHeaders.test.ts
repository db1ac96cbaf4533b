import { NextRequest } from 'next/server.js';
import { afterEach, expect, test, vi } from 'vitest';

// Its types are those of Next.js's own bundler, which are known in web/ alone.
const path = new URL('../../web/proxy.ts', import.meta.url).href;
const { proxy } = (await import(path)) as { proxy(request: NextRequest): Response };

afterEach(() => vi.unstubAllEnvs());

const answer = (path: string) => proxy(new NextRequest(`http://localhost:3000${path}`));
const policyOf = ({ headers }: Response) => headers.get('content-security-policy')?.split('; ');

test('a page runs scripts of its own nonce alone, loads from nowhere else, and nobody frames it', () => {
  const page = answer('/courses');
  // What Next.js is given to write into the page's own scripts.
  const nonce = page.headers.get('x-middleware-request-x-nonce');
  expect(nonce).toMatch(/^[A-Za-z0-9+/=]{20,}$/);
  expect(policyOf(page)).toEqual([
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ]);
  expect(page.headers.get('x-middleware-request-content-security-policy')).toBe(
    page.headers.get('content-security-policy'),
  );
  expect(answer('/courses').headers.get('x-middleware-request-x-nonce')).not.toBe(nonce);
});

test('text is evaluated as a program in development alone', () => {
  expect(policyOf(answer('/'))?.join()).not.toContain('unsafe-eval');
  vi.stubEnv('NODE_ENV', 'development');
  expect(policyOf(answer('/'))?.join()).toContain("'unsafe-eval'");
});

test('a script of the site, which may be a thread, compiles WebAssembly and loads from the site alone', () => {
  expect(policyOf(answer('/_next/static/chunks/a.js'))).toEqual([
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "connect-src 'self'",
    "frame-ancestors 'none'",
  ]);
});

test.each(['/', '/courses/1', '/_next/static/chunks/a.js', '/nothing-here'])('%s has the other headers', (path) => {
  const names = [
    'x-content-type-options',
    'x-frame-options',
    'referrer-policy',
    'permissions-policy',
    'cross-origin-opener-policy',
    'strict-transport-security',
  ];
  const headersOf = () => Object.fromEntries(names.map((name) => [name, answer(path).headers.get(name)]));
  const expected = {
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'cross-origin-opener-policy': 'same-origin',
  };
  expect(headersOf()).toEqual({ ...expected, 'strict-transport-security': null });
  vi.stubEnv('SITE_URL', 'https://classroom.example');
  expect(headersOf()).toEqual({ ...expected, 'strict-transport-security': 'max-age=31536000' });
});

test('the camera is for the page where a network is tried', () => {
  const camera = (path: string) => answer(path).headers.get('permissions-policy')?.split(', ')[0];
  for (const path of ['/runs/1/try', '/runs/1/try/']) expect(camera(path), path).toBe('camera=(self)');
  for (const path of ['/runs/1', '/runs/1/try/more', '/x/runs/1/try', '/runs/1/2/try'])
    expect(camera(path), path).toBe('camera=()');
});

test('what belongs to the API goes on to it, and nothing else does', () => {
  vi.stubEnv('API_URL', 'http://127.0.0.1:4001');
  const goesTo = (path: string) => answer(path).headers.get('x-middleware-rewrite');
  const paths = ['/graphql', '/graphiql', '/api/auth/get-session', '/uploads', '/uploads/7?x=a%20b', '/lti/launch'];
  for (const path of [...paths, '/images/7/abc', '/pictures/7/abc', '/exports/7', '/cards/7/images.csv'])
    expect(goesTo(path), path).toBe(`http://127.0.0.1:4001${path}`);
  for (const path of [
    '/metrics',
    '/healthz',
    '/graphql/x',
    '/graphqlx',
    '/uploadsx',
    '/x/uploads',
    '/api/x',
    '/images',
  ])
    expect(goesTo(path), path).toBeNull();
});
