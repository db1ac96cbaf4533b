import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { readEnvironment } from '#machine/environment';
import { connect, type Database } from '#prisma/client';
import { freePort } from '#prisma/postgres';
import { buildSite } from '../../bin/bootstrap/prepare.mjs';
import { systemParts } from '../../bin/system/parts.ts';
import { answersPage, untilTrue } from '../../bin/system/ready.ts';
import { startService } from '../../bin/system/service.ts';
import { type RunningServer, type ServerOptions, startServer } from '../../server/server.ts';
import { testSecret } from './api.ts';
import { createTestDatabase } from './database.ts';

/** The built site before an API in this process, whose database a test writes; there is no worker. */
export interface TestSite {
  url: string;
  database: Database;
  databaseUrl: string;
  /** What the API was started with, for those who do a worker's work on it. */
  options: ServerOptions & { directories: { sealed: string } };
  /** Ends the API, so that nobody answers at its port. */
  endApi(): Promise<void>;
  /** Starts it again, at the same port. */
  startApi(): Promise<void>;
  stop(): Promise<void>;
}

export async function startTestSite(): Promise<TestSite> {
  await buildSite();
  const { url: databaseUrl, drop } = await createTestDatabase();
  const root = await mkdtemp(join(tmpdir(), 'downstream-site-'));
  const database = connect(databaseUrl, { poolSize: 4 });
  const [webPort, port] = [await freePort(), await freePort()];
  const url = `http://localhost:${webPort}`;
  const options: TestSite['options'] = {
    databaseUrl,
    port,
    siteUrl: url,
    authSecret: testSecret,
    directories: { objects: join(root, 'objects'), sealed: join(root, 'sealed'), uploads: join(root, 'uploads') },
    rateLimit: false,
    log: pino({ level: 'silent' }),
  };
  let api: RunningServer | undefined = await startServer(options);
  const environment = readEnvironment({ DATA_DIR: root, WEB_PORT: String(webPort), API_PORT: String(port) });
  const lines: string[] = [];
  const { site } = systemParts(environment, { mode: 'production', databaseUrl, authSecret: testSecret });
  const service = startService(site, { onLine: (_, line) => lines.push(line), onGivenUp: () => undefined });
  const endApi = async () => {
    await api?.stop();
    api = undefined;
  };
  const stop = async () => {
    await service.stop();
    await endApi();
    await database.$disconnect();
    await drop();
    await rm(root, { recursive: true, force: true });
  };
  try {
    await untilTrue('The site', () => answersPage(url), { timeoutMs: 60_000, check: () => service.check() });
  } catch (error) {
    await stop();
    throw new Error(lines.join('\n'), { cause: error });
  }
  return {
    url,
    database,
    databaseUrl,
    options,
    endApi,
    async startApi() {
      api ??= await startServer(options);
    },
    stop,
  };
}
