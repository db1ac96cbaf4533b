import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Copy, DockerfileParser, Env, type Instruction } from 'dockerfile-ast';
import type { IContainer } from 'kubernetes-models/v1/Container';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { connect } from '#prisma/client';
import { freePort, startPostgres } from '#prisma/postgres';
import { openClassroom, openStudent } from '../../bin/classroom/classroom.ts';
import { writeShapes } from '../../bin/classroom/shapes.ts';
import { untilTrue } from '../../bin/system/ready.ts';
import { firstAccountToken } from '../../server/accounts/firstAccount.ts';
import { testSecret } from '../setup/api.ts';
import { downstreamIn } from '../setup/commandLine.ts';
import { apiKeys, startS3, type TestS3, workerKeys } from '../setup/s3.ts';
import { canMount } from '../setup/smallDisk.ts';

// What a container engine would do with deploy/Containerfile and the manifests, done by hand: the first stage's steps
// in an empty folder, then each part by its manifest's command, as an unprivileged user who may write next to nothing.

const mayMount = canMount();
if (!mayMount) console.warn('skipped: tests/deploy/image.long.ts, because only root makes a file system for reading.');

const user = '10001';
const asUser = ['--reuid', user, '--regid', user, '--clear-groups', '--no-new-privs', '--bounding-set=-all'];

const instructions = DockerfileParser.parse(await readFile('deploy/Containerfile', 'utf8')).getInstructions();
const last = instructions.findLastIndex((each) => each.getKeyword() === 'FROM');
const variablesOf = (step: Instruction) =>
  Object.fromEntries((step as Env).getProperties().map((each) => [each.getName(), each.getValue()!]));
/** What the image sets, with the PATH of its base. */
const imagesVariables: Record<string, string> = Object.assign(
  {},
  ...instructions.slice(last).map((each) => (each instanceof Env ? variablesOf(each) : {})),
);
imagesVariables.PATH = imagesVariables.PATH!.replace('/app', '/mnt').replace('$PATH', '/usr/bin:/bin');

let folder: string;
let app: string;
let s3: TestS3;
let cluster: Awaited<ReturnType<typeof startPostgres>>;
const started: ChildProcess[] = [];
const lines: string[] = [];

