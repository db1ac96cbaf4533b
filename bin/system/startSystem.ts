import { stripVTControlCharacters } from 'node:util';
import type { Environment } from '#machine/environment';
import { connect } from '#prisma/client';
import { type DatabaseAddresses, prepareDatabase } from '#prisma/prepareDatabase';
import { siteSecret } from './authSecret.ts';
import { startDatabase } from './database.ts';
import { emptyData } from './emptyData.ts';
import { tokenForFirstAccount } from './firstAccount.ts';
import { apiAddress, type Mode, siteAddress, systemParts } from './parts.ts';
import { requireFreePort } from './ports.ts';
import { answersGraphql, answersHealth, answersPage, hasWorker, untilTrue } from './ready.ts';
import { type Service, type ServiceDefinition, type ServiceListener, startService } from './service.ts';

export interface SystemOptions extends ServiceListener {
  /** What is being done, for a person who waits. */
  onStep?(text: string): void;
  /** 'production' when absent. In development no part is started again before its sources change. */
  mode?: Mode;
  /** Begins with an empty embedded database and no files. */
  fresh?: boolean;
  /** Gives the start up when aborted. */
  signal?: AbortSignal;
}

/** PostgreSQL, the API server, a worker and the site. */
export interface System {
  /** Where people reach the site; the API answers there too. */
  url: string;
  /** Where this machine reaches the API. */
  apiUrl: string;
  database: DatabaseAddresses;
  /** What the first account must know; absent when there is an account. */
  firstAccountToken: string | undefined;
  parts: Record<'server' | 'worker' | 'site', Service>;
  /** Ends everything in order: the site first, the database last. */
  stop(): Promise<void>;
}

const startTimeoutMs = 120_000;
/** Where the processor plays the GPU, the worker's probe of it alone takes a minute, and more on a busy machine. */
const softwareGpuTimeoutMs = 900_000;

/** Starts all parts and waits until each answers; when one does not, stops the others and throws. */
export async function startSystem(environment: Environment, options: SystemOptions): Promise<System> {
  const system = await launchSystem(environment, options);
  try {
    await system.ready;
    return system;
  } catch (error) {
    await system.stop();
    throw error;
  }
}

/** Next.js prints this when it listens. The system is ready when the other parts are, too. */
const nextIsReady = /^\W*Ready in /;

/**
 * Starts all parts. `ready` resolves when each has answered, and rejects when one has not within two minutes. A worker
 * on WebGPU has longer.
 */
export async function launchSystem(
  environment: Environment,
  options: SystemOptions,
): Promise<System & { ready: Promise<void> }> {
  await requireFreePort(environment.WEB_PORT, 'WEB_PORT');
  await requireFreePort(environment.API_PORT, 'API_PORT');
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (let next = stops.pop(); next; next = stops.pop()) await next();
  };
  const { mode = 'production', onStep } = options;
  try {
    if (environment.DATABASE_URL === undefined) onStep?.('starting PostgreSQL');
    const database = await startDatabase(environment, (line) => options.onLine('database', line));
    const { url: databaseUrl, ownerUrl } = database;
    stops.push(() => database.stop());
    if (options.fresh && environment.DATABASE_URL === undefined) await emptyData(ownerUrl, environment);
    onStep?.('migrating the database');
    await prepareDatabase(database);

    const secret = await siteSecret(environment);
    const token = await tokenForFirstAccount(databaseUrl, secret);
    const definitions = systemParts(environment, { mode, databaseUrl, authSecret: secret });
    const launch = (definition: ServiceDefinition): Service => {
      const onLine: ServiceListener['onLine'] = (name, line) => {
        if (definition !== definitions.site || !nextIsReady.test(stripVTControlCharacters(line)))
          options.onLine(name, line);
      };
      const service = startService(
        definition,
        { ...options, onLine },
        mode === 'development' ? { failuresAllowed: 0 } : {},
      );
      stops.push(() => service.stop());
      return service;
    };
    options.signal?.throwIfAborted();
    onStep?.('starting the API server, a worker and the site');
    const startedAt = new Date();
    const parts = {
      server: launch(definitions.server),
      worker: launch(definitions.worker),
      site: launch(definitions.site),
    };
    const apiUrl = apiAddress(environment);
    const siteUrl = siteAddress(environment);
    const workerTimeoutMs = environment.ENGINE === 'webgpu' ? softwareGpuTimeoutMs : startTimeoutMs;
    const ready = untilReady({ databaseUrl, apiUrl, siteUrl, startedAt, workerTimeoutMs }, parts, options.signal);
    // The person who started the system may look at it later.
    ready.catch(() => {});
    return {
      url: environment.siteUrl,
      apiUrl,
      database,
      firstAccountToken: token,
      parts,
      stop,
      ready,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function untilReady(
  {
    databaseUrl,
    apiUrl,
    siteUrl,
    startedAt,
    workerTimeoutMs,
  }: { databaseUrl: string; apiUrl: string; siteUrl: string; startedAt: Date; workerTimeoutMs: number },
  { server, worker, site }: System['parts'],
  signal: AbortSignal | undefined,
): Promise<void> {
  const database = connect(databaseUrl, { poolSize: 1 });
  const wait = (service: Service, what: string, ask: () => Promise<boolean>, timeoutMs = startTimeoutMs) =>
    untilTrue(what, ask, {
      timeoutMs,
      check() {
        signal?.throwIfAborted();
        service.check();
      },
    });
  try {
    await Promise.all([
      wait(server, 'The API server', () => answersGraphql(apiUrl)),
      wait(worker, 'The worker', () => hasWorker(database, startedAt), workerTimeoutMs),
      wait(site, 'The site', async () => (await answersHealth(siteUrl)) && answersPage(siteUrl)),
    ]);
  } finally {
    await database.$disconnect();
  }
}
