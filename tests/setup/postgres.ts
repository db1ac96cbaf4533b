import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from '#prisma/migrate';
import { startPostgres } from '#prisma/postgres';
import { createRunFolder, removeStaleFolders } from './runFolder.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Connects as the superuser to the test cluster. */
    postgresUrl: string;
  }
}

export const templateName = 'downstream_template';

/** Once a test run: a throw-away PostgreSQL, and in it a migrated database that each test file copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await removeStaleFolders();
  const directory = await createRunFolder();
  // What the test files put in the temporary directory goes with it; they run in processes that are started from here.
  process.env.TMPDIR = directory;
  const postgres = await startPostgres({ directory: join(directory, 'postgres'), durable: false });
  const admin = new pg.Client({ connectionString: postgres.url });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${templateName}`);
  await admin.end();
  await migrate(withDatabase(postgres.url, templateName));
  project.provide('postgresUrl', postgres.url);
  return async () => {
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  };
}

/** The same server, another database. */
export function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
