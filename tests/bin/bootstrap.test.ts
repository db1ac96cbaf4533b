import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, chmod, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

/**
 * A clone that holds the real bootstrap, a command that prints what it was given, and an npm that notes its calls and
 * installs a Node.
 */
let clone: string;
let npm: string;

beforeEach(async () => {
  clone = await mkdtemp(join(tmpdir(), 'clone-'));
  await cp('bin/bootstrap', join(clone, 'bin/bootstrap'), { recursive: true });
  await cp('bin/bootstrap.mjs', join(clone, 'bin/bootstrap.mjs'));
  await cp('machine/lock.mjs', join(clone, 'machine/lock.mjs'));
  await writeFile(join(clone, 'package.json'), '{"type": "module"}');
  await writeFile(join(clone, 'package-lock.json'), '{}');
  await writeFile(
    join(clone, 'bin/engineBuild.ts'),
    `import { writeFileSync } from 'node:fs';
const [what = '', ...rest]: string[] = process.argv.slice(2);
if (what === 'wait') {
  process.on('SIGTERM', () => { console.log('told to end'); process.exit(7); });
  writeFileSync('waiting', '');
  setInterval(() => {}, 1000);
}
else { console.log(JSON.stringify([what, ...rest])); process.exitCode = Number(process.env.EXIT_WITH ?? 0); }`,
  );
  npm = join(clone, 'npm-cli.js');
  await writeFile(
    npm,
    `import { appendFileSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
appendFileSync('npm-calls', process.argv.slice(2).join(' ') + '\\n');
console.log('npm speaks');
if (process.env.NPM_FAILS) process.exit(1);
if (process.env.NPM_HANGS) {
  writeFileSync('npm-pid', String(process.pid));
  setInterval(() => {}, 1000);
  await new Promise(() => {});
}
await new Promise((resolve) => setTimeout(resolve, 300));
mkdirSync('node_modules/node/bin', { recursive: true });
rmSync('node_modules/node/bin/node', { force: true });
symlinkSync(${JSON.stringify(process.execPath)}, 'node_modules/node/bin/node');`,
  );
});
afterEach(() => rm(clone, { recursive: true }));

function bootstrap(args: string[], environment: Record<string, string> = {}) {
  const child = spawn(process.execPath, [join(clone, 'bin/bootstrap.mjs'), ...args], {
    env: { ...process.env, npm_execpath: npm, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]).then(
    ([stdout, stderr, [code]]) => ({
      stdout,
      stderr,
      code,
    }),
  );
  return { child, ended };
}

async function installs(): Promise<number> {
  const calls = await readFile(join(clone, 'npm-calls'), 'utf8').catch(() => '');
  return calls.split('\n').filter((call) => call.startsWith('install')).length;
}

test('the first start installs and says so on stderr only; the second is quiet', async () => {
  const first = await bootstrap(['engine:build', 'a', 'b c']).ended;
  expect(first).toMatchObject({ code: 0, stdout: '["a","b c"]\n' });
  expect(first.stderr).toContain('installing the packages');
  expect(first.stderr).toContain('npm speaks');
  const second = await bootstrap(['engine:build', 'x']).ended;
  expect(second).toEqual({ code: 0, stdout: '["x"]\n', stderr: '' });
  expect(await installs()).toBe(1);
});

test.each(['package.json', 'package-lock.json'])('a changed %s installs anew', async (file) => {
  await bootstrap(['engine:build']).ended;
  await writeFile(join(clone, file), '{"type": "module", "changed": true}');
  await bootstrap(['engine:build']).ended;
  expect(await installs()).toBe(2);
});

test('a node_modules that is gone is installed anew', async () => {
  await bootstrap(['engine:build']).ended;
  await rm(join(clone, 'node_modules'), { recursive: true });
  expect((await bootstrap(['engine:build']).ended).code).toBe(0);
  expect(await installs()).toBe(2);
});

test('two starts at once install once, and both go on', async () => {
  const ends = await Promise.all([bootstrap(['engine:build', '1']).ended, bootstrap(['engine:build', '2']).ended]);
  expect(ends.map(({ code, stdout }) => [code, stdout])).toEqual([
    [0, '["1"]\n'],
    [0, '["2"]\n'],
  ]);
  expect(await installs()).toBe(1);
});

test('the lock of a start that was killed is taken over', async () => {
  const killed = bootstrap(['engine:build'], { NPM_HANGS: '1' });
  const npmPid = () => readFile(join(clone, 'npm-pid'), 'utf8').then(Number);
  await vi.waitFor(npmPid, { timeout: 20_000 });
  const next = bootstrap(['engine:build']);
  await once(next.child.stderr, 'data');
  killed.child.kill('SIGKILL');
  process.kill(await npmPid());
  const { code, stderr } = await next.ended;
  expect(code).toBe(0);
  expect(stderr).toContain('another start prepares this clone');
});

test('an installation that fails is said, ends with 1, and is tried again the next time', async () => {
  const failed = await bootstrap(['engine:build'], { NPM_FAILS: '1' }).ended;
  expect(failed).toMatchObject({ code: 1, stdout: '' });
  expect(failed.stderr).toContain('failed (exit code 1)');
  expect((await bootstrap(['engine:build']).ended).code).toBe(0);
});

test('a Node that npm did not install is named', async () => {
  await mkdir(join(clone, 'elsewhere'));
  await symlink(join(clone, 'elsewhere'), join(clone, 'node_modules'));
  await writeFile(npm, '');
  await chmod(npm, 0o755);
  const { code, stderr } = await bootstrap(['engine:build']).ended;
  expect(code).toBe(1);
  expect(stderr).toContain('allow install scripts');
});

test("the command's exit code is the bootstrap's", async () => {
  expect((await bootstrap(['engine:build'], { EXIT_WITH: '4' }).ended).code).toBe(4);
});

test('a signal goes on to the command', async () => {
  const { child, ended } = bootstrap(['engine:build', 'wait']);
  await vi.waitFor(() => access(join(clone, 'waiting')), { timeout: 20_000 });
  child.kill('SIGTERM');
  expect(await ended).toMatchObject({ code: 7, stdout: 'told to end\n' });
});

test('a command that there is not gets the list of those there are', async () => {
  const { code, stderr } = await bootstrap(['nonsense']).ended;
  expect(code).toBe(2);
  const { scripts } = JSON.parse(await readFile('package.json', 'utf8')) as { scripts: Record<string, string> };
  const names = Object.keys(scripts).filter((name) => scripts[name]!.startsWith('node bin/bootstrap.mjs'));
  const listed = /<(.+)>/.exec(stderr)![1]!.split('|');
  expect(listed.sort()).toEqual(names.sort());
});
