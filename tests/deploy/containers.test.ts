import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Copy, DockerfileParser } from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { environmentVariables } from '#machine/environment';

// No container engine is here: what the files say is checked, and tests/deploy/image.long.ts does what they say.

interface Service {
  image: string;
  command?: string[];
  user: string;
  read_only: boolean;
  cap_drop: string[];
  security_opt: string[];
  environment?: Record<string, string | number>;
  volumes?: string[];
  networks: string[];
  ports?: string[];
  depends_on?: Record<string, { condition: string }>;
  stop_grace_period?: string;
  deploy: { resources: { limits: { cpus: string; memory: string } } };
  healthcheck?: { test: string[] };
}
interface Compose {
  services: Record<'database' | 'migration' | 'api' | 'site' | 'worker', Service>;
  volumes: Record<string, unknown>;
  networks: Record<string, unknown>;
}

const read = (path: string) => readFile(path, 'utf8');
const containerfile = await read('deploy/Containerfile');
const instructions = DockerfileParser.parse(containerfile).getInstructions();
const of = (keyword: string) =>
  instructions.filter((each) => each.getKeyword() === keyword).map((each) => each.getArgumentsContent() ?? '');
const compose = parse(await read('deploy/compose.yaml'), { merge: true }) as Compose;
const { database, migration, api, site, worker } = compose.services;
const ours = { migration, api, site, worker };

test('the Containerfile is one, and what it copies is in the repository', () => {
  expect(validate(containerfile)).toEqual([]);
  expect(validate(containerfile.replace('WORKDIR /app', 'WORKDIR'))).not.toEqual([]);
  const tracked = execFileSync('git', ['ls-files'], { encoding: 'utf8' }).split('\n');
  const sources = instructions
    .filter((each) => each instanceof Copy && each.getFromFlag() === null)
    .flatMap((each) => each.getArgumentsContent()!.split(/\s+/).slice(0, -1));
  expect(sources).toContain('package-lock.json');
  for (const source of sources)
    expect(
      tracked.some((path) => path === source || path.startsWith(`${source}/`)),
      source,
    ).toBe(true);
});

test('the image has every folder that a program imports', () => {
  const copied = of('COPY').map((each) => each.split(/\s+/)[0]!);
  const folders = execFileSync('git', ['ls-files', '*.ts', '*.tsx', '*.mjs'], { encoding: 'utf8' })
    .split('\n')
    .flatMap((path) => (path.includes('/') ? path.split('/')[0]! : []));
  const needed = [...new Set(folders)].filter((folder) => !['tests', '.ci', '.github'].includes(folder));
  expect(needed.filter((folder) => !copied.some((path) => path === folder || path.startsWith(`${folder}/`)))).toEqual(
    [],
  );
});

test('packages come from the lock file, and nothing runs as root', () => {
  expect(of('RUN')).toContainEqual('npm ci');
  expect(of('USER')).toEqual(['10001:10001']);
  expect(instructions.findLastIndex((each) => each.getKeyword() === 'RUN')).toBeLessThan(
    instructions.findIndex((each) => each.getKeyword() === 'USER'),
  );
  const { scripts } = JSON.parse(execFileSync('git', ['show', ':package.json'], { encoding: 'utf8' }));
  expect(scripts.build).toBeDefined();
  expect(of('CMD')).toEqual(['["bin/downstream.ts", "--help"]']);
});

test('every service may do and have as little as it needs', () => {
  for (const [name, service] of Object.entries(compose.services)) {
    expect(service, name).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      deploy: { resources: { limits: { cpus: expect.any(String), memory: expect.stringMatching(/^\$?.*[mg]}?$/) } } },
    });
    for (const volume of service.volumes ?? []) expect(compose.volumes).toHaveProperty([volume.split(':')[0]!]);
    for (const network of service.networks) expect(compose.networks).toHaveProperty([network]);
  }
  expect(database.user).toBe('postgres');
  expect(Object.values(ours).map(({ user }) => user)).toEqual(Array(4).fill('10001:10001'));
  // The API has no part in the test images.
  expect(api.volumes!.filter((volume) => volume.startsWith('sealed'))).toEqual([]);
  expect(worker.volumes).toContainEqual('sealed:/data/sealed');
  expect(site.volumes).toBeUndefined();
  expect(compose.networks.inside).toEqual({ internal: true });
  expect([database.networks, migration.networks]).toEqual([['inside'], ['inside']]);
  expect(Object.values(compose.services).filter(({ ports }) => ports)).toEqual([site]);
  // Volumes that are empty take over whom these folders of the image belong to.
  const mounted = Object.values(ours).flatMap(({ volumes }) => (volumes ?? []).map((each) => each.split(':')[1]!));
  const made = of('RUN').find((run) => run.includes('mkdir'))!;
  for (const path of mounted) expect(made).toContain(path);
  expect(made).toContain('chown -R 10001:10001 /data');
});

test('programs know their variables, and no secret is written down', () => {
  for (const [name, { environment = {} }] of Object.entries(ours)) {
    expect(Object.keys(environment).filter((each) => !environmentVariables.includes(each))).toEqual([]);
    for (const [variable, value] of Object.entries(environment))
      if (/SECRET|PASSWORD|TOKEN|SMTP/.test(variable))
        expect(String(value), `${name} ${variable}`).toMatch(/^\$\{.+\}$/);
  }
  const addresses = Object.values(ours).flatMap(({ environment = {} }) =>
    Object.entries(environment).flatMap(([name, value]) => (name.startsWith('DATABASE_') ? [value] : [])),
  );
  expect(addresses).toHaveLength(4);
  for (const address of addresses) expect(address).toMatch(/^postgresql:\/\/\w+:\$\{\w+_PASSWORD:\?[^}]+\}@database:/);
  expect(site.environment).not.toHaveProperty('DATABASE_URL');
  expect(api.environment).not.toHaveProperty('DATABASE_OWNER_URL');
  expect(worker.environment).not.toHaveProperty('AUTH_SECRET');
});

test('every service that stays says whether it is well, and the order is right', () => {
  expect(Object.entries(compose.services).filter(([, { healthcheck }]) => !healthcheck)).toEqual([
    ['migration', migration],
  ]);
  for (const { command } of Object.values(ours)) expect(existsSync(command![0]!)).toBe(true);
  expect(migration.depends_on).toEqual({ database: { condition: 'service_healthy' } });
  for (const part of [api, worker])
    expect(part.depends_on).toEqual({ migration: { condition: 'service_completed_successfully' } });
  // A worker has 25 seconds to hand its runs back.
  expect(Number.parseInt(worker.stop_grace_period!, 10)).toBeGreaterThan(25);
});

test('a GPU is added by a second file', async () => {
  const { services } = parse(await read('deploy/compose.gpu.yaml')) as { services: Record<string, unknown> };
  expect(Object.keys(services)).toEqual(['worker']);
});
