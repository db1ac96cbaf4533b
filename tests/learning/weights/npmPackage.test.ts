import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { create } from 'tar';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { fetchPackage, type NpmPackage } from '../../../learning/weights/npmPackage.ts';
import { type FileHost, startFileHost } from './fileHost.ts';

let folder: string;
let cacheDirectory: string;
let registry: FileHost;
let pkg: NpmPackage;
const environment = { ...process.env };

/** A registry with one package, which npm is told of as a user would: through its configuration. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'package-'));
  const source = join(folder, 'package');
  await mkdir(join(source, 'art'), { recursive: true });
  await writeFile(join(source, 'package.json'), JSON.stringify({ name: 'artwork', version: '1.2.3' }));
  await writeFile(join(source, 'art', 'cat.txt'), 'a cat');
  await mkdir(join(source, 'code'));
  await writeFile(join(source, 'code', 'dog.txt'), 'a dog');
  await create({ cwd: folder, file: join(folder, 'artwork.tgz'), gzip: true }, ['package']);
  const tarball = await readFile(join(folder, 'artwork.tgz'));
  const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
  pkg = { name: 'artwork', version: '1.2.3', integrity };
  registry = await startFileHost((request, response) => {
    if (request.url?.endsWith('.tgz')) return response.end(tarball);
    if (request.url !== '/artwork') return response.writeHead(404).end('{}');
    const dist = { tarball: `${registry.url}/artwork-1.2.3.tgz`, integrity };
    return response.setHeader('content-type', 'application/json').end(
      JSON.stringify({
        name: 'artwork',
        'dist-tags': { latest: '1.2.3' },
        versions: { '1.2.3': { name: 'artwork', version: '1.2.3', dist } },
      }),
    );
  });
  Object.assign(process.env, {
    npm_config_registry: registry.url,
    npm_config_cache: join(folder, 'npm'),
    npm_config_fetch_retries: '0',
  });
});

afterAll(async () => {
  process.env = environment;
  await registry.close();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  cacheDirectory = await mkdtemp(join(folder, 'cache-'));
});

const packages = () => readdir(join(cacheDirectory, 'packages'));

it('extracts the members that are wanted, and those only', async () => {
  const directory = await fetchPackage(pkg, { cacheDirectory, members: ['art/'] });
  expect(await readdir(directory, { recursive: true })).toEqual(['art', 'art/cat.txt']);
  expect(await readFile(join(directory, 'art/cat.txt'), 'utf8')).toBe('a cat');
});

it('is fetched once, and by two at the same time without harm', async () => {
  const fetched = () => fetchPackage(pkg, { cacheDirectory, members: ['art/'] });
  const [one, other] = await Promise.all([fetched(), fetched()]);
  expect(one).toBe(other);
  const asked = registry.asked.length;
  expect(await fetched()).toBe(one);
  expect(registry.asked).toHaveLength(asked);
  expect(await packages()).toHaveLength(1);
});

it('is refused when the tarball is another than the one that was meant, and nothing stays', async () => {
  const integrity = `sha512-${createHash('sha512').update('another').digest('base64')}`;
  await expect(fetchPackage({ ...pkg, integrity }, { cacheDirectory, members: ['art/'] })).rejects.toThrow(
    `expected the tarball of artwork@1.2.3 to be ${integrity}, received ${pkg.integrity}`,
  );
  expect(await packages()).toEqual([]);
});

it('says what npm says when there is no such package', async () => {
  await expect(fetchPackage({ ...pkg, name: 'missing' }, { cacheDirectory, members: ['art/'] })).rejects.toThrow(
    /npm could not fetch missing@1\.2\.3: .*404/s,
  );
  expect(await packages()).toEqual([]);
});
