import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { ImportLimits } from '#contracts/importLimits';
import { connect, type Database } from '#prisma/client';
import { type RunningServer, type ServerOptions, startServer } from '../../server/server.ts';
import { testSecret } from './api.ts';
import { createTestDatabase } from './database.ts';

export interface TestServer extends RunningServer {
  database: Database;
  databaseUrl: string;
  /** The database under the role that owns its tables. */
  ownerUrl: string;
  /** What it was started with: start a second server with them. */
  options: ServerOptions & { directories: { sealed: string } };
  /** What workers' imports may ask; the usual limits where nothing is said. */
  importLimits?: Partial<ImportLimits>;
}

/**
 * A server with a database and directories of its own; everything is removed when it stops. `stores` are other places
 * for the objects.
 */
export async function startTestServer(
  choices: Partial<Omit<ServerOptions, 'directories'>> & { importLimits?: Partial<ImportLimits> } = {},
  stores?: { objects: string; sealed: string },
): Promise<TestServer> {
  const { url: databaseUrl, ownerUrl, drop } = await createTestDatabase();
  const root = await mkdtemp(join(tmpdir(), 'downstream-server-'));
  const options: TestServer['options'] = {
    databaseUrl,
    authSecret: testSecret,
    directories: {
      objects: stores?.objects ?? join(root, 'objects'),
      sealed: stores?.sealed ?? join(root, 'sealed'),
      uploads: join(root, 'uploads'),
    },
    rateLimit: false,
    log: pino({ level: 'silent' }),
    ...choices,
  };
  const server = await startServer(options);
  const database = connect(databaseUrl, { poolSize: 4 });
  return {
    ...server,
    database,
    databaseUrl,
    ownerUrl,
    options,
    ...(choices.importLimits && { importLimits: choices.importLimits }),
    async stop() {
      await server.stop();
      await database.$disconnect();
      await drop();
      await rm(root, { recursive: true, force: true });
    },
  };
}
