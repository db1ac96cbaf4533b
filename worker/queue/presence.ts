import { hostname } from 'node:os';
import type { EngineChoice } from '#learning';
import type { Database } from '#prisma/client';

/** How often a worker says that it is there, and for how long it is believed. */
const sayEveryMs = 5000;
const believedMs = 15_000;

export interface Presence {
  id: string;
  /** Writes which engine the worker goes on with. */
  changeEngine(engine: EngineChoice): Promise<void>;
  /** Writes that the worker has stopped. */
  end(): Promise<void>;
}

export interface Capacity {
  /** Runs at once, at most. */
  concurrency: number;
  /** Bytes that they may take together. */
  memory: number;
}

/** Writes a worker's row and keeps its `lastSeenAt` fresh. `onError` hears when that fails; it is tried again. */
export async function announcePresence(
  database: Database,
  engine: EngineChoice,
  { concurrency, memory }: Capacity,
  onError: (error: unknown) => void,
): Promise<Presence> {
  const { id } = await database.worker.create({
    data: { host: hostname(), ...engineColumns(engine), concurrency, memoryMb: Math.floor(memory / 1e6) },
  });
  const timer = setInterval(() => {
    database.worker.update({ where: { id }, data: { lastSeenAt: new Date() } }).catch(onError);
  }, sayEveryMs);
  return {
    id,
    async changeEngine(next) {
      await database.worker.update({ where: { id }, data: engineColumns(next) });
    },
    async end() {
      clearInterval(timer);
      await database.worker.update({ where: { id }, data: { stoppedAt: new Date() } });
    },
  };
}

/** What the row of a worker that is there just now looks like. */
export function isPresent() {
  return { stoppedAt: null, lastSeenAt: { gt: new Date(Date.now() - believedMs) } };
}

function engineColumns({ name, reason, provenance }: EngineChoice) {
  return { engine: name, engineReason: reason, environment: provenance };
}
