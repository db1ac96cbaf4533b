import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startPostgres } from '#prisma/postgres';
import { type DatabaseAddresses, prepareDatabase } from '#prisma/prepareDatabase';
import { createRunFolder, removeStaleFolders } from './runFolder.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The test cluster, under the role of programs and as its superuser. */
    postgres: DatabaseAddresses;
  }
}

export const templateName = 'downstream_template';

/** Once a test run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { stop, ...addresses } = await startTestPostgres();
  project.provide('postgres', addresses);
  return stop;
}

/** A throw-away PostgreSQL, and in it a migrated database that each test file copies. */
export async function startTestPostgres(): Promise<DatabaseAddresses & { stop(): Promise<void> }> {
  await removeStaleFolders();
  const directory = await createRunFolder();
  // What the test files put in the temporary directory goes with it; they run in processes that are started from here.
  process.env.TMPDIR = directory;
  // The same sources start hundreds of times. Node checks each file's contents, so a change is seen.
  process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('../../node_modules/.cache/compiled', import.meta.url));
  const postgres = await startPostgres({ directory: join(directory, 'postgres'), durable: false });
  const { url, ownerUrl } = postgres;
  const admin = new pg.Client({ connectionString: ownerUrl });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${templateName}`);
  await admin.end();
  await prepareDatabase({
    url: withDatabase(url, templateName),
    ownerUrl: withDatabase(ownerUrl, templateName),
  });
  return {
    url,
    ownerUrl,
    async stop() {
      await postgres.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** The same server, another database. */
export function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
