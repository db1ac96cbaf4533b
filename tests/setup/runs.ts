import { randomUUID } from 'node:crypto';
import { parseRecipe } from '#contracts/recipe';
import type { Database, Prisma, Run } from '#prisma/client';
import { participantOf, rebuildStandings } from '#prisma/standings';
import { recipeHash } from '../../server/runs/recipeHash.ts';

export interface RunRow extends Partial<Omit<Prisma.RunUncheckedCreateInput, 'recipe' | 'epochs' | 'evaluation'>> {
  assignmentId: string;
  studentId: string;
  recipe?: object;
  /** How many epochs it has; losses fall from 1. */
  epochs?: number;
  evaluation?: Partial<Omit<Prisma.EvaluationUncheckedCreateInput, 'runId'>>;
}

/** Writes a run as a worker would have left it. */
export async function insertRun(
  database: Database,
  { recipe: input, epochs = 0, evaluation, ...fields }: RunRow,
): Promise<Run> {
  const { recipe, issues } = parseRecipe({ backbone: 'CNN', inputSize: 46, ...input });
  if (!recipe) throw new Error(JSON.stringify(issues));
  const run = await database.run.create({
    data: {
      id: randomUUID(),
      recipe: recipe as unknown as Prisma.InputJsonValue,
      recipeHash: recipeHash(recipe),
      ...fields,
      epochs: {
        create: Array.from({ length: epochs }, (_, index) => ({
          epoch: index + 1,
          loss: 1 / (index + 1),
          acc: index / epochs,
          valLoss: 2 / (index + 1),
          valAcc: index / (epochs + 1),
          learningRate: 0.001,
          seconds: 0.5,
        })),
      },
      evaluation: evaluation && {
        create: {
          publicScore: 0.5,
          privateScore: 0.5,
          testLoss: 0.5,
          testAcc: 0.5,
          testImages: 4,
          perClass: [
            { className: 'animals', images: 2, precision: 0.5, recall: 0.5, f1: 0.5 },
            { className: 'food', images: 2, precision: 0.5, recall: 0.5, f1: 0.5 },
          ],
          confusion: [
            [1, 1],
            [1, 1],
          ],
          ...evaluation,
        },
      },
    },
  });
  if (evaluation) await database.$transaction((tx) => rebuildStandings(tx, run.assignmentId, participantOf(run)));
  return run;
}
