import { rm } from 'node:fs/promises';
import pg from 'pg';
import type { Environment } from '#machine/environment';
import { isS3 } from '#machine/storeLocation';

/**
 * Makes the database and the directories of an earlier start empty again. The database's server must run already: only
 * one can in a data directory, so nobody else is using the files.
 */
export async function emptyData(ownerUrl: string, { directories }: Environment): Promise<void> {
  const maintenance = new URL(ownerUrl);
  maintenance.pathname = '/postgres';
  const client = new pg.Client({ connectionString: maintenance.href });
  await client.connect();
  try {
    const name = client.escapeIdentifier(new URL(ownerUrl).pathname.slice(1));
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${name}`);
  } finally {
    await client.end();
  }
  // What is in buckets is removed by their own means: other sites may have theirs there too.
  for (const path of [directories.objects, directories.sealed, directories.uploads])
    if (!isS3(path)) await rm(path, { recursive: true, force: true });
}
