/**
 * The states of a run. No other file spells a status or decides where it may go.
 *
 * ```
 * QUEUED → PREPARING → TRAINING → EVALUATING → SUCCEEDED
 *             ↑____________|___________|         (a lost worker's run is claimed anew: back to PREPARING)
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
