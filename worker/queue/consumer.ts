import type { Logger } from 'pino';
import type { RunProgressState } from '#contracts/progress';
import type { Database } from '#prisma/client';
import type { Queue } from '#prisma/queue';
import type { Order } from '../child/messages.ts';
import type { EnginesInTurn } from './enginesInTurn.ts';
import type { MemoryBudget } from './memoryBudget.ts';

/** What a worker takes runs from the queue with. */
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
