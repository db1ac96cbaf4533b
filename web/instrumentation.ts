import type { IncomingMessage } from 'node:http';

/**
 * Next.js calls this once, before the first request. From then on x-forwarded-for holds the address that a request
 * really came from, and not what its sender wrote there: the API, to which proxy.ts forwards it, counts attempts to
 * sign in by it.
 */
export async function register(): Promise<void> {
  // Next.js also compiles this file for a runtime without Node's modules. It leaves out a block with this condition.
  // biome-ignore lint/style/noProcessEnv: no variable of a user; Next.js replaces it by a constant.
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { subscribe } = await import('node:diagnostics_channel');
    subscribe('http.server.request.start', (message) => {
      const { request } = message as { request: IncomingMessage };
      request.headers['x-forwarded-for'] = request.socket.remoteAddress;
    });
  }
}
