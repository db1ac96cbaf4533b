import { RunFailure } from '#contracts/runFailure';
import type { Database } from '#prisma/client';
import { type BudgetUse, readBudget } from '../claims/budget.ts';

/** Runs that train at the same time use a budget together, so it is looked at again and again. */
const mostMs = 10_000;
const leastMs = 1000;

export interface BudgetWatch {
  /** Aborts when the budget is used up, with the failure as its reason. */
  signal: AbortSignal;
  stop(): void;
}

/** Follows what is left of the budget of a run's student or team while the run trains. */
export function watchBudget(database: Database, runId: string, onError: (error: unknown) => void): BudgetWatch {
  const exceeded = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  const wait = (ms: number) => {
    if (!isStopped) timer = setTimeout(look, ms).unref();
  };
  const look = () => {
    readBudget(database, runId).then(
      (use) => {
        if (use === null) return;
        const leftMs = (use.limit - use.used) * 1000;
        if (leftMs <= 0) exceeded.abort(failure(use));
        else wait(Math.min(mostMs, Math.max(leastMs, leftMs)));
      },
      (error: unknown) => {
        onError(error);
        wait(mostMs);
      },
    );
  };
  look();
  return {
    signal: exceeded.signal,
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}

function failure({ budget, limit, used }: BudgetUse): RunFailure {
  return new RunFailure(
    'BUDGET_EXCEEDED',
    `Expected your runs of this assignment to use at most ${budget} s together, and a tenth more for the last one ` +
      `(${Math.round(limit)} s); they have used ${Math.round(used)} s`,
  );
}
