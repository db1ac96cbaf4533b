import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { backboneTableSource, startPlainJavaScript } from '#learning';
import { createMigration, isMigrationDue } from '#prisma/migrate';
import { startPostgres } from '#prisma/postgres';
import { schemaSource } from '../server/schema.ts';

const help = `npm run generate — writes the committed files that are made from others

  contracts/backboneTable.ts          from learning/backbones
  server/schema.graphql               from the resolvers in server/
  prisma/migrations/<time>_<name>/    when prisma/schema.prisma has changed: npm run generate -- --migration <name>
`;

const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' }, migration: { type: 'string' } } });
if (values.help) {
  process.stdout.write(help);
  process.exit(0);
}

await startPlainJavaScript();
await writeIfChanged('contracts/backboneTable.ts', backboneTableSource());
await writeIfChanged('server/schema.graphql', await schemaSource());
await migration(values.migration);
process.exit();

async function writeIfChanged(path: string, source: string): Promise<void> {
  const isSame = (await readFile(path, 'utf8').catch(() => undefined)) === source;
  if (!isSame) await writeFile(path, source);
  process.stdout.write(`${path}: ${isSame ? 'unchanged' : 'written'}\n`);
}

async function migration(name: string | undefined): Promise<void> {
  if (!(await isMigrationDue())) {
    process.stdout.write('prisma/migrations: up to date\n');
    return;
  }
  if (name === undefined || !/^[a-z][a-z0-9_]*$/.test(name)) {
    process.stderr.write(
      'downstream: prisma/schema.prisma has changed: name the migration, npm run generate -- --migration add_something\n',
    );
    process.exitCode = 2;
    return;
  }
  const directory = await mkdtemp(join(tmpdir(), 'downstream-generate-'));
  // PostgreSQL may run as another user, who has to reach it.
  await chmod(directory, 0o755);
  const postgres = await startPostgres({ directory: join(directory, 'postgres'), durable: false });
  try {
    const made = await createMigration(postgres.url, name);
    process.stdout.write(
      `prisma/migrations: ${made ? `${relative('.', made)} written` : 'nothing to change in the database'}\n`,
    );
  } finally {
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  }
}
