import type { IncomingMessage } from 'node:http';
import { CloseCode, type Disposable, handleProtocols, makeServer, type ServerOptions } from 'graphql-ws';
import type { Logger } from 'pino';
import type { WebSocket, WebSocketServer } from 'ws';

/** What an operation knows of its connection. */
export interface SocketExtra {
  socket: WebSocket;
  request: IncomingMessage;
}

interface Choices {
  sockets: WebSocketServer;
  log: Logger;
  addressOf(request: IncomingMessage): string;
}

/** How often a client is asked whether it is still there, and how long it may take to answer. */
const pingEveryMs = 12_000;

/**
 * Serves graphql-transport-ws, as `graphql-ws/use/ws` does, but for what is said of broken connections: a line of the
 * log in place of a stack on standard error, and of each address one a second at most.
 */
export function serveProtocol(
  options: ServerOptions<Record<string, unknown>, SocketExtra>,
  { sockets, log, addressOf }: Choices,
): Disposable {
  const server = makeServer(options);
  const report = reportOnce(log);
  sockets.options.handleProtocols = handleProtocols;
  sockets.on('error', (err) => log.error({ err }, 'the WebSocket server failed'));
  sockets.on('connection', (socket, request) => {
    const address = addressOf(request);
    const fail = (error: unknown) => {
      report(address, error);
      socket.close(CloseCode.InternalServerError, 'Internal server error');
    };
    socket.on('error', fail);
    const stopPinging = keepAlive(socket);
    const closed = server.opened(
      {
        protocol: socket.protocol,
        send: (data) =>
          new Promise((resolve, reject) => {
            if (socket.readyState !== socket.OPEN) return resolve();
            socket.send(data, (error) => (error ? reject(error) : resolve()));
          }),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (take) => socket.on('message', (message) => void take(String(message)).catch(fail)),
      },
      { socket, request },
    );
    socket.once('close', (code, reason) => {
      stopPinging();
      void closed(code, String(reason));
    });
  });
  return {
    async dispose() {
      for (const socket of sockets.clients) socket.close(1001, 'Going away');
      sockets.removeAllListeners();
      await new Promise<void>((resolve, reject) => sockets.close((error) => (error ? reject(error) : resolve())));
    },
  };
}

/** Ends a connection whose client does not answer any more. */
function keepAlive(socket: WebSocket): () => void {
  let deadline: NodeJS.Timeout | undefined;
  const answered = () => {
    clearTimeout(deadline);
    deadline = undefined;
  };
  socket.on('pong', answered);
  const pinging = setInterval(() => {
    if (socket.readyState !== socket.OPEN) return;
    // The next ping may come before it: it counts from the first one without an answer.
    deadline ??= setTimeout(() => socket.terminate(), pingEveryMs);
    socket.ping();
  }, pingEveryMs);
  return () => {
    clearInterval(pinging);
    answered();
  };
}

const reportEveryMs = 1000;

/** Logs what broke connections: of each address once a second at most, with how often it was left out in between. */
function reportOnce(log: Logger): (address: string, error: unknown) => void {
  const told = new Map<string, { at: number; leftOut: number }>();
  return (address, error) => {
    const now = performance.now();
    const last = told.get(address);
    if (last && now - last.at < reportEveryMs) {
      last.leftOut += 1;
      return;
    }
    // Addresses come and go: nobody is remembered for longer than a second.
    for (const [each, { at }] of told) if (now - at >= reportEveryMs && each !== address) told.delete(each);
    told.set(address, { at: now, leftOut: 0 });
    const { code, message } = error as { code?: string; message?: string };
    log.warn({ address, code, reason: message, leftOut: last?.leftOut ?? 0 }, 'a WebSocket broke');
  };
}
