import type { JobWithMetadata } from 'pg-boss';
import type { Logger } from 'pino';
import { type RunJob, runsQueue } from '#contracts/jobs';
import type { RunProgressState } from '#contracts/progress';
import type { Database } from '#prisma/client';
import type { Queue } from '#prisma/queue';
import type { Order } from '../jobs/messages.ts';
import { admitRun } from './admitRun.ts';
import { carryOut } from './carryOut.ts';
import type { EnginesInTurn } from './enginesInTurn.ts';
import type { MemoryBudget } from './memoryBudget.ts';

export interface Consumer {
  database: Database;
  queue: Queue;
  workerId: string;
  engines: EnginesInTurn;
  /** Runs that are trained at once, at most. */
  concurrency: number;
  memory: MemoryBudget;
  order: Omit<Order, 'claim' | 'engine'>;
  log: Logger;
  /** Aborted when the worker stops: its runs are let go of and wait for another worker. */
  stopping: AbortSignal;
  onProgress(runId: string, state: RunProgressState | null): void;
}

/** Takes runs from the queue, begins those whose memory is free and carries them out, until the queue is stopped. */
export async function consumeRuns(consumer: Consumer): Promise<void> {
  await consumer.queue.work(
    runsQueue,
    // The heartbeat is also how a worker hears of a cancelled job, so it beats often.
    { localConcurrency: consumer.concurrency, pollingIntervalSeconds: 0.5, heartbeatRefreshSeconds: 2, includeMetadata: true },
    async ([job]: JobWithMetadata<RunJob>[]) => {
      const release = await admitRun(consumer, job!);
      if (!release) return;
      try {
        await carryOut(consumer, job!);
      } finally {
        release();
      }
    },
  );
}
