import type { EpochRow, RunState } from '../api/operations.ts';

/** Shows how runs go on. */
export interface RunDisplay {
  update(run: RunState, epoch: EpochRow | null): void;
  /** No more updates; leaves the cursor on a new line. */
  close(): void;
}
