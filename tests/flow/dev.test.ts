import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { freePort } from '#prisma/postgres';

/** The first page is compiled when it is asked for, on a machine that may be busy with other tests. */
const patience = { timeout: 600_000, interval: 200 };

let copy: string;
let data: string;
let dev: ChildProcess;
let site: string;
let printed = '';

/** A copy of the sources inside the clone, where Turbopack and Node both find the packages. */
beforeAll(async () => {
  await mkdir('.data', { recursive: true });
  copy = await mkdtemp(join(process.cwd(), '.data', 'dev-'));
  data = await mkdtemp(join(tmpdir(), 'dev-'));
  const listing = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard']);
  const isNeeded = (path: string) => path !== '' && !/^(tests|docs|recipes)\//.test(path);
  for (const path of String(listing).split('\0').filter(isNeeded)) {
    await mkdir(dirname(join(copy, path)), { recursive: true });
    // A file that git tracks may have been deleted since.
    await cp(path, join(copy, path)).catch((error) => expect(error.code).toBe('ENOENT'));
  }
  await symlink(join(process.cwd(), 'node_modules'), join(copy, 'node_modules'), 'junction');
  await edit('web/next.config.ts', "resolve(import.meta.dirname, '..')", "resolve(import.meta.dirname, '../../..')");

  const [webPort, apiPort] = [await freePort(), await freePort()];
  site = `http://localhost:${webPort}`;
  dev = spawn(process.execPath, ['bin/bootstrap.mjs', 'dev'], {
    cwd: copy,
    env: {
      PATH: process.env.PATH,
      DATA_DIR: data,
      WEB_PORT: String(webPort),
      API_PORT: String(apiPort),
      ENGINE: 'wasm',
      WORKER_CONCURRENCY: '1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [dev.stdout!, dev.stderr!])
    stream.setEncoding('utf8').on('data', (chunk) => {
      printed += chunk;
    });
  await printedIs('Downstream is at');
}, patience.timeout);

afterAll(async () => {
  if (dev.exitCode === null && dev.signalCode === null) {
    const gone = once(dev, 'exit');
    dev.kill('SIGTERM');
    await gone;
  }
  await rm(copy, { recursive: true, force: true });
  await rm(data, { recursive: true, force: true });
});

test('a changed text of the site appears', { timeout: patience.timeout }, async () => {
  const page = async () => (await fetch(`${site}/sign-in`)).text();
  await vi.waitFor(async () => expect(await page()).toContain('Sign in'), patience);
  const sources = (await readdir(join(copy, 'web'), { recursive: true }))
    .filter((path) => /\.(tsx|json)$/.test(path) && !path.includes('.next'))
    .map((path) => `web/${path}`);
  for (const path of sources) await edit(path, /\bSign in\b/g, 'Come in');
  await vi.waitFor(async () => expect(await page()).toContain('Come in'), patience);
});

test('a changed file of the API is there without a build', { timeout: patience.timeout }, async () => {
  const query = JSON.stringify({ query: '{ __type(name: "CourseRole") { description } }' });
  const description = async () => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${site}/graphql`, { method: 'POST', headers, body: query });
    return ((await response.json()) as { data: { __type: { description: string } } }).data.__type.description;
  };
  const before = 'INSTRUCTOR and ASSISTANT are the staff.';
  expect(await description()).toBe(before);
  const sources = (await readdir(join(copy, 'server'), { recursive: true })).filter((path) => path.endsWith('.ts'));
  for (const path of sources) await edit(`server/${path}`, before, 'Changed while it ran.');
  await vi.waitFor(async () => expect(await description()).toBe('Changed while it ran.'), patience);
});

test('a part that fails says so and comes back with the next change', { timeout: patience.timeout }, async () => {
  const main = join(copy, 'server/main.ts');
  const good = await readFile(main, 'utf8');
  await writeFile(main, `${good}\nthrow new Error('not yet');\n`);
  await printedIs('The server ended (exit code 1). It starts again when a file changes.');
  printed = '';
  await writeFile(main, good);
  await printedIs('the API answers');
});

test('Ctrl-C ends it, and no process is left', { timeout: patience.timeout }, async () => {
  const processes = below(dev.pid!);
  // PostgreSQL and its host, the API server, the worker, the site.
  expect(processes.length).toBeGreaterThan(4);
  const gone = once(dev, 'exit');
  dev.kill('SIGINT');
  expect(await gone).toEqual([0, null]);
  await vi.waitFor(() => expect(processes.filter(isAlive)).toEqual([]), { timeout: 20_000 });
});

async function printedIs(text: string): Promise<void> {
  await vi.waitFor(() => expect(printed).toContain(text), patience);
}

async function edit(path: string, from: string | RegExp, to: string): Promise<void> {
  const source = await readFile(join(copy, path), 'utf8');
  const changed = source.replace(from, to);
  if (changed !== source) await writeFile(join(copy, path), changed);
}

/** The processes that a process has started, and those that they have. */
function below(parent: number): number[] {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  const pairs = rows.map((row) => row.trim().split(/\s+/).map(Number) as [number, number]);
  const childrenOf = (pid: number): number[] =>
    pairs.filter(([, ppid]) => ppid === pid).flatMap(([child]) => [child, ...childrenOf(child)]);
  return childrenOf(parent);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process may not be signalled, but is there.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
