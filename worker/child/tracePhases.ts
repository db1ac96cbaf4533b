import type { RunPhase } from '#contracts/runPhases';
import { recordSpan } from '#machine/tracing';

/** Records one span a phase of a run: call it with each phase that is seen, and with null at the end. */
export function tracePhases(): (phase: RunPhase | null) => void {
  let current: { phase: RunPhase; since: number } | null = null;
  return (phase) => {
    if (current?.phase === phase) return;
    const now = performance.now();
    if (current) recordSpan(current.phase.toLowerCase(), (now - current.since) / 1000);
    current = phase && { phase, since: now };
  };
}
