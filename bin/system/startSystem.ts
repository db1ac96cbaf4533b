import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { childEnvironment, type Environment } from '#machine/environment';
import { connect } from '#prisma/client';
import { migrate } from '#prisma/migrate';
import { startPostgres } from '#prisma/postgres';
import { authSecret } from './authSecret.ts';
import { emptyData } from './emptyData.ts';
import { requireFreePort } from './ports.ts';
import { answersGraphql, answersPage, hasWorker, untilTrue } from './ready.ts';
import { type Service, type ServiceDefinition, type ServiceListener, startService } from './service.ts';

export interface SystemOptions extends ServiceListener {
  /** What is being done, for a person who waits. */
  onStep?(text: string): void;
  /** Address that the site listens on; absent: every one of this machine. */
  host?: string;
  /** Begins with an empty embedded database and no files. */
  fresh?: boolean;
  /** Gives the start up when aborted. */
  signal?: AbortSignal;
}

/** PostgreSQL, the API server, a worker and the site, all running. */
export interface System {
  /** Where people reach the site; the API answers there too. */
  url: string;
  databaseUrl: string;
  /** Ends everything in order: the site first, the database last. */
  stop(): Promise<void>;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const startTimeoutMs = 120_000;

/** Starts all parts and waits until each answers; when one does not, stops the others and throws. */
export async function startSystem(environment: Environment, options: SystemOptions): Promise<System> {
  await requireFreePort(environment.WEB_PORT, 'WEB_PORT');
  await requireFreePort(environment.API_PORT, 'API_PORT');
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (let next = stops.pop(); next; next = stops.pop()) await next();
  };
  try {
    let databaseUrl = environment.DATABASE_URL;
    if (databaseUrl === undefined) {
      options.onStep?.('starting PostgreSQL');
      const postgres = await startPostgres({ directory: environment.directories.postgres });
      stops.push(() => postgres.stop());
      databaseUrl = postgres.url;
      if (options.fresh) await emptyData(databaseUrl, environment);
    }
    options.onStep?.('migrating the database');
    await migrate(databaseUrl);

    const apiUrl = apiAddress(environment);
    const secret = environment.AUTH_SECRET ?? (await authSecret(join(environment.DATA_DIR, 'auth-secret')));
    const shared = childEnvironment({ ...settings(environment), DATABASE_URL: databaseUrl, NODE_ENV: 'production' });
    const launch = (definition: ServiceDefinition): Service => {
      const service = startService({ cwd: root, ...definition }, options);
      stops.push(() => service.stop());
      return service;
    };

    options.signal?.throwIfAborted();
    options.onStep?.('starting the API server, a worker and the site');
    const startedAt = new Date();
    const server = launch({
      name: 'server',
      args: ['--import', '@swc-node/register/esm-register', 'server/main.ts'],
      environment: { ...shared, AUTH_SECRET: secret },
    });
    const worker = launch({ name: 'worker', args: ['worker/main.ts'], environment: shared });
    const site = launch({
      name: 'site',
      args: nextStart(environment, options.host),
      environment: siteEnvironment(apiUrl),
    });

    const database = connect(databaseUrl, { poolSize: 1 });
    try {
      const wait = (service: Service, what: string, ask: () => Promise<boolean>) =>
        untilTrue(what, ask, {
          timeoutMs: startTimeoutMs,
          check() {
            options.signal?.throwIfAborted();
            service.check();
          },
        });
      await Promise.all([
        wait(server, 'The API server', () => answersGraphql(apiUrl)),
        wait(worker, 'The worker', () => hasWorker(database, startedAt)),
        wait(site, 'The site', () => answersPage(`http://127.0.0.1:${environment.WEB_PORT}`)),
      ]);
    } finally {
      await database.$disconnect();
    }
    return { url: environment.siteUrl, databaseUrl, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Where this machine reaches the API. */
function apiAddress({ API_HOST, API_PORT }: Environment): string {
  const host = ['0.0.0.0', '::'].includes(API_HOST) ? '127.0.0.1' : API_HOST;
  return `http://${host.includes(':') ? `[${host}]` : host}:${API_PORT}`;
}

/** The environment as variables, for the processes below. */
function settings(environment: Environment): NodeJS.ProcessEnv {
  const { directories, siteUrl, ...variables } = environment;
  const asText = Object.entries(variables).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return { ...Object.fromEntries(asText), CACHE_DIR: directories.cache, SITE_URL: siteUrl };
}

function nextStart(environment: Environment, host: string | undefined): string[] {
  const script = fileURLToPath(import.meta.resolve('next/dist/bin/next'));
  return [
    script,
    'start',
    'web',
    '--port',
    String(environment.WEB_PORT),
    ...(host === undefined ? [] : ['--hostname', host]),
  ];
}

/** The site gets no secret and no database: all it knows it asks the API for. */
function siteEnvironment(apiUrl: string): NodeJS.ProcessEnv {
  return childEnvironment({
    DATABASE_URL: undefined,
    AUTH_SECRET: undefined,
    API_URL: apiUrl,
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
  });
}
