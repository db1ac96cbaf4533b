import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import type { DatabaseAddresses } from '#prisma/prepareDatabase';
import { templateName, withDatabase } from './postgres.ts';

export interface TestDatabase extends DatabaseAddresses {
  /** Ends the sessions that are still open and removes the database. */
  drop(): Promise<void>;
}

/** A fresh, migrated, empty database under two roles: a copy of the template. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await administer(`CREATE DATABASE ${name} TEMPLATE ${templateName}`);
  return {
    url: withDatabase(inject('postgres').url, name),
    ownerUrl: withDatabase(inject('postgres').ownerUrl, name),
    drop: () => administer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgres').ownerUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
