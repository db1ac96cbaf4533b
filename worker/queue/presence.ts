import { hostname } from 'node:os';
import type { RunEnvironment } from '#contracts/environment';
import type { Database } from '#prisma/client';
import type { EngineChoice } from '../engine/engine.ts';

/** How often a worker says that it is there. */
const sayEveryMs = 5000;

export interface Presence {
  id: string;
  /** Writes that the worker has stopped. */
  end(): Promise<void>;
}

/** Writes a worker's row and keeps its `lastSeenAt` fresh. `onError` hears when that fails; it is tried again. */
export async function announcePresence(
  database: Database,
  { engine, environment, concurrency }: { engine: EngineChoice; environment: RunEnvironment; concurrency: number },
  onError: (error: unknown) => void,
): Promise<Presence> {
  const { id } = await database.worker.create({
    data: { host: hostname(), engine: engine.name, engineReason: engine.reason, environment, concurrency },
  });
  const timer = setInterval(() => {
    database.worker.update({ where: { id }, data: { lastSeenAt: new Date() } }).catch(onError);
  }, sayEveryMs);
  return {
    id,
    async end() {
      clearInterval(timer);
      await database.worker.update({ where: { id }, data: { stoppedAt: new Date() } });
    },
  };
}
