import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createClient } from 'graphql-ws';
import { expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { reconnecting } from '../../web/graphql/reconnecting.ts';

test('a connection that answers no ping is given up, and another one is opened', async () => {
  // It takes every client in and then says nothing, as a server that has vanished.
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: () => 'graphql-transport-ws' });
  await once(server, 'listening');
  let connections = 0;
  server.on('connection', (socket) => {
    connections++;
    socket.once('message', () => socket.send(JSON.stringify({ type: 'connection_ack' })));
  });
  const client = createClient({
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    webSocketImpl: WebSocket,
    ...reconnecting(() => client.terminate()),
  });
  const end = client.subscribe({ query: '{ a }' }, { next() {}, error() {}, complete() {} });
  await expect.poll(() => connections, { timeout: 90_000, interval: 200 }).toBeGreaterThan(1);
  end();
  await client.dispose();
  for (const socket of server.clients) socket.terminate();
  server.close();
}, 120_000);
