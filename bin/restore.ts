import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { callersDirectory, readEnvironment } from '#machine/environment';
import { restoreBackup } from './backup/restoreBackup.ts';
import { runningDatabase, startDatabase } from './system/database.ts';

const help = `npm run restore -- <folder> — brings back what npm run backup has written

Into an empty place: an empty database, and a DATA_DIR without files. Runs that had not ended go on from their newest
checkpoint when the site starts.
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { help: { type: 'boolean', short: 'h' } },
});
if (values.help) {
  process.stdout.write(help);
  process.exit(0);
}
const [folder] = positionals;
if (folder === undefined || positionals.length > 1) {
  process.stderr.write('downstream: expected the folder of a backup, e.g. npm run restore -- ../backups/monday\n');
  process.exit(2);
}
process.exitCode = await restore(folder);

async function restore(folder: string): Promise<number> {
  const environment = readEnvironment();
  if ((await runningDatabase(environment)) !== undefined) {
    process.stderr.write('downstream: Downstream is running here: stop it first.\n');
    return 1;
  }
  const database = await startDatabase(environment);
  try {
    const path = resolve(callersDirectory(), folder);
    const { madeAt, tables, files, missing } = await restoreBackup(database, environment, path);
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    process.stdout.write(`restored the backup of ${madeAt}: ${rows} rows and ${files} files\n`);
    if (missing.length === 0) return 0;
    process.stderr.write(
      `downstream: the buckets lack ${missing.length} objects that rows name, the first of them ` +
        `${missing.slice(0, 5).join(', ')}: bring them back from a copy of the buckets\n`,
    );
    return 1;
  } catch (error) {
    process.stderr.write(`downstream: nothing was restored: ${(error as Error).message}\n`);
    return 1;
  } finally {
    await database.stop();
  }
}
