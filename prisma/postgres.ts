import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { DatabaseAddresses } from './prepareDatabase.ts';

export interface EmbeddedPostgres extends DatabaseAddresses {
  /** Resolves when the server or its host process has ended, by `stop` or by itself. */
  ended: Promise<void>;
  /** Ends all sessions, writes what is pending, and waits until the server is gone. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Holds the cluster, which is made when there is none. */
  directory: string;
  /** Absent: a free one. */
  port?: number;
  /** false for throw-away clusters: several times faster, but a power failure may damage them. */
  durable?: boolean;
  /** Ends a server that still runs in this directory on the same port: its host process was killed. */
  replaces?: boolean;
}

/** What the host process answers, once. */
export type HostAnswer = { ready: DatabaseAddresses } | { failed: string };

/**
 * Starts the PostgreSQL that npm installed. It listens on the loopback interface only. A process of its own hosts it: a
 * Ctrl-C in the terminal does not reach that process, and it stops the server when this process ends, even if killed.
 */
export async function startPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const port = options.port ?? (await freePort());
  const host = fork(
    fileURLToPath(new URL('postgresHost.ts', import.meta.url)),
    [JSON.stringify({ durable: true, replaces: false, ...options, port })],
    {
      detached: true,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      execArgv: [],
    },
  );
  const ended = new Promise<void>((resolve) => host.once('exit', () => resolve()));
  const answer = await new Promise<HostAnswer>((resolve) => {
    host.once('message', (message) => resolve(message as HostAnswer));
    host.once('exit', (code, signal) => resolve({ failed: `its host process ended with ${signal ?? code}` }));
    host.once('error', (error) => resolve({ failed: error.message }));
  });
  if ('failed' in answer)
    throw new Error(`The embedded PostgreSQL did not start in ${options.directory}: ${answer.failed}`);
  return {
    ...answer.ready,
    ended,
    async stop() {
      if (host.exitCode !== null || host.signalCode !== null) return;
      const gone = once(host, 'exit');
      host.disconnect();
      await gone;
    },
  };
}

/** A TCP port on the loopback interface that is free at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('expected a TCP address');
  return address.port;
}
