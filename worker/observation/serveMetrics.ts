import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Registry } from 'prom-client';
import { answerMetrics } from '#machine/metrics';

/**
 * Answers on a port of its own: GET /metrics to this machine alone, and to the network where a token protects it; GET
 * /health/live to everybody, as long as this process answers. Rejects when the port is taken.
 */
export async function serveMetrics(
  registry: Registry,
  { port, token }: { port: number; token: string | undefined },
): Promise<{ close(): Promise<void> }> {
  const server = createServer((request, response) => {
    if (request.url === '/metrics') void answerMetrics(registry, token, request, response);
    else if (request.url === '/health/live')
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"live"}');
    else response.writeHead(404).end();
  });
  server.listen(port);
  await once(server, 'listening');
  return {
    async close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