beforeAll(async () => {
  if (!mayMount) return;
  // A path that others may enter.
  folder = await mkdtemp(join('/var/tmp', 'downstream-image-'));
  await chmod(folder, 0o755);
  app = join(folder, 'app');
  cluster = await startPostgres({ directory: join(tmpdir(), 'image-postgres'), durable: false });
  s3 = await startS3();
});
afterAll(async () => {
  for (const each of started) each.kill('SIGKILL');
  await s3?.close();
  await cluster?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

test.skipIf(!mayMount)(
  'the image builds in an empty folder, without packages that only build and test',
  async () => {
    await mkdir(join(folder, 'home'));
    await mkdir(app);
    execFileSync('chown', ['-R', `${user}:${user}`, folder]);
    const variables: Record<string, string> = { HOME: join(folder, 'home'), PATH: npmsPath() };
    for (const step of instructions.slice(1, last)) await doStep(step, variables);
    const installed = (name: string) => execFileSync('test', ['-e', join(app, 'node_modules', name)]);
    expect(() => installed('pg')).not.toThrow();
    expect(() => installed('kubernetes-models')).toThrow();
  },
  3_600_000,
);

/** The PATH without the Node that the tests run on: npm's own is the base image's. */
function npmsPath(): string {
  return process.env
    .PATH!.split(':')
    .filter((path) => !path.includes('node_modules'))
    .join(':');
}

async function doStep(step: Instruction, variables: Record<string, string>): Promise<void> {
  const said = step.getArgumentsContent() ?? '';
  switch (step.getKeyword()) {
    case 'WORKDIR':
      return expect(said).toBe('/app') as never;
    case 'ENV':
      Object.assign(variables, variablesOf(step));
      return;
    case 'COPY':
      expect((step as Copy).getFromFlag()).toBeNull();
      return copy(said.split(/\s+/));
    case 'RUN': {
      const child = spawn('setpriv', [...asUser, 'sh', '-c', said], { cwd: app, env: variables });
      started.push(child);
      follow(child, said);
      expect(await once(child, 'close'), lines.slice(-30).join('')).toEqual([0, null]);
      return;
    }
    default:
      throw new Error(`expected a step that is known here, received ${step.getKeyword()}`);
  }
}

/** What git knows of the sources, and nothing that was built here. */
async function copy(paths: string[]): Promise<void> {
  const [target, ...sources] = [paths.at(-1)!, ...paths.slice(0, -1)];
  const listing = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', ...sources];
  const files = execFileSync('git', listing, { encoding: 'utf8' }).split('\0').filter(Boolean);
  expect(files.length).toBeGreaterThan(0);
  for (const file of files) {
    if (sources.length === 1 && target !== './') expect(file.startsWith(`${target}/`)).toBe(true);
    await mkdir(dirname(join(app, file)), { recursive: true });
    await cp(file, join(app, file));
  }
  execFileSync('chown', ['-R', `${user}:${user}`, ...new Set(files.map((file) => join(app, file.split('/')[0]!)))]);
}

function follow(child: ChildProcess, name: string): void {
  for (const stream of [child.stdout!, child.stderr!])
    stream.on('data', (chunk) => lines.push(`${name.slice(0, 20)}: ${chunk}`));
}

/** The containers that `downstream kubernetes` prints, by part. */
async function containers(): Promise<Record<string, IContainer>> {
  const { stdout, stderr } = await downstreamIn(
    '.',
    ...['kubernetes', '--image', 'downstream:test', '--host', 'downstream.school.edu', '--slots', '1'],
    ...['--objects', s3.objects, '--sealed', s3.sealed, '--set', 'ENGINE=wasm'],
  );
  expect(stderr).toBe('');
  const templates = parseAllDocuments(stdout)
    .map((document) => document.toJS().spec ?? {})
    .flatMap((spec) => spec.template ?? spec.jobTargetRef?.template ?? []);
  return Object.fromEntries(templates.map(({ spec }) => [spec.containers[0].name, spec.containers[0]]));
}

/** Starts a container's command with its variables. `settings` has the secrets, and where things are here. */
function run({ name, command, env }: IContainer, settings: Record<string, string>): ChildProcess {
  const named = env!.map(({ name }) => name);
  const variables = {
    ...imagesVariables,
    ...Object.fromEntries(env!.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]]))),
    ...Object.fromEntries(Object.entries(settings).filter(([name]) => named.includes(name))),
  };
  // /mnt has the image's /app, /srv what Kubernetes mounts at /data.
  const script = `
    mount --bind ${app} /mnt && mount -o remount,bind,ro /mnt &&
    mount -t tmpfs -o mode=1777 tmpfs /tmp && mount -t tmpfs -o mode=1777 tmpfs /srv &&
    mount -o remount,bind,ro / && cd /mnt && exec setpriv ${asUser.join(' ')} "$@"`;
  const child = spawn('unshare', ['--mount', '--propagation', 'private', 'sh', '-ec', script, 'sh', ...command!], {
    env: variables as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  follow(child, name);
  return child;
}

const statusOf = (url: string) =>
  fetch(url).then(
    ({ status }) => status,
    () => 0,
  );

test.skipIf(!mayMount)('its parts start by the manifests’ commands, are well, and train a run', async () => {
  const [apiPort, sitePort, workerPort] = [await freePort(), await freePort(), await freePort()];
  const url = `http://localhost:${sitePort}`;
  const settings = {
    DATABASE_URL: cluster.url,
    DATABASE_OWNER_URL: cluster.ownerUrl,
    AUTH_SECRET: testSecret,
    DATA_DIR: '/srv',
    SITE_URL: url,
    API_PORT: String(apiPort),
    API_URL: `http://127.0.0.1:${apiPort}`,
    WEB_PORT: String(sitePort),
    WORKER_METRICS_PORT: String(workerPort),
  };
  const { migration, api, site, worker } = await containers();
  const parts = {
    api: run(api!, { ...settings, ...apiKeys }),
    site: run(site!, settings),
    worker: run(worker!, { ...settings, ...workerKeys }),
  };
  const ports = { api: apiPort, site: sitePort, worker: workerPort };
  const probe = (part: 'api' | 'site' | 'worker', { readinessProbe, livenessProbe }: IContainer) =>
    statusOf(`http://127.0.0.1:${ports[part]}${(readinessProbe ?? livenessProbe)!.httpGet!.path}`);
  const until = (what: string, ask: () => Promise<boolean>) =>
    untilTrue(what, ask, {
      timeoutMs: 300_000,
      check() {
        const ended = Object.entries(parts).find(([, part]) => part.exitCode !== null);
        if (ended) throw new Error(`${ended[0]} has ended:\n${lines.slice(-30).join('')}`);
      },
    });
  await until('the API’s line', async () => /api: .*waiting for the database/.test(lines.join('')));
  expect(await probe('api', api!)).toBe(0);
  const migrating = run(migration!, settings);
  expect(await once(migrating, 'exit'), lines.slice(-10).join('')).toEqual([0, null]);
  await until('the API', async () => (await probe('api', api!)) === 200);
  await until('the site', async () => (await probe('site', site!)) === 200);
  await until('the worker', async () => (await probe('worker', worker!)) === 200);
  await until('everything', async () => (await statusOf(`${url}/health/ready`)) === 200);
  expect(lines.join('')).toContain(`First account: ${url}/sign-up?token=`);
  expect(await (await fetch(url)).text()).toContain('<html');

  const pictures = await mkdtemp(join(tmpdir(), 'shapes-'));
  await writeShapes(pictures);
  const password = 'correct horse battery';
  const recipe = { backbone: 'CNN', inputSize: 46, training: { epochs: 2, batchSize: 16 } };
  const classroom = await openClassroom(
    url,
    { name: 'Teacher', email: 'teacher@example.org', password, firstAccountToken: firstAccountToken(testSecret) },
    {
      title: 'Shapes',
      dataset: { name: 'discs or squares', folder: pictures, attribution: '' },
      assignment: { title: 'Discs or squares', description: '', starterRecipe: recipe },
    },
  );
  await openStudent(url, { name: 'Student', email: 'student@example.org', password }, classroom, recipe, [42]);
  const database = connect(cluster.url, { poolSize: 1 });
  try {
    await until('the run', async () => (await database.run.count({ where: { finishedAt: null } })) === 0);
    const trained = await database.run.findFirstOrThrow();
    expect(trained.status, trained.failureMessage ?? '').toBe('SUCCEEDED');
  } finally {
    await database.$disconnect();
  }

  for (const part of Object.values(parts)) part.kill('SIGTERM');
  const ends = await Promise.all(
    Object.values(parts).map(async (part) => part.exitCode ?? (await once(part, 'exit'))[0]),
  );
  // Next.js closes its server, then says which signal it was.
  expect(ends, lines.slice(-20).join('')).toEqual([0, 143, 0]);
  expect(lines.filter((line) => /EROFS|EACCES|EPERM/.test(line))).toEqual([]);
});
