import type { WorkerJob } from './slurm.ts';

/** How quickly the jobs follow what is wanted. */
export interface Damping {
  /** So many looks in a row must want fewer workers before a job that waits is taken back. */
  looksBeforeCancelling: number;
  /** Jobs that one look submits, so that a wrong figure does not fill the queue of a whole cluster. */
  mostPerLook: number;
}

export interface Decision {
  /** How many jobs to submit. */
  submit: number;
  /** The jobs to take back, in this order. */
  cancel: string[];
  /** How many jobs too many the last looks found, this one last: what the next look is told. */
  surplus: number[];
}

/**
 * What a look does, given how many workers are wanted and which jobs have not ended, oldest first. It asks nobody, so
 * that a simulation decides as the command does.
 */
export function decideLook(
  wanted: number,
  present: readonly WorkerJob[],
  before: readonly number[],
  { looksBeforeCancelling, mostPerLook }: Damping,
): Decision {
  const surplus = [...before, present.length - wanted].slice(-looksBeforeCancelling);
  const steady = surplus.length === looksBeforeCancelling ? Math.min(...surplus) : 0;
  const pending = present.filter(({ state }) => state === 'PENDING').map(({ id }) => id);
  return {
    submit: Math.max(0, Math.min(wanted - present.length, mostPerLook)),
    // The youngest first: the oldest is the next to begin.
    cancel: steady > 0 ? pending.slice(-steady).toReversed() : [],
    surplus,
  };
}
