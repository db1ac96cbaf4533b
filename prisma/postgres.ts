import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

export interface EmbeddedPostgres {
  /** Connects as the superuser to the database `downstream`. */
  url: string;
  /** Ends all sessions, writes what is pending, and waits until the server is gone. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Where the cluster lives; made when it is not there. */
  directory: string;
  /** A free one is taken when this is absent. */
  port?: number;
  /** false for throw-away clusters: several times faster, and lost when the machine loses power. */
  durable?: boolean;
}

/** What the host process answers, once. */
export type HostAnswer = { ready: { url: string } } | { failed: string };

/**
 * Starts the PostgreSQL that npm installed. It listens on the loopback interface only. A process of its own hosts it,
 * which a Ctrl-C in the terminal does not reach and which stops the server when this process ends, however it ends.
 */
export async function startPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const port = options.port ?? (await freePort());
  const host = fork(
    fileURLToPath(new URL('postgresHost.ts', import.meta.url)),
    [JSON.stringify({ durable: true, ...options, port })],
    {
      detached: true,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      execArgv: [],
    },
  );
  const answer = await new Promise<HostAnswer>((resolve) => {
    host.once('message', (message) => resolve(message as HostAnswer));
    host.once('exit', (code, signal) => resolve({ failed: `its host process ended with ${signal ?? code}` }));
    host.once('error', (error) => resolve({ failed: error.message }));
  });
  if ('failed' in answer)
    throw new Error(`The embedded PostgreSQL did not start in ${options.directory}: ${answer.failed}`);
  return {
    url: answer.ready.url,
    async stop() {
      if (host.exitCode !== null || host.signalCode !== null) return;
      const gone = once(host, 'exit');
      host.disconnect();
      await gone;
    },
  };
}

/** A TCP port on the loopback interface that nobody uses just now. */
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
