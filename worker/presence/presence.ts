import { hostname } from 'node:os';
import type { NetworkWeights } from '#contracts/networkWeights';
import type { EngineChoice } from '#learning';
import type { Database } from '#prisma/client';
import { databaseNow } from '#prisma/clock';

/** How often a worker updates its `lastSeenAt`, and how old that may be while the worker counts as present. */
const updateEveryMs = 5000;
const presentForMs = 15_000;

/** A worker's row in the database. */
export interface Presence {
  id: string;
  /** Records the engine that the worker uses from now on. */
  changeEngine(engine: EngineChoice): Promise<void>;
  /** Records which weights the worker neither has nor could fetch. */
  sayMissingWeights(missing: NetworkWeights[]): Promise<void>;
  /** Records that the worker has stopped. */
  end(): Promise<void>;
}

export interface Capacity {
  /** The most runs at once. */
  concurrency: number;
  /** Bytes of memory for all of them together. */
  memory: number;
}

/**
 * Creates a worker's row and keeps its `lastSeenAt` up to date. `onError` is called when an update fails; the next one
 * follows as usual.
 */
export async function announcePresence(
  database: Database,
  engine: EngineChoice,
  { concurrency, memory }: Capacity,
  onError: (error: unknown) => void,
): Promise<Presence> {
  const { id } = await database.worker.create({
    data: { host: hostname(), ...engineColumns(engine), concurrency, memoryMb: Math.floor(memory / 1e6) },
  });
  let updating: Promise<unknown> | undefined;
  const timer = setInterval(() => {
    // While the database is away, an update lasts until it is back. Others may have taken the worker for gone.
    updating ??= database.worker
      .update({ where: { id }, data: { lastSeenAt: databaseNow(), stoppedAt: null } })
      .catch(onError)
      .finally(() => {
        updating = undefined;
      });
  }, updateEveryMs);
  return {
    id,
    async changeEngine(next) {
      await database.worker.update({ where: { id }, data: engineColumns(next) });
    },
    async sayMissingWeights(missingWeights) {
      await database.worker.update({ where: { id }, data: { missingWeights } });
    },
    async end() {
      clearInterval(timer);
      await updating;
      await database.worker.update({ where: { id }, data: { stoppedAt: databaseNow() } });
    },
  };
}

/** A Prisma filter for the workers that are present now. */
export function isPresent() {
  return { stoppedAt: null, lastSeenAt: { gt: new Date(databaseNow().getTime() - presentForMs) } };
}

function engineColumns({ name, reason, provenance }: EngineChoice) {
  return { engine: name, engineReason: reason, environment: provenance };
}
