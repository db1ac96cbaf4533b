import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Registry } from 'prom-client';
import { answerMetrics } from '#machine/metrics';

/**
 * Answers GET /metrics on a port of its own: to this machine alone, and to the network where a token protects it.
 * Rejects when the port is taken.
 */
export async function serveMetrics(
  registry: Registry,
  { port, token }: { port: number; token: string | undefined },
): Promise<{ close(): Promise<void> }> {
  const server = createServer((request, response) => {
    if (request.url === '/metrics') void answerMetrics(registry, token, request, response);
    else response.writeHead(404).end();
  });
  server.listen(port, token === undefined ? '127.0.0.1' : undefined);
  await once(server, 'listening');
  return {
    async close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
