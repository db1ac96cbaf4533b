import type { Damping } from './decideLook.ts';

/** What `downstream slurm` does where it is told nothing else. tests/simulation chose it; docs/scaling.md says how. */
export const slurmDefaults: {
  /** The most worker jobs at once. */
  ceiling: number;
  drainSeconds: number;
  untilIdleSeconds: number;
  everySeconds: number;
  damping: Damping;
} = {
  ceiling: 4,
  drainSeconds: 30,
  untilIdleSeconds: 90,
  everySeconds: 15,
  damping: { looksBeforeCancelling: 4, mostPerLook: 10 },
};
