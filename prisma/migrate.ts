import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, DriverAdapterError } from '@prisma/driver-adapter-utils';
import pg from 'pg';

/**
 * Prisma's migrations through its WASM schema engine: no native engine has to be downloaded. The table
 * `_prisma_migrations` stays what `prisma migrate deploy` expects.
 */

const here = dirname(fileURLToPath(import.meta.url));
const schemaFile = join(here, 'schema.prisma');
const migrationsDirectory = join(here, 'migrations');
/** The schema that the migrations lead to. The WASM engine cannot read it from a database. */
const migratedSchemaFile = join(migrationsDirectory, 'schema.prisma');
const filters = { externalTables: [], externalEnums: [] };

/**
 * Applies the migrations that a database lacks and answers their names. Safe to call from several
 * processes at once. `only` names those that are considered: a backup's. Throws when one of them is not known here.
 */
export async function migrate(databaseUrl: string, only?: readonly string[]): Promise<string[]> {
  const migrationsList = await readMigrations();
  const unknown = only?.find((name) => !migrationsList.migrationDirectories.some(({ path }) => path === name));
  if (unknown !== undefined) throw new Error(`expected a migration that this version knows, received ${unknown}`);
  const migrationDirectories = migrationsList.migrationDirectories.filter(({ path }) => only?.includes(path) ?? true);
  return withEngine(databaseUrl, async (engine) => {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: { ...migrationsList, migrationDirectories },
      filters,
    });
    return appliedMigrationNames;
  });
}

/** Whether `schema.prisma` has changed since the last migration was written. */
export async function isMigrationDue(): Promise<boolean> {
  const [before, after] = await Promise.all([readSchema(migratedSchemaFile), readSchema(schemaFile)]);
  return before?.content !== after?.content;
}

/**
 * Writes the migration that leads from the existing ones to `schema.prisma`; answers its directory, or undefined when
 * nothing changed. `databaseUrl` names any database that answers: the engine neither reads it nor writes to it.
 */
export async function createMigration(databaseUrl: string, name: string): Promise<string | undefined> {
  const [before, after] = await Promise.all([readSchema(migratedSchemaFile), readSchema(schemaFile)]);
  if (before?.content === after?.content) return undefined;
  if (!after) throw new Error(`expected a schema in ${schemaFile}`);
  const { stdout } = await withEngine(databaseUrl, (engine) =>
    engine.diff({
      from: before ? { tag: 'schemaDatamodel', files: [before] } : { tag: 'empty' },
      to: { tag: 'schemaDatamodel', files: [after] },
      script: true,
      exitCode: null,
      filters,
    }),
  );
  const directory = join(migrationsDirectory, `${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}_${name}`);
  const changes = stdout && !stdout.includes('This is an empty migration');
  if (changes) {
    await mkdir(directory);
    await writeFile(join(directory, 'migration.sql'), stdout);
  }
  await copyFile(schemaFile, migratedSchemaFile);
  return changes ? directory : undefined;
}

async function readSchema(path: string) {
  const content = await readFile(path, 'utf8').catch(() => undefined);
  return content === undefined ? undefined : { path: 'schema.prisma', content };
}

async function readMigrations() {
  const entries = await readdir(migrationsDirectory, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const migrationDirectories = await Promise.all(
    names.sort().map(async (name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: {
          tag: 'ok' as const,
          value: await readFile(join(migrationsDirectory, name, 'migration.sql'), 'utf8'),
        },
      },
    })),
  );
  const lockfile = {
    path: 'migration_lock.toml',
    content: await readFile(join(migrationsDirectory, 'migration_lock.toml'), 'utf8'),
  };
  return { baseDir: migrationsDirectory, lockfile, shadowDbInitScript: '', migrationDirectories };
}

type Bindings = typeof import('@prisma/schema-engine-wasm');

let loading: Promise<Bindings> | undefined;

async function withEngine<T>(
  databaseUrl: string,
  use: (engine: Awaited<ReturnType<Bindings['SchemaEngine']['new']>>) => Promise<T>,
): Promise<T> {
  loading ??= loadBindings();
  const { SchemaEngine } = await loading;
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  const adapter = bindMigrationAwareSqlAdapterFactory(wholeScripts(pool));
  try {
    return await use(
      await SchemaEngine.new(
        { datamodels: [['schema.prisma', await readFile(schemaFile, 'utf8')]] },
        () => {},
        adapter,
      ),
    );
  } finally {
    await pool.end();
  }
}

/**
 * Prisma's adapter takes a migration apart and commits each statement by itself. Ours sends it whole: PostgreSQL then
 * runs it in one transaction, so a migration that fails or is killed leaves nothing half done.
 */
function wholeScripts(pool: pg.Pool): PrismaPg {
  const factory = new PrismaPg(pool);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    adapter.executeScript = async (script) => {
      await pool.query(script).catch(({ code, severity, message, detail, column, hint }: pg.DatabaseError) => {
        const [of, level] = [code ?? 'N/A', severity ?? 'N/A'];
        throw new DriverAdapterError({ kind: 'postgres', code: of, severity: level, message, detail, column, hint });
      });
    };
    return adapter;
  };
  return factory;
}

/** The package is made for bundlers, so we instantiate its WebAssembly; once, because the module holds its state. */
async function loadBindings(): Promise<Bindings> {
  const directory = dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'));
  const bindings = (await import(pathToFileURL(join(directory, 'schema_engine_bg.js')).href)) as Bindings & {
    __wbg_set_wasm(exports: WebAssembly.Exports): void;
  };
  const { instance } = await WebAssembly.instantiate(await readFile(join(directory, 'schema_engine_bg.wasm')), {
    './schema_engine_bg.js': bindings as unknown as WebAssembly.ModuleImports,
  });
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return bindings;
}
