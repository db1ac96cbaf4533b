import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { DatabaseAddresses } from '#prisma/prepareDatabase';
import { startTestPostgres, templateName, withDatabase } from './postgres.ts';

export interface TestDatabase extends DatabaseAddresses {
  /** Ends the sessions that are still open and removes the database. */
  drop(): Promise<void>;
}

/** The cluster of a command; a test has that of its run. */
let cluster: DatabaseAddresses | undefined;

/** Does something that needs databases outside of a test run, on a cluster of its own, which ends with it. */
export async function withTestCluster<Result>(work: () => Promise<Result>): Promise<Result> {
  const { stop, ...addresses } = await startTestPostgres();
  cluster = addresses;
  try {
    return await work();
  } finally {
    await stop();
  }
}

async function addresses(): Promise<DatabaseAddresses> {
  if (cluster) return cluster;
  const { inject } = await import('vitest');
  return inject('postgres');
}

/** A fresh, migrated, empty database under two roles: a copy of the template. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await administer(`CREATE DATABASE ${name} TEMPLATE ${templateName}`);
  const { url, ownerUrl } = await addresses();
  return {
    url: withDatabase(url, name),
    ownerUrl: withDatabase(ownerUrl, name),
    drop: () => administer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

async function administer(statement: string): Promise<void> {
  const { ownerUrl } = await addresses();
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
