import type { IncomingMessage, Server } from 'node:http';
import { trustedProxyHops } from './environment.ts';

/**
 * Next.js calls this once, before the first request. From then on x-forwarded-for holds the address that a request
 * really came from, and not what its sender wrote there: the API, to which proxy.ts forwards it, counts attempts to
 * sign in and connections by it.
 */
export async function register(): Promise<void> {
  // Next.js also compiles this file for a runtime without Node's modules. It leaves out a block with this condition.
  // biome-ignore lint/style/noProcessEnv: no variable of a user; Next.js replaces it by a constant.
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { subscribe } = await import('node:diagnostics_channel');
    const known = new WeakSet<Server>();
    subscribe('http.server.request.start', (message) => {
      const { request, server } = message as { request: IncomingMessage; server: Server };
      writeAddress(request);
      if (known.has(server)) return;
      known.add(server);
      // Node does not announce the upgrade to a WebSocket as a request.
      server.prependListener('upgrade', writeAddress);
    });
  }
}

function writeAddress({ headers, socket }: IncomingMessage): void {
  headers['x-forwarded-for'] = clientAddress(headers['x-forwarded-for'], socket.remoteAddress, trustedProxyHops());
}

/**
 * Each proxy appends the address of its client, so with n proxies the client's is the nth from the right; what stands
 * further to the left is the client's own invention. With fewer addresses than proxies the leftmost is the nearest.
 */
export function clientAddress(claimed: string | string[] | undefined, peer: string | undefined, hops: number) {
  const addresses = [...String(claimed ?? '').split(','), peer ?? ''].map((text) => text.trim()).filter(Boolean);
  return addresses.at(-1 - Math.min(hops, addresses.length - 1));
}
