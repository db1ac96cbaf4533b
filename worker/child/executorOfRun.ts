import type * as tf from '@tensorflow/tfjs';
import { type RunEnvironment, runEnvironmentSchema } from '#contracts/provenance';
import type { Recipe } from '#contracts/recipe';
import { type Database, Prisma } from '#prisma/client';
import type { Images } from '../../learning/data/examples.ts';
import type { Engine } from '../../learning/engine/engine.ts';
import { type ExecutorChoice, isForced } from '../../learning/executors/chooseExecutor.ts';
import { choosePrecision, type PrecisionChoice, samePrecision } from '../../learning/executors/choosePrecision.ts';
import { sameExecutor } from '../../learning/executors/sameExecutor.ts';
import type { Checkpoint } from '../checkpoints/checkpointFile.ts';
import { isSameMachine } from '../checkpoints/resumedEnvironment.ts';

interface FrozenPart {
  runId: string;
  recipe: Recipe;
  /** What the run begins with; null where only a later stage has one. */
  prefix: tf.LayersModel | null;
  /** To train on, as they are. */
  images: Images;
  /** What was measured to be quicker. */
  measured: ExecutorChoice;
  cacheDirectory: string;
  /** From which the run goes on. */
  checkpoint: Checkpoint | null;
}

/**
 * What computes a run's frozen part: what computed it before the run lost its worker; else what computed it in an
 * earlier run of the same recipe, when that was on such a machine as this; else, and where that does not work here,
 * what is measured to be quicker.
 */
export async function executorOfRun(
  database: Database,
  engine: Engine,
  { runId, recipe, prefix, images, measured, cacheDirectory, checkpoint }: FrozenPart,
): Promise<PrecisionChoice> {
  const there = checkpoint?.environment ?? (await environmentOfRepeated(database, runId, engine.environment));
  const before = there?.executor;
  if (before?.name === 'onnx-int8') {
    const same = prefix && (await samePrecision(before, prefix, images, cacheDirectory));
    if (same) return same;
  } else if (there && before) {
    const executor = await sameExecutor(before, there, engine);
    if (executor) return { executor };
  }
  return choosePrecision(engine, recipe, prefix, images, measured, cacheDirectory);
}

/** Earlier runs of one recipe that are looked at; more would hardly be on more kinds of machines. */
const lookedAt = 20;

/**
 * Of the newest earlier run of the same recipe in the same assignment that succeeded on such a machine, with an
 * executor that was chosen: what one of them had to do without is no choice for the others.
 */
async function environmentOfRepeated(
  database: Database,
  runId: string,
  now: RunEnvironment,
): Promise<RunEnvironment | undefined> {
  const { assignmentId, recipeHash } = await database.run.findUniqueOrThrow({ where: { id: runId } });
  const earlier = await database.run.findMany({
    where: { assignmentId, recipeHash, id: { not: runId }, status: 'SUCCEEDED', environment: { not: Prisma.DbNull } },
    orderBy: { finishedAt: 'desc' },
    take: lookedAt,
    select: { environment: true },
  });
  const environments = earlier.flatMap(({ environment }) => runEnvironmentSchema.safeParse(environment).data ?? []);
  const found = environments.find(
    ({ earlier, executor, ...environment }) =>
      !earlier && executor && !isForced(executor) && isSameMachine(environment, now),
  );
  return found?.executor && { ...found, executor: asInEarlierRun(found.executor) };
}

const inEarlierRun = 'as in an earlier run: ';

/** It says so once, however many runs it has gone through. */
function asInEarlierRun({ reason, ...executor }: ExecutorChoice): ExecutorChoice {
  return { ...executor, reason: reason.startsWith(inEarlierRun) ? reason : `${inEarlierRun}${reason}` };
}
