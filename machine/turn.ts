import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a process of this machine has to itself until it lets go, or ends in whatever way. */
export interface Turn {
  release(): Promise<void>;
}

/**
 * The turn for `name`, or null where another process of this machine has it. It is a local socket that listens under
 * that name: the system closes it with its process, so that no turn outlives one, however that ended.
 */
export async function takeTurn(name: string): Promise<Turn | null> {
  const address = addressOf(name);
  for (;;) {
    const server = createServer((waiting) => waiting.on('error', () => {}).resume());
    const error = await listen(server, address);
    if (!error) {
      const waiting = new Set<{ destroy(): void }>();
      server.on('connection', (socket) => waiting.add(socket.once('close', () => waiting.delete(socket))));
      server.unref();
      return {
        async release() {
          server.close();
          for (const socket of waiting) socket.destroy();
        },
      };
    }
    if (error.code !== 'EADDRINUSE') throw error;
    // Where sockets are files, that of a process which was killed stays behind.
    if (!isFile || (await isAlive(address))) return null;
    await rm(address, { force: true });
  }
}

/** Waits until whoever has the turn for `name` lets go of it, or until the time is over. */
export async function awaitTurn(name: string, timeoutMs: number): Promise<void> {
  const socket = connect(addressOf(name));
  const timer = setTimeout(() => socket.destroy(), timeoutMs);
  try {
    socket.on('error', () => {}).resume();
    await new Promise((resolve) => socket.once('close', resolve));
  } finally {
    clearTimeout(timer);
    socket.destroy();
  }
}

/** How long one that waits goes without trying itself: whoever lets go of a turn tells those who wait only then. */
const tryEveryMs = 10_000;

/** The turn for `name`, when it has come. */
export async function waitForTurn(name: string): Promise<Turn> {
  for (;;) {
    const turn = await takeTurn(name);
    if (turn) return turn;
    await awaitTurn(name, tryEveryMs);
  }
}

const isFile = process.platform !== 'linux' && process.platform !== 'win32';

/** Linux has names for sockets that are no files, and so has Windows. */
function addressOf(name: string): string {
  const short = `downstream-${createHash('sha256').update(name).digest('hex').slice(0, 40)}`;
  if (process.platform === 'linux') return `\0${short}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${short}` : join(tmpdir(), short);
}

function listen(server: Server, address: string): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    server.once('error', resolve);
    server.listen(address, () => resolve(null));
  });
}

async function isAlive(address: string): Promise<boolean> {
  const socket = connect(address);
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
