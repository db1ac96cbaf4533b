import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { readEnvironment } from '#machine/environment';
import { createMigration, isMigrationDue } from '#prisma/migrate';
import { startPostgres } from '#prisma/postgres';
import { prepareDatabase } from '#prisma/prepareDatabase';
import { openDatabase } from './system/database.ts';

const help = `npm run db:migrate — brings the database up to date

Applies the migrations in prisma/migrations that the database of .data (DATA_DIR, or DATABASE_URL) lacks. npm start and
npm run dev do the same when they start.

With a name, first writes a migration for what has changed in prisma/schema.prisma:

  npm run db:migrate -- add_something
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { help: { type: 'boolean', short: 'h' } },
});
if (values.help) {
  process.stdout.write(help);
  process.exit(0);
}
const [name] = positionals;
if (positionals.length > 1 || (name !== undefined && !/^[a-z][a-z0-9_]*$/.test(name))) {
  process.stderr.write(`downstream: expected one name such as add_something, received ${positionals.join(' ')}\n`);
  process.exit(2);
}

if (name !== undefined) await write(name);
else if (await isMigrationDue())
  process.stderr.write(
    'downstream: prisma/schema.prisma has changed: name a migration, npm run db:migrate -- add_something\n',
  );
await apply();

async function write(name: string): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'downstream-migration-'));
  // PostgreSQL may run as another user, who has to reach it.
  await chmod(directory, 0o755);
  // The engine that compares two schemas wants a database to talk to; nothing is read from it or written to it.
  const postgres = await startPostgres({ directory: join(directory, 'postgres'), durable: false });
  try {
    const made = await createMigration(postgres.ownerUrl, name);
    const what = made ? `${relative('.', made)} written` : 'nothing has changed in the database';
    process.stdout.write(`prisma/migrations: ${what}\n`);
  } finally {
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

async function apply(): Promise<void> {
  const database = await openDatabase(readEnvironment());
  try {
    const applied = await prepareDatabase(database);
    process.stdout.write(applied.length > 0 ? `applied: ${applied.join(', ')}\n` : 'the database is up to date\n');
  } finally {
    await database.stop();
  }
}
