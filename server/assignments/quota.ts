import type { Assignment } from '#prisma/client';
import type { Extra } from '#prisma/extras';
import type { Usage } from '#prisma/usage';

const day = 24 * 60 * 60 * 1000;

/** What a student, or their team, may still submit to an assignment. */
export interface Quota {
  /** How many runs may be submitted now, extra ones included; runs at once and the budget are not considered. */
  left: number;
  /** Of how many: the runs of 24 hours, or those that are left in all, and the extra ones. */
  of: number;
  /** When one more is free because a run is 24 hours old; null when none will be. */
  nextFreeAt: Date | null;
  totalLeft: number | null;
  extraLeft: number;
  openRuns: number;
  secondsUsed: number;
  /** With what extensions give; null: no limit. */
  budgetSeconds: number | null;
}

type Limits = Pick<Assignment, 'dailyQuota' | 'totalQuota' | 'budgetSeconds'>;

export function quotaOf({ dailyQuota, totalQuota, budgetSeconds }: Limits, usage: Usage, extra: Extra): Quota {
  const dailyLeft = Math.max(0, dailyQuota - usage.daily);
  const totalLeft = totalQuota === null ? Number.POSITIVE_INFINITY : Math.max(0, totalQuota - usage.total);
  const extraLeft = Math.max(0, extra.extraRuns - usage.extra);
  const frees = usage.oldestDaily !== null && totalLeft > dailyLeft;
  return {
    left: Math.min(dailyLeft, totalLeft) + extraLeft,
    of: Math.min(dailyQuota, totalQuota ?? dailyQuota) + extra.extraRuns,
    nextFreeAt: frees && usage.oldestDaily ? new Date(usage.oldestDaily.getTime() + day) : null,
    totalLeft: totalQuota === null ? null : totalLeft + extraLeft,
    extraLeft,
    openRuns: usage.open,
    secondsUsed: usage.seconds,
    budgetSeconds: budgetSeconds === null ? null : budgetSeconds + extra.extraBudgetSeconds,
  };
}
