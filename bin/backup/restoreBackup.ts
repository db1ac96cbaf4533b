import { createReadStream } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Environment } from '#machine/environment';
import { isS3 } from '#machine/storeLocation';
import { connect } from '#prisma/client';
import { migrate } from '#prisma/migrate';
import { openObjectStore, openSealedStore } from '#prisma/objectStore';
import { type DatabaseAddresses, prepareDatabase } from '#prisma/prepareDatabase';
import { openQueue } from '#prisma/queue';
import { requeueAll } from '#prisma/requeue';
import { type Backup, backupSchema, keptFolders, tableFile } from './backupFolder.ts';
import { missingObjects, putFolder } from './bucketObjects.ts';
import { copyFolder } from './writeBackup.ts';

export interface RestoredBackup extends Backup {
  /** What rows name and the buckets do not have. */
  missing: string[];
}

/** Reads what a backup says of itself. Throws when the folder holds none. */
async function readBackup(folder: string): Promise<Backup> {
  const text = await readFile(join(folder, 'backup.json'), 'utf8').catch(() => {
    throw new Error(`expected a folder that npm run backup has written, but ${folder} has no backup.json`);
  });
  const { data } = backupSchema.safeParse(JSON.parse(text));
  if (!data) throw new Error(`expected a backup of this version or an older one in ${folder}, received another`);
  return data;
}

/**
 * Puts a backup into an empty place: a database without accounts, and folders without files. Throws, and changes
 * nothing, where something is there. Runs that had not ended go on from their newest checkpoint, imports begin again.
 */
export async function restoreBackup(
  addresses: DatabaseAddresses,
  environment: Environment,
  folder: string,
): Promise<RestoredBackup> {
  const backup = await readBackup(folder);
  const { objects, sealed } = environment.directories;
  if (backup.buckets && !isS3(objects))
    throw new Error(
      `expected OBJECT_STORE and SEALED_STORE to name the buckets of the backup or copies of them, ` +
        `which were ${Object.values(backup.buckets).join(' and ')}`,
    );
  await requireEmpty(addresses.ownerUrl, environment);
  // The tables as they were, then the rows, then what later versions changed.
  await migrate(addresses.ownerUrl, backup.migrations);
  await loadTables(addresses.ownerUrl, backup, join(folder, 'database'));
  await prepareDatabase(addresses);
  for (const name of keptFolders) {
    const [from, to] = [join(folder, 'files', name), environment.directories[name]];
    if (!isS3(to)) await copyFolder(from, to);
    else if (!backup.buckets) await putFolder(from, name === 'sealed' ? openSealedStore(to) : openObjectStore(to));
  }
  if (environment.AUTH_SECRET === undefined)
    await writeFile(join(environment.DATA_DIR, 'auth-secret'), await readFile(join(folder, 'auth-secret')), {
      mode: 0o600,
    });
  const database = connect(addresses.url, { poolSize: 2 });
  const queue = await openQueue(addresses.url, { onError: () => {} });
  try {
    await requeueAll(database, queue);
    const stores = { objects: openObjectStore(objects), sealed: openSealedStore(sealed) };
    return { ...backup, missing: isS3(objects) ? await missingObjects(database, stores) : [] };
  } finally {
    await queue.stop({ graceful: false });
    await database.$disconnect();
  }
}

async function requireEmpty(databaseUrl: string, { directories }: Environment): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' LIMIT 1`,
    );
    if (rows.length > 0)
      throw new Error('expected an empty database, but it has tables; npm run db:reset or another DATA_DIR gives one');
  } finally {
    await client.end();
  }
  for (const name of keptFolders) {
    // Objects of others are no harm in a bucket, and none is written twice.
    if (isS3(directories[name])) continue;
    const there = await readdir(directories[name]).catch(() => []);
    if (there.length > 0) throw new Error(`expected an empty folder ${directories[name]}, but there are files in it`);
  }
}

/**
 * Foreign keys come back after all rows: tables name one another in circles, and only a superuser may look away from
 * them while rows come in.
 */
async function loadTables(databaseUrl: string, { tables }: Backup, folder: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    const { rows: keys } = await client.query<{ table: string; name: string; definition: string }>(`
      SELECT conrelid::regclass::text AS table, quote_ident(conname) AS name, pg_get_constraintdef(oid) AS definition
      FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace`);
    for (const { table, name } of keys) await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
    for (const { name, columns, rows } of tables) {
      const list = columns.map((column) => client.escapeIdentifier(column)).join(', ');
      const target = client.query(copyFrom(`COPY ${client.escapeIdentifier(name)} (${list}) FROM STDIN`));
      await pipeline(createReadStream(join(folder, tableFile(name))), target);
      if (target.rowCount !== rows)
        throw new Error(`expected ${rows} rows of ${name} in the backup, received ${target.rowCount}`);
    }
    for (const { table, name, definition } of keys)
      await client.query(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`);
    await countOn(client);
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}

/** Numbers that the database gives go on after the greatest one that came in. */
async function countOn(client: pg.Client): Promise<void> {
  const { rows: counted } = await client.query<{ table: string; column: string; sequence: string }>(`
    SELECT quote_ident(table_name) AS table, quote_ident(column_name) AS column,
      pg_get_serial_sequence(quote_ident(table_name), column_name) AS sequence
    FROM information_schema.columns
    WHERE table_schema = 'public' AND pg_get_serial_sequence(quote_ident(table_name), column_name) IS NOT NULL`);
  for (const { table, column, sequence } of counted)
    await client.query(`SELECT setval($1, coalesce(max(${column}), 0) + 1, false) FROM ${table}`, [sequence]);
}
