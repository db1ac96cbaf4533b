import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEnvironment } from '#machine/environment';
import { freePort } from '#prisma/postgres';
import { buildSite } from '../../bin/bootstrap/prepare.mjs';
import { startSystem } from '../../bin/system/startSystem.ts';
import { testSecret } from './api.ts';
import { createTestDatabase } from './database.ts';

export interface WholeSystem {
  /** Where the site is; the API answers there too. */
  url: string;
  databaseUrl: string;
  /** What the processes printed, to explain a failure. */
  lines: string[];
  stop(): Promise<void>;
}

/**
 * All of Downstream as processes, as `npm start` runs it, on ports, a database and a directory of its own. `variables`
 * are environment variables besides; a function gets the site's address.
 */
export async function startWholeSystem(
  variables: Record<string, string> | ((siteUrl: string) => Promise<Record<string, string>>) = {},
): Promise<WholeSystem> {
  await buildSite();
  const database = await createTestDatabase();
  const directory = await mkdtemp(join(tmpdir(), 'downstream-system-'));
  const remove = async () => {
    await database.drop();
    await rm(directory, { recursive: true, force: true });
  };
  const lines: string[] = [];
  try {
    const webPort = await freePort();
    const environment = readEnvironment({
      DATABASE_URL: database.url,
      DATABASE_OWNER_URL: database.ownerUrl,
      DATA_DIR: directory,
      WEB_PORT: String(webPort),
      API_PORT: String(await freePort()),
      AUTH_SECRET: testSecret,
      ENGINE: 'wasm',
      WORKER_CONCURRENCY: '1',
      ...(typeof variables === 'function' ? await variables(`http://localhost:${webPort}`) : variables),
    });
    const system = await startSystem(environment, {
      onLine: (name, line) => lines.push(`${name}: ${line}`),
      onGivenUp: (error) => lines.push(error.message),
    });
    return {
      url: system.url,
      databaseUrl: database.url,
      lines,
      async stop() {
        await system.stop();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}
