import type { Damping } from '../../bin/slurm/decideLook.ts';
import { slurmDefaults } from '../../bin/slurm/defaults.ts';
import type { Draws } from './draws.ts';

/** What a scheduler is told. */
export interface Setting {
  ceiling: number;
  drainSeconds: number;
  untilIdleSeconds: number;
  /** Seconds from one look to the next. */
  everySeconds: number;
  /** Slurm only. */
  damping: Damping;
}

/** How a cluster behaves; seconds. */
export interface Cluster {
  kind: 'slurm' | 'keda';
  /** From the submission of a job to its beginning on a node. */
  nodeComes(draws: Draws, now: number): number;
  /** From the beginning of a job until its worker takes a run. */
  workerStarts: number;
  meanNodeLifeSeconds: number;
  /** Until another worker may take the runs of a lost one. */
  handOver: number;
  /** Until the scheduler knows that a node is lost; the job counts as running. */
  noticesLostNode: number;
  /** At most so much training is lost with a node. */
  checkpointEvery: number;
}

/** How long a job waits in the mean that finds no free node. Assumed. */
const meanWaitForNode = 600;

const common = {
  // `node tests/simulation/startUp.ts` says 4.7 s of a processor; doubled, since nodes read the sources from a network.
  workerStarts: 10,
  // Assumed: a node fails once in forty days.
  meanNodeLifeSeconds: 40 * 24 * 3600,
  // tests/bench/handOver.ts, the median.
  handOver: 3.1,
  checkpointEvery: 30,
};

/** Seconds until the next multiple. */
const untilNext = (now: number, every: number) => every - (now % every);

/**
 * A Slurm as it comes: jobs are looked at at most 3 s after they were submitted (batch_sched_delay); those that found
 * no node, every 30 s (bf_interval). A node is down after 300 s of silence (SlurmdTimeout). `busyShare` of the jobs
 * find no free node.
 */
export const slurm = (busyShare: number): Cluster => ({
  ...common,
  kind: 'slurm',
  nodeComes(draws, now) {
    if (draws.share() >= busyShare) return draws.between(0, 3);
    const free = draws.exponential(meanWaitForNode);
    return free + untilNext(now + free, 30);
  },
  noticesLostNode: 300,
});

/**
 * Kubernetes: a pod is on a node within some seconds. Nodes that lack the image load it first (assumed: one of five, a
 * minute). Pods of a silent node are given up after 300 s (the usual toleration of not-ready).
 */
export const keda: Cluster = {
  ...common,
  kind: 'keda',
  nodeComes: (draws) => draws.between(1, 5) + (draws.share() < 0.2 ? 60 : 0),
  noticesLostNode: 300,
};

/** What `downstream slurm` does by itself; and the same with KEDA's own interval. */
export function today(kind: Cluster['kind']): Setting {
  return kind === 'slurm' ? slurmDefaults : { ...slurmDefaults, everySeconds: 30 };
}
