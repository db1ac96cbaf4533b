import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { expect, onTestFinished, test } from 'vitest';
import { childEnvironment, readEnvironment, setEnvironment } from '#machine/environment';

test.each([
  ['12GB', 12e9],
  ['1.5 gb', 1.5e9],
  ['8GiB', 8 * 2 ** 30],
  ['2000MB', 2e9],
  ['4000000000', 4e9],
])('a worker’s memory may be %s', (size, bytes) => {
  expect(readEnvironment({ WORKER_MEMORY: size }).WORKER_MEMORY).toBe(bytes);
  // Processes hand the environment on as text.
  expect(readEnvironment({ WORKER_MEMORY: String(bytes) }).WORKER_MEMORY).toBe(bytes);
});

test.each([
  ['much', 'expected a size such as 12GB'],
  ['12 parsecs', 'expected a size such as 12GB'],
  ['-4GB', 'expected a size such as 12GB'],
  ['12', 'expected 1 GB or more'],
])('a worker’s memory may not be %s', (size, why) => {
  expect(() => readEnvironment({ WORKER_MEMORY: size })).toThrow(why);
});

test('a worker has a part of the free memory by default', () => {
  const { WORKER_MEMORY } = readEnvironment({});
  expect(WORKER_MEMORY).toBeGreaterThan(0);
  expect(WORKER_MEMORY).toBeLessThan(process.availableMemory() * 1.5);
});

test('the site may be told of networks, and of nothing else', () => {
  const read = (text: string) => readEnvironment({ SITE_NETWORKS: text }).SITE_NETWORKS;
  expect(read('10.42.0.0/16, 192.168.1.7,fc00::/7')).toEqual(['10.42.0.0/16', '192.168.1.7', 'fc00::/7']);
  // Processes hand the environment on as text.
  expect(read(String(read('10.42.0.0/16,::1')))).toEqual(['10.42.0.0/16', '::1']);
  expect(readEnvironment({}).SITE_NETWORKS).toEqual([]);
  for (const wrong of ['site.school.edu', '10.0.0.0/33', '10.0.0.0/', 'fc00::/129', '10.0.0.1/8/8', '10.0.0/8'])
    expect(() => read(wrong)).toThrow('SITE_NETWORKS: expected IP addresses and networks');
});

test('.env.example lists every variable', async () => {
  const [code, example] = await Promise.all([
    readFile('machine/environment.ts', 'utf8'),
    readFile('.env.example', 'utf8'),
  ]);
  const names = [...code.matchAll(/^ {2}([A-Z_]+):/gm)].map(([, name]) => name!);
  expect(names).toContain('WORKER_MEMORY');
  expect(names.filter((name) => !example.includes(`\n# ${name}=`))).toEqual([]);
});

test('a child process gets this one’s variables, more, and none that is undefined', () => {
  process.env.KEPT = 'kept';
  process.env.SECRET = 'secret';
  onTestFinished(() => {
    delete process.env.KEPT;
    delete process.env.SECRET;
  });
  const script = 'const { KEPT, SECRET, ADDED } = process.env; console.log(JSON.stringify([KEPT, SECRET, ADDED]))';
  const env = childEnvironment({ SECRET: undefined, ADDED: 'added' });
  const { stdout } = spawnSync(process.execPath, ['-e', script], { env, encoding: 'utf8' });
  expect(JSON.parse(stdout)).toEqual(['kept', null, 'added']);
});

test('a variable that is set stays where a default is set, unless it is empty', () => {
  setEnvironment({ ONE: 'one', NONE: '' });
  onTestFinished(() => {
    delete process.env.ONE;
    delete process.env.NONE;
  });
  setEnvironment({ ONE: 'default', NONE: 'default' }, { keeps: true });
  expect([process.env.ONE, process.env.NONE]).toEqual(['one', 'default']);
});

const buckets = { OBJECT_STORE: 's3://objects/site?region=eu-central-1', SEALED_STORE: 's3://sealed/site' };

test('objects are in directories, or in two buckets', () => {
  const { directories } = readEnvironment({ DATA_DIR: '/data' });
  expect(directories).toMatchObject({ objects: '/data/objects', sealed: '/data/sealed' });
  expect(readEnvironment(buckets).directories).toMatchObject({
    objects: buckets.OBJECT_STORE,
    sealed: buckets.SEALED_STORE,
    uploads: expect.stringContaining('uploads'),
  });
});

test.each([
  [{ SEALED_STORE: '' }, 'OBJECT_STORE and SEALED_STORE need two different buckets'],
  [{ SEALED_STORE: 's3://objects/sealed' }, 'OBJECT_STORE and SEALED_STORE need two different buckets'],
  [{ OBJECT_STORE: '/data/objects' }, 'OBJECT_STORE: expected s3://bucket or s3://bucket/prefix'],
  [{ OBJECT_STORE: 's3://key:secret@objects' }, 'OBJECT_STORE: expected no keys in the address of a bucket'],
  [{ OBJECT_STORE: 's3://objects?acl=public' }, 'OBJECT_STORE: expected region, endpoint, profile, not acl'],
  [{ OBJECT_STORE: 's3://objects?endpoint=s3.school.edu' }, 'OBJECT_STORE: expected an endpoint such as https://'],
])('buckets may not be set to %j', (wrong, why) => {
  expect(() => readEnvironment({ ...buckets, ...wrong })).toThrow(why);
});
