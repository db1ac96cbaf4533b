import { z } from 'zod';
import { classScoreSchema } from '#contracts/metrics';
import type { Assignment, Run } from '#prisma/client';
import { isClosed } from '../assignments/openness.ts';
import { isStaff, roleIn } from '../courses/access.ts';
import type { Context } from '../graphql/context.ts';
import type { Evaluation, SealedEvaluation } from './evaluation.type.ts';
import { runLoaders } from './run.loaders.ts';
import { isOwnRun } from './run.service.ts';

/** Absorbs what binary fractions lose, so that 0.865 is 173 steps of 0.005. Leaderboards compute the same in SQL. */
export const roundingSlack = 1e-9;

/** A score in [0, 1], rounded down to a multiple of `step`. */
export function roundScore(score: number, step: number): number {
  return Number((Math.floor(score / step + roundingSlack) * step).toFixed(6));
}

const perClassSchema = z.array(classScoreSchema);
const topKSchema = z.array(z.number());
const confusionSchema = z.array(z.array(z.int()));

/** What a run's student may know of its scores. Null before there are any, and to other students. */
export async function readEvaluation(context: Context, run: Run, assignment: Assignment): Promise<Evaluation | null> {
  const [role, evaluation] = await Promise.all([
    roleIn(context, assignment.courseId),
    runLoaders(context).evaluation.load(run.id),
  ]);
  if (!evaluation || role === null || !(isStaff(role) || (await isOwnRun(context, run)))) return null;
  return {
    publicScore: roundScore(evaluation.publicScore, assignment.scoreStep),
    privateScore: isStaff(role) || isClosed(assignment) ? evaluation.privateScore : null,
  };
}

/** The whole evaluation, for the staff; null to students. */
export async function readSealedEvaluation(
  context: Context,
  run: Run,
  assignment: Assignment,
): Promise<SealedEvaluation | null> {
  if (!isStaff(await roleIn(context, assignment.courseId))) return null;
  const evaluation = await runLoaders(context).evaluation.load(run.id);
  if (!evaluation) return null;
  const { publicScore, privateScore, testLoss, testAcc, testImages, rocAuc, topK, perClass, confusion } = evaluation;
  return {
    publicScore,
    privateScore,
    testLoss,
    testAcc,
    testImages,
    rocAuc,
    topK: topKSchema.parse(topK),
    perClass: perClassSchema.parse(perClass),
    confusion: confusionSchema.parse(confusion),
  };
}
