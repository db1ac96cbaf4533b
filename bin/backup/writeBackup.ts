import { constants, createWriteStream } from 'node:fs';
import { copyFile, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { Environment } from '#machine/environment';
import { isS3, nameOfLocation } from '#machine/storeLocation';
import { siteSecret } from '../system/authSecret.ts';
import { type Backup, keptFolders, tableFile } from './backupFolder.ts';

/**
 * Writes a backup of the database and the files of a site, which may be in use. The database is read in one snapshot,
 * and the files after it: a file that a row of the snapshot names was there before its row. What was removed in the
 * meantime is named by rows of runs that have ended since; after a restore those go on from what there is. Buckets are
 * not copied: the backup names them.
 */
export async function writeBackup(databaseUrl: string, environment: Environment, folder: string): Promise<Backup> {
  const partial = `${folder}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(join(partial, 'database'), { recursive: true, mode: 0o700 });
  try {
    const { migrations, tables } = await copyTables(databaseUrl, join(partial, 'database'));
    let files = 0;
    let bytes = 0;
    for (const name of keptFolders) {
      if (isS3(environment.directories[name])) continue;
      const copied = await copyFolder(environment.directories[name], join(partial, 'files', name));
      files += copied.files;
      bytes += copied.bytes;
    }
    await writeFile(join(partial, 'auth-secret'), await siteSecret(environment), { mode: 0o600 });
    const backup: Backup = {
      format: 'downstream-backup-1',
      madeAt: new Date().toISOString(),
      migrations,
      ...bucketsOf(environment),
      tables,
      files,
      bytes,
    };
    await writeFile(join(partial, 'backup.json'), `${JSON.stringify(backup, null, 2)}\n`);
    await mkdir(dirname(folder), { recursive: true });
    await rename(partial, folder);
    return backup;
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  }
}

/** The buckets that a site has instead of folders. */
function bucketsOf({ directories: { objects, sealed } }: Environment): Pick<Backup, 'buckets'> {
  if (!isS3(objects) || !isS3(sealed)) return {};
  return { buckets: { objects: nameOfLocation(objects), sealed: nameOfLocation(sealed) } };
}

async function copyTables(databaseUrl: string, folder: string): Promise<Pick<Backup, 'migrations' | 'tables'>> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const { rows: applied } = await client.query<{ migration_name: string }>(
      'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY migration_name',
    );
    const tables: Backup['tables'] = [];
    for (const { name, columns } of await listTables(client)) {
      const list = columns.map((column) => client.escapeIdentifier(column)).join(', ');
      const source = client.query(copyTo(`COPY ${client.escapeIdentifier(name)} (${list}) TO STDOUT`));
      await pipeline(source, createWriteStream(join(folder, tableFile(name)), { mode: 0o600 }));
      tables.push({ name, columns, rows: source.rowCount ?? 0 });
    }
    await client.query('COMMIT');
    return { migrations: applied.map(({ migration_name }) => migration_name), tables };
  } finally {
    await client.end();
  }
}

/**
 * The project's own tables with their columns. The queue has a schema of its own, and is filled again from the rows.
 */
async function listTables(client: pg.Client): Promise<{ name: string; columns: string[] }[]> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(`
    SELECT table_name AS name, array_agg(column_name::text ORDER BY ordinal_position) AS columns
    FROM information_schema.columns
    JOIN information_schema.tables USING (table_schema, table_name)
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> '_prisma_migrations'
      AND is_generated = 'NEVER'
    GROUP BY table_name ORDER BY table_name`);
  return rows;
}

/** Copies a folder; a file that is removed meanwhile, or that is still being written, is left out. */
export async function copyFolder(from: string, to: string): Promise<{ files: number; bytes: number }> {
  let files = 0;
  let bytes = 0;
  await mkdir(to, { recursive: true, mode: 0o700 });
  const entries = await readdir(from, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  for (const entry of entries) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) {
      const below = await copyFolder(source, target);
      files += below.files;
      bytes += below.bytes;
      continue;
    }
    try {
      await copyFile(source, target, constants.COPYFILE_FICLONE);
      bytes += (await stat(target)).size;
      files++;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  return { files, bytes };
}
