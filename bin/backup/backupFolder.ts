import { z } from 'zod';

/**
 * A backup is a folder: `backup.json`, the rows of each table in PostgreSQL's text format in `database/`, and copies of
 * the folders of files in `files/`. It holds password hashes, the secret of the site and the sealed images, so it is as
 * secret as the site's own disk.
 */
export const backupSchema = z.strictObject({
  format: z.literal('downstream-backup-1'),
  madeAt: z.iso.datetime(),
  /** The migrations that the database had. */
  migrations: z.array(z.string()),
  /** Buckets in which the site keeps folders of files; they are not in the backup. Absent: there are none. */
  buckets: z.partialRecord(z.enum(['objects', 'sealed']), z.string()).optional(),
  tables: z.array(z.strictObject({ name: z.string(), columns: z.array(z.string()), rows: z.int() })),
  files: z.int(),
  bytes: z.int(),
});
export type Backup = z.infer<typeof backupSchema>;

/** The folders of files that a site cannot make again. Downloads and features it can. */
export const keptFolders = ['objects', 'sealed', 'uploads'] as const;

export const tableFile = (name: string) => `${name}.copy`;
