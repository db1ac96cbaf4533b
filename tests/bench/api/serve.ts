import { pino } from 'pino';
import { type ServerOptions, startServer } from '../../../server/server.ts';

/** What a process that serves the API answers once it does. */
export interface Served {
  url: string;
}

/** Serves the API in a process of its own, so that who asks takes none of its time. It exits with its parent. */
process.once('disconnect', () => process.exit());
process.once('message', async (options) => {
  const { url } = await startServer({ ...(options as ServerOptions), log: pino({ level: 'error' }) });
  process.send!({ url } satisfies Served);
});
