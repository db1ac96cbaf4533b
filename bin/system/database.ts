import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type { Environment } from '#machine/environment';
import { writeWholeFile } from '#machine/wholeFile';
import { startPostgres } from '#prisma/postgres';

export interface RunningDatabase {
  url: string;
  /** Stops the server if it was started here; another one goes on. */
  stop(): Promise<void>;
}

/**
 * The database that DATABASE_URL names, else the embedded PostgreSQL of DATA_DIR, which is started. Its address is
 * noted in DATA_DIR as long as it runs, for `openDatabase`.
 */
export async function startDatabase(environment: Environment): Promise<RunningDatabase> {
  if (environment.DATABASE_URL !== undefined) return { url: environment.DATABASE_URL, stop: async () => {} };
  const postgres = await startPostgres({ directory: environment.directories.postgres });
  const note = noteIn(environment);
  await mkdir(environment.DATA_DIR, { recursive: true });
  // It holds a password.
  await writeWholeFile(note, (file) => file.writeFile(postgres.url), { mode: 0o600 });
  return {
    url: postgres.url,
    async stop() {
      await rm(note, { force: true });
      await postgres.stop();
    },
  };
}

/** The same database for a command beside the system: the one that the system has started, else one started now. */
export async function openDatabase(environment: Environment): Promise<RunningDatabase> {
  const url = await runningDatabase(environment);
  return url === undefined ? startDatabase(environment) : { url, stop: async () => {} };
}

/** The address of the embedded PostgreSQL when another process runs it now. */
export async function runningDatabase(environment: Environment): Promise<string | undefined> {
  const url = await readFile(noteIn(environment), 'utf8').catch(() => undefined);
  if (environment.DATABASE_URL !== undefined || url === undefined) return undefined;
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    return url;
  } catch {
    // The process that wrote the note was killed.
    return undefined;
  } finally {
    await client.end().catch(() => {});
  }
}

function noteIn(environment: Environment): string {
  return join(environment.DATA_DIR, 'database-url');
}
