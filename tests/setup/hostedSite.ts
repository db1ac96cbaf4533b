import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type Database } from '#prisma/client';
import { buildSite } from '../../bin/bootstrap/prepare.mjs';
import { packageScript, root } from '../../bin/bootstrap/project.mjs';
import { untilTrue } from '../../bin/system/ready.ts';
import { testSecret } from './api.ts';
import { startHostedDatabase } from './hostedDatabase.ts';
import { type Host, type Network, openNetwork, whyNoHosts } from './network.ts';
import { apiKeys, storesAt, workerKeys } from './s3.ts';

/** A site on several machines: a database, an S3 server, a proxy, API servers, sites and workers. */
export interface HostedSite {
  /** Where people reach it: the proxy. */
  url: string;
  /** A connection that passes by the network. It fails while the database is away. */
  database: Database;
  /** The same under the role that owns the tables. */
  ownerUrl: string;
  stores: { objects: string; sealed: string };
  /** The address that people have, who are all in this process. */
  here: string;
  hosts: Network['hosts'];
  close(): Promise<void>;
}

export interface HostCounts {
  apis: number;
  sites: number;
  workers: number;
}

const ports = { s3: 9000, people: 80, api: 4000, site: 3000 };
const startMs = 600_000;

/** Why such a site cannot be started here; undefined where it can. */
export function whyNoHostedSite(): string | undefined {
  return whyNoHosts(['haproxy']);
}

/** Starts all hosts and waits until the site, its API and all workers are there. */
export async function startHostedSite(counts: HostCounts): Promise<HostedSite> {
  await buildSite();
  const folder = await mkdtemp(join(tmpdir(), 'hosts-'));
  const names = (kind: string, count: number) => Array.from({ length: count }, (_, index) => `${kind}${index + 1}`);
  const [apis, sites] = [names('api', counts.apis), names('site', counts.sites)];
  const workers = names('worker', counts.workers);
  const network = await openNetwork(['db', 's3', 'proxy', ...apis, ...sites, ...workers]);
  const host = (name: string): Host => network.hosts[name]!;
  const url = `http://${host('proxy').address}`;
  let database: Database | undefined;
  const close = async () => {
    await database?.$disconnect();
    await network.close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const { url: address, bypass } = await startHostedDatabase(host('db'), folder);
    database = connect(bypass.url, { poolSize: 4 });

    const endpoint = `http://${host('s3').address}:${ports.s3}`;
    const stores = storesAt(endpoint);
    await mkdir(join(folder, 's3'));
    host('s3').start({
      name: 's3',
      command: [
        ...node('tests/setup/s3.process.ts', '--host', host('s3').address, '--port', String(ports.s3)),
        ...['--directory', join(folder, 's3')],
      ],
      cwd: root,
    });
    const shared = {
      NODE_ENV: 'production',
      DATABASE_URL: address,
      OBJECT_STORE: stores.objects,
      SEALED_STORE: stores.sealed,
      SITE_URL: url,
      ENGINE: 'wasm',
      WORKER_CONCURRENCY: '1',
      KERAS_WEIGHTS_URL: 'http://127.0.0.1:9',
      LOG_LEVEL: 'warn',
    };
    for (const name of apis)
      host(name).start({
        name: 'api',
        command: node('--import', './server/decorators.ts', 'server/main.ts'),
        cwd: root,
        environment: {
          ...shared,
          ...apiKeys,
          API_HOST: host(name).address,
          API_PORT: String(ports.api),
          AUTH_SECRET: testSecret,
          // What has been uploaded lies where both of them see it.
          DATA_DIR: join(folder, 'apis'),
          SITE_NETWORKS: host('proxy').address,
        },
      });
    for (const name of workers)
      host(name).start({
        name: 'worker',
        command: node('worker/main.ts'),
        cwd: root,
        environment: { ...shared, ...workerKeys, DATA_DIR: join(folder, name) },
      });
    for (const name of sites)
      host(name).start({
        name: 'site',
        command: node(packageScript('next'), 'start', 'web', '--port', String(ports.site), '--hostname', '0.0.0.0'),
        cwd: root,
        environment: {
          NODE_ENV: 'production',
          NEXT_TELEMETRY_DISABLED: '1',
          API_URL: `http://${host('proxy').address}:${ports.api}`,
          SITE_URL: url,
          TRUSTED_PROXY_HOPS: '1',
        },
      });
    const configuration = join(folder, 'haproxy.cfg');
    await writeFile(configuration, proxyConfiguration(network, { apis, sites }));
    host('proxy').start({ name: 'haproxy', command: ['haproxy', '-f', configuration] });

    const known = database;
    await untilTrue('The site on several machines', () => isWhole(url, known, counts), {
      timeoutMs: startMs,
      check: () => {},
    });
    return { url, database, ownerUrl: bypass.ownerUrl, stores, ...network, close };
  } catch (error) {
    const words = Object.values(network.hosts).flatMap(({ name, lines }) =>
      lines.slice(-5).map((line) => `${name}: ${line}`),
    );
    await close();
    throw new Error(words.join('\n'), { cause: error });
  }
}

const node = (...parameters: string[]): [string, ...string[]] => [process.execPath, ...parameters];

/** Whether pages answer, the API behind them does, and all workers are there. */
async function isWhole(url: string, database: Database, counts: HostCounts): Promise<boolean> {
  const { ok } = await fetch(`${url}/health/ready`).catch(() => ({ ok: false }));
  return ok && (await database.worker.count({ where: { stoppedAt: null } })) >= counts.workers;
}

/** As docs/operations.md says it. */
function proxyConfiguration({ hosts }: Network, { apis, sites }: { apis: string[]; sites: string[] }): string {
  const servers = (names: string[], port: number) =>
    names.map((name) => `  server ${name} ${hosts[name]!.address}:${port} check`).join('\n');
  const { address } = hosts.proxy!;
  return `defaults
  mode http
  timeout connect 3s
  timeout client 60s
  timeout server 60s
  timeout tunnel 60s
  timeout check 3s
  option redispatch
  default-server inter 2s fall 2 rise 1 on-marked-down shutdown-sessions

frontend people
  bind ${address}:${ports.people}
  option forwardfor
  default_backend sites
backend sites
  option httpchk GET /health/live
${servers(sites, ports.site)}

frontend of_sites
  bind ${address}:${ports.api}
  default_backend apis
backend apis
  option httpchk GET /health/ready
${servers(apis, ports.api)}
`;
}
