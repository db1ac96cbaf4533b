import { EventEmitter, once } from 'node:events';
import type { Socket } from 'node:net';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { serveProtocol } from '../../server/socketProtocol.ts';
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

test('a connection ends whose client does not answer any more, and no other', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] });
  try {
    const sockets = Object.assign(new EventEmitter(), { options: {}, clients: new Set<WebSocket>() });
    serveProtocol({}, { sockets: sockets as never, log: pino({ level: 'silent' }), addressOf: () => '192.0.2.3' });
    const [silent, lively] = ['silent', 'lively'].map((name) => {
      const socket = Object.assign(new EventEmitter(), {
        protocol: 'graphql-transport-ws',
        readyState: WebSocket.OPEN,
        OPEN: WebSocket.OPEN,
        ping: () => void (name === 'lively' && socket.emit('pong')),
        close: vi.fn(),
        terminate: vi.fn(),
      });
      sockets.emit('connection', socket, {});
      return socket;
    });
    vi.advanceTimersByTime(20_000);
    expect(silent!.terminate).not.toHaveBeenCalled();
    vi.advanceTimersByTime(10_000);
    expect(silent!.terminate).toHaveBeenCalled();
    expect(lively!.terminate).not.toHaveBeenCalled();
    for (const socket of [silent!, lively!]) socket.emit('close', 1000, '');
  } finally {
    vi.useRealTimers();
  }
});
