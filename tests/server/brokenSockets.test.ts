import { once } from 'node:events';
import type { Socket } from 'node:net';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { startTestServer, type TestServer } from '../setup/server.ts';

interface Line {
  msg: string;
  address: string;
  reason: string;
  leftOut: number;
  err?: unknown;
}

const lines: Line[] = [];
let server: TestServer;
beforeAll(async () => {
  const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  server = await startTestServer({ log });
});
afterAll(() => server.stop());

/** Opens a connection and sends what no WebSocket sends. */
async function sendBrokenFrame(address: string): Promise<void> {
  const url = `${server.url.replace(/^http/, 'ws')}/graphql`;
  const socket = new WebSocket(url, 'graphql-transport-ws', { headers: { 'x-forwarded-for': address } });
  socket.on('error', () => {});
  await once(socket, 'open');
  (socket as unknown as { _socket: Socket })._socket.write(Buffer.from([0xff, 0xff, 0xff, 0xff]));
  await once(socket, 'close');
}

test('a broken frame is one line of the log, and of each address one a second at most', async () => {
  const said = vi.spyOn(console, 'error');
  await Promise.all(Array.from({ length: 20 }, () => sendBrokenFrame('192.0.2.1')));
  await sendBrokenFrame('192.0.2.2');
  const broken = () => lines.filter(({ msg }) => msg === 'a WebSocket broke');
  expect(broken().filter(({ address }) => address === '192.0.2.2')).toHaveLength(1);
  const first = broken().filter(({ address }) => address === '192.0.2.1');
  // Twenty may take longer than a second.
  expect(first.length).toBeLessThan(10);
  expect(first[0]).toMatchObject({ reason: expect.stringContaining('Invalid WebSocket frame'), leftOut: 0 });
  expect(first[0]?.err).toBeUndefined();

  await new Promise((resolve) => setTimeout(resolve, 1000));
  await sendBrokenFrame('192.0.2.1');
  const all = broken().filter(({ address }) => address === '192.0.2.1');
  expect(all.reduce((sum, { leftOut }) => sum + leftOut, all.length)).toBe(21);
  expect(said).not.toHaveBeenCalled();
});
