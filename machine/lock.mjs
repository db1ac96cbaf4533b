// @ts-check
// Plain JavaScript, because the bootstrap needs it too: that runs on Node 18, before any package is installed.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, rm, rmdir, stat } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * What one process of this machine holds and all others wait for. The system releases it when its process ends, in
 * any way.
 * @typedef {{ release(): Promise<void> }} Lock
 */

/**
 * Takes the lock `name`; null where it is held, by another process of this machine or by this one. It is a local
 * socket that listens under that name: the system closes it with its process, so that no lock outlives one.
 * @param {string} name
 * @returns {Promise<Lock | null>}
 */
export async function tryLock(name) {
  const address = addressOf(name);
  for (;;) {
    /** @type {Set<import('node:net').Socket>} */
    const waiting = new Set();
    const server = createServer((socket) => {
      waiting.add(socket);
      socket
        .on('error', () => {})
        .once('close', () => waiting.delete(socket))
        .resume();
    });
    const error = await listen(server, address);
    if (!error) {
      server.unref();
      return {
        async release() {
          server.close();
          for (const socket of waiting) socket.destroy();
        },
      };
    }
    if (error.code !== 'EADDRINUSE') throw error;
    if (!isFile || !(await removeIfDead(address))) return null;
  }
}

/**
 * Waits until the lock `name` is released, or until the time is over.
 * @param {string} name
 * @param {number} timeoutMs
 * @param {AbortSignal} [signal] ends the waiting at once
 */
export async function untilReleased(name, timeoutMs, signal) {
  if (signal?.aborted) return;
  const socket = connect(addressOf(name));
  const end = () => void socket.destroy();
  const timer = setTimeout(end, timeoutMs);
  signal?.addEventListener('abort', end);
  try {
    socket.on('error', () => {}).resume();
    await new Promise((resolve) => socket.once('close', resolve));
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', end);
  }
}

/**
 * Takes the lock `name` as soon as it is free.
 * @param {string} name
 * @param {object} [options]
 * @param {() => unknown} [options.onWait] called before each wait, as long as another holds the lock
 * @param {number} [options.everyMs] longest wait until it tries again
 * @param {AbortSignal | undefined} [options.signal] throws its reason when it is aborted
 * @returns {Promise<Lock>}
 */
export async function waitForLock(name, { onWait, everyMs = 10_000, signal } = {}) {
  for (;;) {
    signal?.throwIfAborted();
    const lock = await tryLock(name);
    if (lock) return lock;
    await onWait?.();
    await untilReleased(name, everyMs, signal);
  }
}

/** libuv, which Node is built on, knows Linux's sockets without a file since 1.46 (Node 20). */
const hasAbstractSockets = process.platform === 'linux' && Number(process.versions.uv.split('.')[1]) >= 46;

/** Whether the socket is a file: it then stays behind where its process is killed. */
const isFile = !hasAbstractSockets && process.platform !== 'win32';

/** @param {string} name */
function addressOf(name) {
  // A path of a socket has at most 104 bytes on macOS, and its temporary directory takes half of them.
  const short = `downstream-${createHash('sha256').update(name).digest('hex').slice(0, 32)}`;
  if (hasAbstractSockets) return `\0${short}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${short}` : join(tmpdir(), short);
}

/**
 * @param {import('node:net').Server} server
 * @param {string} address
 * @returns {Promise<NodeJS.ErrnoException | null>}
 */
function listen(server, address) {
  return new Promise((resolve) => {
    server.once('error', resolve);
    server.listen(address, () => resolve(null));
  });
}

/** How long a process may take to remove a file; one that takes longer was killed. */
const turnMs = 5_000;

/**
 * Removes the file of a socket whose process is gone. False where somebody listens there. One process at a time looks
 * and removes: of two, the second would remove the file on which a third listens by then.
 * @param {string} address
 */
async function removeIfDead(address) {
  if ((await stateOf(address)) === 'alive') return false;
  const turn = `${address}.turn`;
  try {
    await mkdir(turn);
  } catch {
    const { mtimeMs } = await stat(turn).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > turnMs) await rm(turn, { recursive: true, force: true });
    await sleep(20);
    return true;
  }
  try {
    // A process that has just made its file does not listen yet.
    if ((await stateOf(address)) === 'dead' && (await sleep(30, true)) && (await stateOf(address)) === 'dead')
      await rm(address, { force: true });
    return true;
  } finally {
    await rmdir(turn).catch(() => {});
  }
}

/**
 * Whether somebody listens at an address, its file is left of somebody who did, or there is none.
 * @param {string} address
 * @returns {Promise<'alive' | 'dead' | 'free'>}
 */
async function stateOf(address) {
  const socket = connect(address);
  try {
    await once(socket, 'connect');
    return 'alive';
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT' ? 'free' : 'dead';
  } finally {
    socket.destroy();
  }
}
