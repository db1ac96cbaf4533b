import type { Database } from '#prisma/client';
import { extrasOf, noExtra } from '#prisma/extras';
import { unused, usageOf } from '#prisma/usage';

/**
 * How much of a budget a run may take besides: estimates are ranges, and a run that is nearly done should end well.
 */
const grace = 0.1;

/** The budget of the participant of a run, with the grace, and what all their runs have used of it; in seconds. */
export interface BudgetUse {
  budget: number;
  limit: number;
  used: number;
}

/** Null where the run has no budget: its assignment sets none, or staff had it trained again. */
export async function readBudget(database: Database, runId: string): Promise<BudgetUse | null> {
  const run = await database.run.findUnique({ where: { id: runId }, include: { assignment: true } });
  if (!run || run.assignment.budgetSeconds === null || run.rerunOf !== null) return null;
  const { assignmentId, studentId } = run;
  const [usage, extras] = await Promise.all([
    usageOf(database, studentId, [assignmentId]),
    extrasOf(database, studentId, [assignmentId]),
  ]);
  const { extraBudgetSeconds } = extras.get(assignmentId) ?? noExtra;
  const budget = run.assignment.budgetSeconds + extraBudgetSeconds;
  return { budget, limit: budget * (1 + grace), used: (usage.get(assignmentId) ?? unused).seconds };
}
