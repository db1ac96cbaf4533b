import { setTimeout } from 'node:timers/promises';
import type { Database } from '#prisma/client';
import { isPassing } from '#prisma/persist';
import { readWantedWorkers, type Scale, type WaitingWork } from '#prisma/waitingWork';
import { type Damping, decideLook } from './decideLook.ts';
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
  damping: Damping;
}

/** What a look found and did, for the log. */
export interface Look extends WaitingWork {
  wanted: number;
  running: number;
  pending: number;
  submitted: string[];
  cancelled: string[];
}

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
  let surplus: number[] = [];
  while (!signal.aborted) {
    try {
      const look = await lookOnce(database, jobs, surplus);
      surplus = look.surplus;
      listener.onLook(look.did);
    } catch (error) {
      if (!(error instanceof SlurmRefused || isPassing(error))) throw error;
      listener.onTrouble(error as Error);
    }
    await setTimeout(jobs.everySeconds * 1000, undefined, { signal }).catch(() => {});
  }
}

/** @param before how many jobs too many the last looks found */
async function lookOnce(
  database: Database,
  jobs: WorkerJobs,
  before: readonly number[],
): Promise<{ did: Look; surplus: number[] }> {
  const work = await readWantedWorkers(database, jobs);
  const present = await listJobs(jobs.name);
  const { submit, cancel, surplus } = decideLook(work.wanted, present, before, jobs.damping);
  const submitted: string[] = [];
  while (submitted.length < submit) submitted.push(await submitJob(jobs.script, jobs.options));
  await cancelPending(cancel);
  const pending = present.filter(({ state }) => state === 'PENDING').length;
  return { did: { ...work, running: present.length - pending, pending, submitted, cancelled: cancel }, surplus };
}
