import pg from 'pg';
import { migrate } from './migrate.ts';
import { installQueue, queueSchema } from './queue.ts';
import { makeWaitingWork } from './waitingWork.ts';

/** One database under two roles. They are the same where an operator has given one only. */
export interface DatabaseAddresses {
  /** For the programs: this role reads and writes rows, and changes no table. */
  url: string;
  /** For migrations, backups and restores: this role owns the tables. */
  ownerUrl: string;
}

/**
 * Brings a database up to date: its tables, its queue, and what the programs' role may do. Answers the names of the
 * migrations that were missing. Several processes may do this at once.
 */
export async function prepareDatabase(addresses: DatabaseAddresses): Promise<string[]> {
  const applied = await migrate(addresses.ownerUrl);
  await installQueue(addresses.ownerUrl);
  await withClient(addresses.ownerUrl, makeWaitingWork);
  await grantRows(addresses);
  return applied;
}

/** Lets the programs' role read and write rows, and takes from it what it had beyond that. */
async function grantRows({ url, ownerUrl }: DatabaseAddresses): Promise<void> {
  const role = await roleOf(url);
  if (role === (await roleOf(ownerUrl))) return;
  await withClient(ownerUrl, async (client) => {
    const grantee = client.escapeIdentifier(role);
    const schemas = `public, ${queueSchema}`;
    // Two processes that grant the same at once would disturb each other's rows of the catalogue.
    await client.query(`
      BEGIN;
      SELECT pg_advisory_xact_lock(hashtext('downstream grants'));
      REVOKE CREATE ON SCHEMA ${schemas} FROM PUBLIC, ${grantee};
      GRANT USAGE ON SCHEMA ${schemas} TO ${grantee};
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schemas} TO ${grantee};
      GRANT USAGE ON ALL SEQUENCES IN SCHEMA ${schemas} TO ${grantee};
      REVOKE INSERT, UPDATE, DELETE ON _prisma_migrations FROM ${grantee};
      COMMIT`);
  });
}

async function roleOf(url: string): Promise<string> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ role: string }>('SELECT current_user AS role');
    return rows[0]!.role;
  });
}

async function withClient<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
