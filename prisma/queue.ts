import { fromPrisma, PgBoss } from 'pg-boss';
import { lostRunsQueue, queueOptions, type RunJob, runJobSchema, runsQueue } from '#contracts/jobs';
import type { Transaction } from './client.ts';

export type Queue = PgBoss;

export interface QueueChoices {
  /** Also look after other processes' jobs: hand on the jobs of workers that stopped answering. Workers do. */
  supervise?: boolean;
  /** Connections to the database, at most. */
  poolSize?: number;
  /** pg-boss works on in the background; what goes wrong there comes here. */
  onError: (error: Error) => void;
}

/**
 * Opens the job queue that lies in the same database, creating what is not there yet; `stop()` it when done. Any
 * process may be the first.
 */
export async function openQueue(databaseUrl: string, choices: QueueChoices): Promise<Queue> {
  const supervise = choices.supervise ?? false;
  const boss = new PgBoss({
    connectionString: databaseUrl,
    max: choices.poolSize ?? 4,
    supervise,
    schedule: false,
    // With the defaults a lost worker's job waits up to a minute for its next one.
    ...(supervise && { monitorIntervalSeconds: 2, superviseIntervalSeconds: 2 }),
  });
  boss.on('error', choices.onError);
  await boss.start();
  await boss.createQueue(lostRunsQueue);
  await boss.createQueue(runsQueue, queueOptions);
  return boss;
}

export interface RunDelivery {
  /** Higher ones go first, equal ones in order. */
  priority: number;
  /** Seconds until a worker may fetch it; 0 when it is not said. */
  startAfter?: number;
  /** How many workers more may be lost with it; the queue's own number when it is not said. */
  retryLimit?: number;
}

/** Enqueues a run inside the transaction that writes its row; answers the job's id. */
export async function sendRun(boss: Queue, transaction: Transaction, job: RunJob & RunDelivery): Promise<string> {
  const { runId, ...delivery } = job;
  const id = await boss.send(runsQueue, runJobSchema.parse({ runId }), { ...delivery, db: fromPrisma(transaction) });
  if (id === null) throw new Error(`expected the queue to take the run ${job.runId}, but it created no job`);
  return id;
}

/**
 * Takes a run's job out of the queue inside the transaction that cancels the run. A worker that has it is told within
 * seconds.
 */
export async function cancelJob(boss: Queue, transaction: Transaction, jobId: string): Promise<void> {
  await boss.cancel(runsQueue, jobId, { db: fromPrisma(transaction) });
}
