import type { RunState } from '../api/operations.ts';

/** How a run ended, in one line. */
export function outcome(run: RunState): string {
  if (run.failure) return `failed with ${run.failure.code}: ${run.failure.message}`;
  if (run.status === 'CANCELLED') return 'was cancelled';
  const score = run.evaluation?.privateScore ?? run.evaluation?.publicScore;
  const kind = run.evaluation?.privateScore == null ? 'public score' : 'score';
  return `${kind} ${score?.toFixed(3) ?? 'not known'} after ${Math.round(run.seconds ?? 0)} s on ${run.engine ?? 'an unnamed engine'}`;
}
