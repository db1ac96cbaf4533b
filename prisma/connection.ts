import type pg from 'pg';

/** Seconds until a session is asked whether its other end is there, between questions, and how many may fail. */
const [idle, interval, count] = [10, 5, 3];
/** How long the server waits for what it sent to be received. */
const unreceivedMs = 30_000;
/** How long a transaction may stand still. One that waits longer for files says so itself. */
const standingMs = 120_000;

/**
 * How programs connect to PostgreSQL. A machine that loses its power or its network ends no connection, and both
 * sides would believe in it for two hours: the server would keep the locks of a transaction for a program that is gone,
 * and a program that only listens would hear nothing more. With these settings each side finds out within half a
 * minute.
 */
export function connectionTo(databaseUrl: string) {
  const settings = {
    tcp_keepalives_idle: idle,
    tcp_keepalives_interval: interval,
    tcp_keepalives_count: count,
    tcp_user_timeout: unreceivedMs,
    idle_in_transaction_session_timeout: standingMs,
  };
  return {
    connectionString: databaseUrl,
    options: Object.entries(settings)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' '),
    // Node asks ten times more, a second apart.
    keepAlive: true,
    keepAliveInitialDelayMillis: idle * 1000,
    connectionTimeoutMillis: 15_000,
  } satisfies pg.ClientConfig;
}
