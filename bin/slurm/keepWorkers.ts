import { setTimeout } from 'node:timers/promises';
import type { Database } from '#prisma/client';
import { isPassing } from '#prisma/persist';
import { readWantedWorkers, type Scale, type WaitingWork } from '#prisma/waitingWork';
import { cancelPending, listJobs, SlurmRefused, submitJob } from './slurm.ts';

export interface WorkerJobs extends Scale {
  /** By this name the jobs are found again, also after a restart. */
  name: string;
  /** What `sbatch` is told of each job: partition, account, memory, a card. */
  options: readonly string[];
  /** The batch script. */
  script: string;
  /** Seconds from one look to the next. */
  everySeconds: number;
}

/** What a look found and did, for the log. */
export interface Look extends WaitingWork {
  wanted: number;
  running: number;
  pending: number;
  submitted: string[];
  cancelled: string[];
}

/** So many looks in a row must want fewer workers before a job that waits is taken back. */
const looksBeforeCancelling = 4;

/** Jobs that one look submits, so that a wrong figure does not fill the queue of a whole cluster. */
const mostPerLook = 10;

/**
 * Keeps as many worker jobs in Slurm's queue as the work needs, until `signal` is aborted. Workers end by themselves
 * when they have been idle for a while, so running jobs are never cancelled: a job that waits for a node is, when it is
 * no longer needed. What Slurm or the database refuses is told to `onTrouble`, and tried again at the next look.
 */
export async function keepWorkers(
  database: Database,
  jobs: WorkerJobs,
  listener: { onLook(look: Look): void; onTrouble(error: Error): void },
  signal: AbortSignal,
): Promise<void> {
  const surplus: number[] = [];
  while (!signal.aborted) {
    try {
      listener.onLook(await lookOnce(database, jobs, surplus));
    } catch (error) {
      if (!(error instanceof SlurmRefused || isPassing(error))) throw error;
      listener.onTrouble(error as Error);
    }
    await setTimeout(jobs.everySeconds * 1000, undefined, { signal }).catch(() => {});
  }
}

/** @param surplus how many jobs too many the last looks found; this one is added */
async function lookOnce(database: Database, jobs: WorkerJobs, surplus: number[]): Promise<Look> {
  const work = await readWantedWorkers(database, jobs);
  const present = await listJobs(jobs.name);
  const pending = present.filter(({ state }) => state === 'PENDING');
  const look: Look = {
    ...work,
    running: present.length - pending.length,
    pending: pending.length,
    submitted: [],
    cancelled: [],
  };
  const missing = Math.min(work.wanted - present.length, mostPerLook);
  for (let job = 0; job < missing; job++) look.submitted.push(await submitJob(jobs.script, jobs.options));
  surplus.push(present.length - work.wanted);
  if (surplus.length > looksBeforeCancelling) surplus.shift();
  const steady = surplus.length === looksBeforeCancelling ? Math.min(...surplus) : 0;
  if (steady > 0) {
    // The youngest first: the oldest is the next to begin.
    look.cancelled = pending
      .map(({ id }) => id)
      .slice(-steady)
      .toReversed();
    await cancelPending(look.cancelled);
  }
  return look;
}
