import pg from 'pg';
import { connectionTo } from '#prisma/connection';

const retryMs = 250;

/**
 * Holds a worker's lock in a session of its own with PostgreSQL, which frees it the moment that the process is gone.
 * A session that is lost is opened again, and takes the lock again. Resolves when it is held first.
 */
export async function holdWorkerLock(
  databaseUrl: string,
  workerId: string,
  onError: (error: unknown) => void,
): Promise<{ release(): Promise<void> }> {
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let released = false;

  async function hold(): Promise<void> {
    const next = new pg.Client(connectionTo(databaseUrl));
    next.on('error', onError);
    try {
      await next.connect();
      // A worker that looks at the lock has it for a moment.
      await next.query("SELECT pg_advisory_lock(hashtextextended('downstream worker ' || $1, 0))", [workerId]);
    } catch (error) {
      await next.end().catch(() => {});
      throw error;
    }
    if (released) return next.end();
    client = next;
    next.once('end', again);
  }
  function again(): void {
    if (!released) timer = setTimeout(() => hold().catch(retry), retryMs);
  }
  function retry(error: unknown): void {
    onError(error);
    again();
  }

  await hold().catch(retry);
  return {
    async release() {
      released = true;
      clearTimeout(timer);
      await client?.end().catch(onError);
    },
  };
}
