/** The memory that a worker's runs share. */
export interface MemoryBudget {
  /** Bytes for all runs together. */
  total: number;
  /** Bytes that are reserved now. */
  taken(): number;
  /** Reserves bytes for a run and returns a function that releases them; null when the run has to wait. */
  take(runId: string, bytes: number): (() => void) | null;
  /** Bytes that no run has reserved and no lender holds. */
  spare(): number;
  /** Counts on a lender from now on: what it holds is still there for runs. */
  lend(lender: Lender): void;
}

/** Who uses memory that no run has reserved, and gives it back at once when one does. */
interface Lender {
  held(): number;
  /** Gives back so many bytes, or all. */
  giveBack(bytes: number): void;
}

export interface BudgetTimes {
  /** How long smaller runs may overtake a waiting run. After that, no other run starts before it. */
  patienceMs?: number;
  /**
   * A waiting run that has not asked for this long does not hold other runs back: it was cancelled, another worker has
   * it, or this worker was too busy to fetch it. When it asks again, its waiting time counts from its first request.
   */
  forgetMs?: number;
  now?: () => number;
}

const dayMs = 24 * 60 * 60_000;

/**
 * Counts what runs have reserved, not what they use now: a run that has just started will need the rest soon. A run
 * that does not fit beside the others lets smaller ones overtake it for a while and is then the next to start, so that
 * no run waits forever.
 */
export function openMemoryBudget(
  total: number,
  { patienceMs = 5 * 60_000, forgetMs = 60_000, now = Date.now }: BudgetTimes = {},
): MemoryBudget {
  let taken = 0;
  const lenders: Lender[] = [];
  const waiting = new Map<string, { since: number; asked: number }>();
  const lent = () => lenders.reduce((sum, lender) => sum + lender.held(), 0);

  /** Of the waiting runs whose patience is over, the one that has waited longest. */
  function next(): string | undefined {
    for (const [runId, { asked }] of waiting) if (now() - asked > dayMs) waiting.delete(runId);
    const overdue = [...waiting].filter(
      ([, { since, asked }]) => now() - since >= patienceMs && now() - asked <= forgetMs,
    );
    return overdue.sort(([, a], [, b]) => a.since - b.since)[0]?.[0];
  }

  return {
    total,
    spare: () => total - taken - lent(),
    lend: (lender) => void lenders.push(lender),
    taken: () => taken,
    take(runId, bytes) {
      waiting.set(runId, { since: waiting.get(runId)?.since ?? now(), asked: now() });
      const first = next() ?? runId;
      if (first !== runId || taken + bytes > total) return null;
      waiting.delete(runId);
      taken += bytes;
      for (const lender of lenders) {
        const missing = taken + lent() - total;
        if (missing > 0) lender.giveBack(missing);
      }
      return () => {
        taken -= bytes;
      };
    },
  };
}
