import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, Prisma } from '#prisma/client';
import { migrate } from '#prisma/migrate';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test('the migrations lead to the schema: "npm run generate" has nothing to add', async () => {
  const read = (path: string) => readFile(new URL(`../../prisma/${path}`, import.meta.url), 'utf8');
  expect(await read('migrations/schema.prisma')).toBe(await read('schema.prisma'));
});

test('every table of the schema is there and can be read', async () => {
  const client = connect(database.url);
  for (const model of Object.values(Prisma.ModelName)) {
    const delegate = client[(model.charAt(0).toLowerCase() + model.slice(1)) as 'run'];
    await expect(delegate.count(), model).resolves.toBe(0);
  }
  await client.$disconnect();
});

test('a second run applies nothing, and the history is what "prisma migrate deploy" keeps', async () => {
  expect(await migrate(database.ownerUrl)).toEqual([]);
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query(
    'SELECT migration_name, finished_at IS NOT NULL AS finished, length(checksum) AS digits FROM _prisma_migrations',
  );
  await client.end();
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) expect(row).toMatchObject({ finished: true, digits: 64 });
});
