import pg from 'pg';
import type { Logger } from 'pino';
import { type ProgressNotice, progressChannel, progressNoticeSchema } from '#prisma/announce';
import { connectionTo } from '#prisma/connection';

type ProgressListener = (notice: ProgressNotice) => void;

/** The notices of all runs, from all processes. */
export interface ProgressFeed {
  /** Calls the listener at every notice of a run. Returns a function that ends this. */
  listen(runId: string, listener: ProgressListener): () => void;
  stop(): Promise<void>;
}

const longestPause = 5000;

/** Listens to PostgreSQL on one connection, and connects again when it is lost. Resolves when it listens. */
export async function openProgressFeed(databaseUrl: string, log: Logger): Promise<ProgressFeed> {
  const listeners = new Map<string, Set<ProgressListener>>();
  let client: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;
  let stopped = false;

  const tell = (notice: ProgressNotice) => {
    for (const listener of listeners.get(notice.runId) ?? []) listener(notice);
  };

  const connect = async (): Promise<void> => {
    const next = new pg.Client(connectionTo(databaseUrl));
    next.on('notification', ({ payload }) => {
      const notice = progressNoticeSchema.safeParse(parseJson(payload));
      if (notice.success) tell(notice.data);
      else log.warn({ payload }, 'expected a notice of a run');
    });
    next.on('error', (error) => log.warn({ err: error }, 'the connection that listens for progress failed'));
    await next.connect();
    await next.query(`LISTEN ${progressChannel}`);
    next.once('end', () => reconnect(100));
    client = next;
  };

  const reconnect = (pause: number) => {
    if (stopped) return;
    retry = setTimeout(async () => {
      try {
        await connect();
        // Notices may have been missed in the meantime: every listener reads its run again.
        for (const runId of listeners.keys()) tell({ runId });
      } catch (error) {
        log.warn({ err: error }, 'cannot listen for progress');
        reconnect(Math.min(pause * 2, longestPause));
      }
    }, pause);
  };

  await connect();
  return {
    listen(runId, listener) {
      const group = listeners.get(runId) ?? new Set();
      listeners.set(runId, group.add(listener));
      return () => {
        group.delete(listener);
        if (group.size === 0) listeners.delete(runId);
      };
    },
    async stop() {
      stopped = true;
      clearTimeout(retry);
      await client?.end();
    },
  };
}

function parseJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
