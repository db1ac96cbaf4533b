import { directionOf } from '#contracts/metrics';
import { scoreLevel, scoresOfStep } from '#contracts/scoreRange';
import { Prisma, type Transaction, type UntoldReason } from './client.ts';
import { termsOf } from './runTerms.ts';
import { lockBoard, participantOf } from './standings.ts';

/** What a student is told of a run's public score while the assignment is open. */
interface Answer {
  answerLow: number;
  answerHigh: number;
  /** Whether it tells something new. */
  answered: boolean;
  /** Why nothing is told; null where something is. */
  untold: UntoldReason | null;
}

/**
 * Decides what the student of a run that was just evaluated is told of its public score, and stores it.
 *
 * This is the Ladder (Blum and Hardt 2015, arXiv 1502.04585): a score is told, as the range of its step, only when it
 * is at least a step better than all that this participant was told in this revision, and at most `publicAnswers`
 * times. Any other run is told to be at best as good as the best so far; when the answers are used up, nothing. Where
 * the mean of several seeds counts, only the run that completes them gets an answer, and it is that of the mean.
 *
 * A network that gives every test image the same answer is told nothing: its score is the share of a class, and two of
 * them (class weights of 0 and 1) would tell the public share to the image.
 */
export async function answerPublicly(transaction: Transaction, runId: string): Promise<void> {
  const { assignment, evaluation, ...run } = await transaction.run.findUniqueOrThrow({
    where: { id: runId },
    include: { assignment: true, evaluation: true },
  });
  if (!evaluation) return;
  await lockBoard(transaction, assignment.id, participantOf(run));
  const { seedsCounted, publicAnswers } = assignment;
  const { scoreStep, metric } = await termsOf(transaction, run);
  const seeds = seedsCounted === 1 ? [evaluation] : await completedSeeds(transaction, run, seedsCounted);
  const publicScore = seeds && seeds.reduce((sum, seed) => sum + seed.publicScore, 0) / seeds.length;
  const images = metric === 'ACCURACY' ? (evaluation.publicImages ?? 0) * seedsCounted : 0;
  const { lowerIsBetter, most } = directionOf(metric);
  const best = lowerIsBetter ? Prisma.sql`min` : Prisma.sql`max`;
  const [told] = await transaction.$queryRaw<{ answers: number; low: number | null; high: number | null }[]>`
    SELECT count(*)::int AS answers, ${best}(coalesce(evaluation."answerLow", evaluation."publicScore")) AS low,
      ${best}(evaluation."answerHigh") AS high
    FROM run JOIN evaluation ON evaluation."runId" = run.id
    WHERE run."assignmentId" = ${assignment.id} AND ${runsOf(run)} AND run.revision = ${run.revision}
      AND run.id <> ${runId} AND evaluation.answered`;
  await transaction.evaluation.update({ where: { runId }, data: answer() });

  function answer(): Answer {
    if (isConstant(evaluation!.confusion)) return nothing('SAME_CLASS');
    if (publicScore === undefined) return nothing('SEEDS_MISSING');
    if (told!.answers >= publicAnswers) return nothing('NO_ANSWERS_LEFT');
    const range = scoresOfStep(publicScore, scoreStep, images, most);
    const { low, high } = told!;
    const news = { answerLow: range.low, answerHigh: range.high, answered: true, untold: null };
    if (low === null) return news;
    const above = scoreLevel(publicScore, scoreStep) - scoreLevel(low, scoreStep);
    if (lowerIsBetter ? above < 0 : above > 0) return news;
    if (lowerIsBetter) return { answerLow: low, answerHigh: most, answered: false, untold: null };
    const answerHigh = high ?? scoresOfStep(low, scoreStep, images).high;
    return { answerLow: 0, answerHigh, answered: false, untold: null };
  }

  function nothing(untold: UntoldReason): Answer {
    return { answerLow: 0, answerHigh: most, answered: false, untold };
  }
}

/** Whether only one class was ever answered. `confusion` has a row for each true class. */
function isConstant(confusion: unknown): boolean {
  const rows = confusion as number[][];
  const answered = rows[0]?.filter((_, predicted) => rows.some((row) => (row[predicted] ?? 0) > 0)) ?? [];
  return answered.length === 1;
}

/** What tells whose a run is. */
interface Owned {
  studentId: string;
  teamId: string | null;
}

/** The runs of the same student or team. */
function runsOf({ studentId, teamId }: Owned): Prisma.Sql {
  return teamId === null
    ? Prisma.sql`run."teamId" IS NULL AND run."studentId" = ${studentId}`
    : Prisma.sql`run."teamId" = ${teamId}`;
}

/** The scores of the first seeds of the run's recipe when this run completes them; undefined when it does not. */
async function completedSeeds(
  transaction: Transaction,
  run: Owned & { id: string; assignmentId: string; revision: number; recipe: unknown },
  seeds: number,
): Promise<{ publicScore: number }[] | undefined> {
  const first = await transaction.$queryRaw<{ id: string; publicScore: number }[]>`
    SELECT * FROM (
      SELECT DISTINCT ON (run.recipe->'seed') run.id, run."submittedAt", evaluation."publicScore"
      FROM run JOIN evaluation ON evaluation."runId" = run.id
      WHERE run."assignmentId" = ${run.assignmentId} AND ${runsOf(run)} AND run.revision = ${run.revision}
        AND run.recipe - 'seed' = ${JSON.stringify(run.recipe)}::jsonb - 'seed'
      ORDER BY run.recipe->'seed', run."submittedAt" DESC, run.id DESC
    ) seeds ORDER BY "submittedAt", id LIMIT ${seeds}`;
  return first.length === seeds && first.some(({ id }) => id === run.id) ? first : undefined;
}
