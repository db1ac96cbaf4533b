import type { WebSocket } from 'ws';
import type { Database } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import type { Viewer } from './graphql/context.ts';

/** How long a subscription may go on after its session was ended, by whichever server or way. */
export const endedSessionsEveryMs = 2_000;

export interface SocketSessions {
  /** The socket's operations are this account's from now on. `isValid` asks again whether its API key still is. */
  belongs(socket: WebSocket, viewer: Viewer, isValid: () => Promise<boolean>): void;
  /** Closes the sockets whose session or API key is no more. */
  closeEnded(): Promise<void>;
}

/**
 * Ties open WebSockets to the sessions that opened them. A lecture has thousands, so one query asks for all sessions;
 * API keys are few, and each is asked for by itself.
 */
export function tieSockets(database: Database): SocketSessions {
  const ties = new Map<WebSocket, { sessionId: string | null; isValid: () => Promise<boolean> }>();
  return {
    belongs(socket, { sessionId }, isValid) {
      if (!ties.has(socket)) socket.once('close', () => ties.delete(socket));
      ties.set(socket, { sessionId, isValid });
    },
    async closeEnded() {
      const asked = [...ties];
      const ids = [...new Set(asked.flatMap(([, { sessionId }]) => sessionId ?? []))];
      const rows =
        ids.length === 0
          ? []
          : await database.session.findMany({
              where: { id: { in: ids }, expiresAt: { gt: databaseNow() } },
              select: { id: true },
            });
      const valid = new Set(rows.map(({ id }) => id));
      for (const [socket, { sessionId, isValid }] of asked)
        if (!(sessionId === null ? await isValid() : valid.has(sessionId)))
          socket.close(4401, 'Your session or API key has ended: sign in again.');
    },
  };
}
