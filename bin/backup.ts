import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { callersDirectory, readEnvironment } from '#machine/environment';
import { writeBackup } from './backup/writeBackup.ts';
import { openDatabase } from './system/database.ts';

const help = `npm run backup -- <new folder> — copies the database and the files of a site

The site may be in use. The folder holds everything that the site cannot make again, the sealed images and the secret
of its sessions too: keep it as safe as the site itself. npm run restore brings it back. Buckets of S3 are not in it.
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
  process.stderr.write('downstream: expected one new folder, e.g. npm run backup -- ../backups/monday\n');
  process.exit(2);
}
const environment = readEnvironment();
const database = await openDatabase(environment);
try {
  const path = resolve(callersDirectory(), folder);
  const { tables, files, bytes, buckets } = await writeBackup(database.ownerUrl, environment, path);
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  process.stdout.write(`${path}: ${rows} rows of ${tables.length} tables, ${files} files of ${bytes} bytes\n`);
  if (buckets)
    process.stdout.write(
      `The images and models are in ${Object.values(buckets).join(' and ')}, and not in this backup: ` +
        'copy the buckets by their own means, now or later (docs/operations.md)\n',
    );
} catch (error) {
  process.stderr.write(`downstream: the backup was not made: ${(error as Error).message}\n`);
  process.exitCode = 1;
} finally {
  await database.stop();
}
