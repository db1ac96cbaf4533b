import { chmod, mkdir, readFile, readlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres } from '#prisma/postgres';
import { type DatabaseAddresses, prepareDatabase } from '#prisma/prepareDatabase';
import type { Host } from './network.ts';

const port = 5432;

export interface HostedDatabase extends DatabaseAddresses {
  /** The same database for this process, by a way that does not need the network. */
  bypass: DatabaseAddresses;
}

/** Starts a migrated PostgreSQL on a host, with its files below `folder`. */
export async function startHostedDatabase(host: Host, folder: string): Promise<HostedDatabase> {
  // PostgreSQL runs as another user, who has to reach its folder.
  await chmod(folder, 0o755);
  const sockets = join(folder, 'socket');
  await mkdir(sockets);
  await chmod(sockets, 0o777);
  const { data, program, ...addresses } = await makeCluster(join(folder, 'cluster'));
  host.start({
    name: 'postgres',
    command: [
      ...(['setpriv', '--reuid', 'postgres', '--regid', 'postgres', '--clear-groups', '--pdeathsig', 'KILL'] as const),
      ...[program, '-D', data, '-p', String(port)],
      ...settings({ listen_addresses: host.address, unix_socket_directories: sockets, max_connections: 200 }),
      ...settings({ fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
    ],
    cwd: '/',
  });
  const on = (hostname: string) => ({ url: at(addresses.url, hostname), ownerUrl: at(addresses.ownerUrl, hostname) });
  const viaSocket = (url: string) => `${url}?host=${encodeURIComponent(sockets)}`;
  const { url, ownerUrl } = on('localhost');
  return { ...on(host.address), bypass: { url: viaSocket(url), ownerUrl: viaSocket(ownerUrl) } };
}

/** Makes a migrated cluster that takes connections from its network, and leaves it stopped. */
async function makeCluster(directory: string) {
  const postgres = await startPostgres({ directory, durable: false });
  const { url, ownerUrl } = postgres;
  await prepareDatabase(postgres);
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const { rows } = await client.query('SHOW data_directory');
  await client.end();
  const data: string = rows[0].data_directory;
  const [pid] = (await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n');
  const program = await readlink(`/proc/${pid}/exe`);
  await postgres.stop();
  const rules = join(data, 'pg_hba.conf');
  await writeFile(rules, `${await readFile(rules, 'utf8')}\nhost all all samenet scram-sha-256\n`);
  return { url, ownerUrl, data, program };
}

const settings = (values: Record<string, string | number>) =>
  Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);

function at(url: string, hostname: string): string {
  const moved = new URL(url);
  moved.hostname = hostname;
  moved.port = String(port);
  return moved.href;
}
