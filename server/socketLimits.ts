import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';

/**
 * What WebSockets may do whose owner has not said who they are. People of a lecture have sessions, and count for their
 * own account, so any number of them may sit behind one address.
 */
export const anonymousLimits = {
  /** Open at once from one IP address. Everybody is anonymous for the moment before the first message. */
  socketsPerAddress: 100,
  lifeMs: 60_000,
  operations: 20,
};
const socketsPerAccount = 50;

export interface SocketLimits {
  /** Whether one more may be opened from this address. */
  mayOpen(address: string): boolean;
  opened(socket: WebSocket, address: string): void;
  /** Its owner is known from now on. False when that account has too many. */
  identified(socket: WebSocket, accountId: string): boolean;
  /** An operation of somebody unknown. False when it is one too many. */
  mayAsk(socket: WebSocket): boolean;
}

export function limitSockets({ lifeMs = anonymousLimits.lifeMs } = {}): SocketLimits {
  const anonymous = counter();
  const accounts = counter();
  const states = new WeakMap<WebSocket, { identify(): void; operations: number }>();
  return {
    mayOpen: (address) => anonymous.of(address) < anonymousLimits.socketsPerAddress,
    opened(socket, address) {
      anonymous.add(address, 1);
      const timer = setTimeout(() => socket.close(4401, 'Sign in to stay connected.'), lifeMs);
      let isAnonymous = true;
      const leave = () => {
        if (!isAnonymous) return;
        isAnonymous = false;
        clearTimeout(timer);
        anonymous.add(address, -1);
      };
      states.set(socket, { identify: leave, operations: 0 });
      socket.once('close', leave);
    },
    identified(socket, accountId) {
      if (accounts.of(accountId) >= socketsPerAccount) return false;
      states.get(socket)?.identify();
      accounts.add(accountId, 1);
      socket.once('close', () => accounts.add(accountId, -1));
      return true;
    },
    mayAsk(socket) {
      const state = states.get(socket);
      if (!state) return true;
      state.operations += 1;
      return state.operations <= anonymousLimits.operations;
    },
  };
}

/** The client's address: what one of our sites says it is, else the one that the connection comes from. */
export function clientAddress(request: IncomingMessage, sites: readonly string[]): string {
  const peer = request.socket.remoteAddress ?? '';
  const isOurSite = /^(::1$|(::ffff:)?127\.)/.test(peer) || sites.includes(peer.replace('::ffff:', ''));
  const forwarded = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .at(-1)
    ?.trim();
  return (isOurSite && forwarded) || peer;
}

function counter() {
  const counts = new Map<string, number>();
  return {
    of: (key: string) => counts.get(key) ?? 0,
    add(key: string, change: number) {
      const count = (counts.get(key) ?? 0) + change;
      if (count === 0) counts.delete(key);
      else counts.set(key, count);
    },
  };
}
