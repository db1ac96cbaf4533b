import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Environment } from '#machine/environment';
import { writeWholeFile } from '#machine/wholeFile';
import { freePort, startPostgres } from '#prisma/postgres';
import type { DatabaseAddresses } from '#prisma/prepareDatabase';

export interface RunningDatabase extends DatabaseAddresses {
  /** Stops the server if it was started here; another one goes on. */
  stop(): Promise<void>;
}

/**
 * The database that DATABASE_URL names, else the embedded PostgreSQL of DATA_DIR, which is started, and started again
 * when it ends by itself. Its address is noted in DATA_DIR as long as it runs, for `openDatabase`. `onLine` is told of
 * restarts.
 */
export async function startDatabase(
  environment: Environment,
  onLine: (line: string) => void = () => {},
): Promise<RunningDatabase> {
  const given = givenAddresses(environment);
  if (given) return { ...given, stop: async () => {} };
  const postgres = await keepPostgres(environment.directories.postgres, onLine);
  const { url, ownerUrl } = postgres;
  const note = noteIn(environment);
  await mkdir(environment.DATA_DIR, { recursive: true });
  // It holds passwords.
  await writeWholeFile(note, (file) => file.writeFile(JSON.stringify({ url, ownerUrl })), { mode: 0o600 });
  return {
    url,
    ownerUrl,
    async stop() {
      await rm(note, { force: true });
      await postgres.stop();
    },
  };
}

const firstDelayMs = 500;
const longestDelayMs = 30_000;
/** A server that ran this long has started well. */
const healthyAfterMs = 60_000;

/** Starts PostgreSQL, and starts it again at the same address, later and later, when it ends by itself. */
async function keepPostgres(directory: string, onLine: (line: string) => void): Promise<RunningDatabase> {
  const port = await freePort();
  const stopping = new AbortController();
  let postgres = await startPostgres({ directory, port });
  const keep = async () => {
    let failures = 0;
    let startedAt = Date.now();
    for (;;) {
      await postgres.ended;
      if (stopping.signal.aborted) return;
      failures = Date.now() - startedAt > healthyAfterMs ? 1 : failures + 1;
      for (let isUp = false; !isUp; failures++) {
        const delay = Math.min(firstDelayMs * 2 ** (failures - 1), longestDelayMs);
        onLine(`ended by itself; starting it again in ${delay / 1000} s`);
        await sleep(delay, undefined, { signal: stopping.signal }).catch(() => {});
        if (stopping.signal.aborted) return;
        startedAt = Date.now();
        isUp = await startPostgres({ directory, port, replaces: true }).then(
          (started) => {
            postgres = started;
            return true;
          },
          (error: Error) => {
            onLine(error.message);
            return false;
          },
        );
      }
    }
  };
  const kept = keep();
  return {
    url: postgres.url,
    ownerUrl: postgres.ownerUrl,
    async stop() {
      stopping.abort();
      await postgres.stop();
      await kept;
      // It may have come back at this moment.
      await postgres.stop();
    },
  };
}

/** The same database for a command beside the system: the one that the system has started, else one started now. */
export async function openDatabase(environment: Environment): Promise<RunningDatabase> {
  const addresses = await runningDatabase(environment);
  return addresses ? { ...addresses, stop: async () => {} } : startDatabase(environment);
}

function givenAddresses({ DATABASE_URL, DATABASE_OWNER_URL }: Environment): DatabaseAddresses | undefined {
  return DATABASE_URL === undefined ? undefined : { url: DATABASE_URL, ownerUrl: DATABASE_OWNER_URL ?? DATABASE_URL };
}

/** The addresses of the embedded PostgreSQL when another process runs it now. */
export async function runningDatabase(environment: Environment): Promise<DatabaseAddresses | undefined> {
  if (environment.DATABASE_URL !== undefined) return undefined;
  const addresses = await readFile(noteIn(environment), 'utf8').then(
    (text) => JSON.parse(text) as DatabaseAddresses,
    () => undefined,
  );
  if (addresses === undefined) return undefined;
  const client = new pg.Client({ connectionString: addresses.url });
  try {
    await client.connect();
    return addresses;
  } catch {
    // The process that wrote the note was killed.
    return undefined;
  } finally {
    await client.end().catch(() => {});
  }
}

function noteIn(environment: Environment): string {
  return join(environment.DATA_DIR, 'database-addresses');
}
