import type { Assignment, Transaction } from '#prisma/client';

/**
 * The runs of an assignment that count, or that did in the last revision in which their student or team had a score: by
 * the assignment's rule, of everybody who is in the course. Runs of staff are left out. With several seeds a recipe's
 * runs count together.
 */
export async function countedOriginals(transaction: Transaction, assignment: Assignment): Promise<CountedRun[]> {
  const { courseId, countingRule, seedsCounted } = assignment;
  const runs: ScoredRun[] = await transaction.run.findMany({
    where: {
      assignmentId: assignment.id,
      evaluation: { isNot: null },
      student: { enrollments: { some: { courseId, role: 'STUDENT', removedAt: null } } },
    },
    select: {
      id: true,
      rerunOf: true,
      studentId: true,
      teamId: true,
      revision: true,
      chosenAt: true,
      recipe: seedsCounted > 1,
      evaluation: { select: { publicScore: true } },
    },
    orderBy: [{ submittedAt: 'asc' }, { id: 'asc' }],
  });
  const byParticipant = Map.groupBy(runs, ({ teamId, studentId }) => teamId ?? studentId);
  return [...byParticipant.values()].flatMap((all) => {
    const latest = Math.max(...all.map(({ revision }) => revision));
    const candidates = all.filter(({ revision }) => revision === latest);
    const chosen = countingRule === 'CHOSEN' ? candidates.filter(({ chosenAt }) => chosenAt !== null) : [];
    const counted = chosen.length > 0 ? chosen : [countingRule === 'LAST' ? candidates.at(-1)! : best(candidates)];
    if (seedsCounted <= 1) return counted;
    const recipes = new Set(counted.map(withoutSeed));
    return candidates.filter((run) => recipes.has(withoutSeed(run)));
  });
}

export interface CountedRun {
  id: string;
  rerunOf: string | null;
}

interface ScoredRun extends CountedRun {
  studentId: string;
  teamId: string | null;
  revision: number;
  chosenAt: Date | null;
  recipe?: unknown;
  evaluation: { publicScore: number } | null;
}

/** The one with the greatest public score, the earliest of equals; the runs are in the order of their submission. */
function best(candidates: ScoredRun[]): ScoredRun {
  const scoreOf = (run: ScoredRun) => run.evaluation?.publicScore ?? 0;
  return candidates.reduce((first, next) => (scoreOf(next) > scoreOf(first) ? next : first));
}

function withoutSeed({ recipe }: ScoredRun): string {
  const { seed: _seed, ...rest } = recipe as Record<string, unknown>;
  return JSON.stringify(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)));
}
