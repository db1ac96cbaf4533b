import { z } from 'zod';
import { classScoreSchema } from '#contracts/classScores';
import type { Assignment, Run } from '#prisma/client';
import { isFinal } from '../assignments/openness.ts';
import { isStaff, roleIn } from '../courses/access.ts';
import type { Context } from '../graphql/context.ts';
import type { Evaluation, SealedEvaluation } from './evaluation.type.ts';
import { runLoaders } from './run.loaders.ts';
import { isOwnRun } from './run.service.ts';
import { exactly, publicRange, roundScore, type ScoreTerms, shareImages, singleNumber } from './scoreRange.ts';

const perClassSchema = z.array(classScoreSchema);
const topKSchema = z.array(z.number());
const confusionSchema = z.array(z.array(z.int()));

/** What a run's student may know of its scores. Null before there are any, and to other students. */
export async function readEvaluation(context: Context, run: Run, assignment: Assignment): Promise<Evaluation | null> {
  const [role, evaluation] = await Promise.all([
    roleIn(context, assignment.courseId),
    runLoaders(context).evaluation.load(run.id),
  ]);
  const staff = isStaff(role);
  if (!evaluation || role === null || !(staff || (await isOwnRun(context, run)))) return null;
  const terms = await termsOf(context, run, assignment);
  const images = shareImages(evaluation, terms);
  const { publicScore, privateScore } = evaluation;
  const told = publicRange(evaluation, images.public, terms);
  const final = isFinal(assignment);
  const showsPrivate = staff || final;
  return {
    publicScore: staff ? roundScore(publicScore, terms.scoreStep) : singleNumber(told, terms),
    privateScore: showsPrivate ? privateScore : null,
    public: staff || final ? exactly(publicScore, images.public, terms) : told,
    private: showsPrivate ? exactly(privateScore, images.private, terms) : null,
    isNewAnswer: evaluation.answered,
    untold: final ? null : evaluation.untold,
  };
}

/** What the run's revision of its assignment is scored by. */
async function termsOf(context: Context, run: Run, assignment: Assignment): Promise<ScoreTerms> {
  if (run.revision === assignment.revision) return assignment;
  return (await runLoaders(context).revision.load(`${assignment.id} ${run.revision}`)) ?? assignment;
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
