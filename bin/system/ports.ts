import { once } from 'node:events';
import { createServer } from 'node:net';

/** Throws one sentence that names the port and the variable to change, when somebody else listens on it. */
export async function requireFreePort(port: number, variable: 'WEB_PORT' | 'API_PORT'): Promise<void> {
  for (const host of ['127.0.0.1', '::']) {
    const server = createServer();
    server.listen(port, host);
    try {
      await once(server, 'listening');
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EADDRINUSE')
        throw new Error(`Port ${port} is in use: stop what listens there, or choose another with ${variable}=<port>.`, {
          cause: error,
        });
      if (code === 'EACCES')
        throw new Error(
          `Port ${port} may not be used by this account: choose one above 1023 with ${variable}=<port>.`,
          { cause: error },
        );
      if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT') continue;
      throw error;
    }
    server.close();
    await once(server, 'close');
  }
}
