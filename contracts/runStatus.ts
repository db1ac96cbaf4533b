/**
 * The states of a run, where it may go from each, and the sets of states that matter. Other files may name one state,
 * which TypeScript or the database checks. None of them lists several (`bin/checks/runStates.ts` looks for that), so a
 * new state has one file to think about.
 *
 * ```
 * QUEUED → PREPARING → TRAINING → EVALUATING → SUCCEEDED
 *             ↑____________|___________|         (another worker claims the run of a lost one: back to PREPARING)
 *         PREPARING → EVALUATING                 (all of its epochs were trained before its worker was lost)
 * every state before the last ones → FAILED | CANCELLED
 * ```
 */
export const runStatuses = [
  'QUEUED',
  'PREPARING',
  'TRAINING',
  'EVALUATING',
  'SUCCEEDED',
  'FAILED',
  'CANCELLED',
] as const;
export type RunStatus = (typeof runStatuses)[number];

/** Where a run may go from `status`. */
export function nextStatuses(status: RunStatus): readonly RunStatus[] {
  switch (status) {
    case 'QUEUED':
      return ['PREPARING', 'FAILED', 'CANCELLED'];
    case 'PREPARING':
      return ['PREPARING', 'TRAINING', 'EVALUATING', 'FAILED', 'CANCELLED'];
    case 'TRAINING':
      return ['PREPARING', 'EVALUATING', 'FAILED', 'CANCELLED'];
    case 'EVALUATING':
      return ['PREPARING', 'SUCCEEDED', 'FAILED', 'CANCELLED'];
    case 'SUCCEEDED':
    case 'FAILED':
    case 'CANCELLED':
      return [];
    default:
      return status satisfies never;
  }
}

/** The states from which a run may become `status`. */
export function previousStatuses(status: RunStatus): RunStatus[] {
  return runStatuses.filter((from) => nextStatuses(from).includes(status));
}

/** True for a run that will not change any more. */
export function isFinished(status: RunStatus): boolean {
  return nextStatuses(status).length === 0;
}

/** The states of a run that a worker has claimed and not yet ended. */
export const claimedStatuses = ['PREPARING', 'TRAINING', 'EVALUATING'] as const satisfies readonly RunStatus[];

/** The states of a run that has not ended. */
export const openStatuses = ['QUEUED', ...claimedStatuses] as const satisfies readonly RunStatus[];

/** The states of a run that ended without a result. */
export const resultlessStatuses = ['FAILED', 'CANCELLED'] as const satisfies readonly RunStatus[];

/** The states of a run that has a score or may still get one. The same recipe is not run again beside it. */
export const scorableStatuses = [...openStatuses, 'SUCCEEDED'] as const satisfies readonly RunStatus[];
