/** Memory that a worker's runs share. */
export interface MemoryBudget {
  /** Bytes that there are in all. */
  total: number;
  /** Takes bytes for a run, and answers what gives them back; null when the run has to wait. */
  take(runId: string, bytes: number): (() => void) | null;
}

export interface BudgetTimes {
  /** For so long smaller runs may overtake one that waits. Then nothing is begun before it. */
  patienceMs?: number;
  /**
   * A run that has not asked for so long keeps nobody back: it was cancelled, another worker has it, or nothing here
   * was free to fetch it. When it asks again it has waited since it first did.
   */
  forgetMs?: number;
  now?: () => number;
}

const dayMs = 24 * 60 * 60_000;

/**
 * Shares out memory by what runs are entitled to, not by what they use just now: one that has only begun will need the
 * rest soon. A run that does not fit beside the others lets smaller ones pass at first and is then the next, so that
 * neither waits for ever.
 */
export function openMemoryBudget(
  total: number,
  { patienceMs = 5 * 60_000, forgetMs = 60_000, now = Date.now }: BudgetTimes = {},
): MemoryBudget {
  let taken = 0;
  const waiting = new Map<string, { since: number; asked: number }>();

  /** The run that has waited longest, once its patience is over. */
  function next(): string | undefined {
    for (const [runId, { asked }] of waiting) if (now() - asked > dayMs) waiting.delete(runId);
    const overdue = [...waiting].filter(
      ([, { since, asked }]) => now() - since >= patienceMs && now() - asked <= forgetMs,
    );
    return overdue.sort(([, a], [, b]) => a.since - b.since)[0]?.[0];
  }

  return {
    total,
    take(runId, bytes) {
      waiting.set(runId, { since: waiting.get(runId)?.since ?? now(), asked: now() });
      const first = next() ?? runId;
      if (first !== runId || taken + bytes > total) return null;
      waiting.delete(runId);
      taken += bytes;
      return () => {
        taken -= bytes;
      };
    },
  };
}
