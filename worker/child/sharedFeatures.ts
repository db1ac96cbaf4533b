import pg from 'pg';
import type { SharedFeatures } from '#learning';
import { isS3 } from '#machine/storeLocation';
import { connectionTo } from '#prisma/connection';
import { openSharedFiles } from '#prisma/objects/sharedFiles';

interface SharingOptions {
  databaseUrl: string;
  directories: { sealed: string };
  /** Is called with messages for the log. */
  onNotice(message: string): void;
}

/**
 * The features that the workers of all machines share; undefined where the stores are directories. They are in the
 * sealed store, because those of test images are among them, and a run goes on without: what cannot be had is computed
 * here.
 */
export function openSharedFeatures({ databaseUrl, directories, onNotice }: SharingOptions): SharedFeatures | undefined {
  if (!isS3(directories.sealed)) return undefined;
  const files = openSharedFiles(directories.sealed, 'features');
  const without = <T>(what: string, instead: T) => {
    return (error: Error) => {
      onNotice(`features were not ${what}: ${error.message}`);
      return instead;
    };
  };
  return {
    fetch: (name, path) => files.fetch(name, path).catch(without('looked for', false)),
    keep: (name, path) => files.put(name, path).catch(without('shared', undefined)),
    tryLock: (name) => tryLock(databaseUrl, name).catch(without('locked', { release: async () => {} })),
  };
}

/**
 * A lock that all machines know, in a session of its own with PostgreSQL, which frees it when its process is gone or
 * cut off. Two that compute the same after that compute the same numbers.
 */
async function tryLock(databaseUrl: string, name: string): Promise<{ release(): Promise<void> } | null> {
  const client = new pg.Client(connectionTo(databaseUrl));
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ held: boolean }>(
      "SELECT pg_try_advisory_lock(hashtextextended('downstream features ' || $1, 0)) AS held",
      [name],
    );
    if (rows[0]?.held) return { release: () => client.end() };
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
  await client.end();
  return null;
}
