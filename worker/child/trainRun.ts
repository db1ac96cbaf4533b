import { trainsBackbone } from '#contracts/parameters';
import type { RunProgressState } from '#contracts/progress';
import {
  encodeTrainedParameters,
  type Predictions,
  scoreTestSet,
  type TrainingPlace,
  trainRecipe,
  writeWeights,
} from '#learning';
import { continueTrace, recordSpan } from '#machine/tracing';
import type { Database } from '#prisma/client';
import type { ObjectStore } from '#prisma/objectStore';
import { keepCheckpoints } from '../checkpoints/keepCheckpoints.ts';
import { openCheckpoint, removeSpentCheckpoints } from '../checkpoints/storedCheckpoints.ts';
import type { Claim } from '../claims/claim.ts';
import {
  beginEvaluating,
  beginTraining,
  finishRun,
  RunLost,
  recordEpoch,
  recordFacts,
  recordProgress,
} from '../claims/claimedRun.ts';
import { bitsOf, encodeCorrectness } from './correctness.ts';
import { earlierProvenance } from './earlierProvenance.ts';
import { followProgress } from './progress.ts';
import { openPublishedWeights } from './publishedWeights.ts';
import { type RunInputs, readRun } from './readRun.ts';
import { readManifest, readSealedManifest, storedImages } from './storedDataset.ts';
import { tracePhases } from './tracePhases.ts';

/** What the child process trains a run with. */
export interface RunContext extends TrainingPlace {
  database: Database;
  objects: ObjectStore;
  /** The store of the test images. */
  sealed: ObjectStore;
  onProgress(state: RunProgressState): void;
  /** Is called with messages for the log. */
  onNotice(message: string): void;
}

/**
 * Takes a claimed run from its first to its last step: reads what the run needs, trains it with `trainRecipe`, and
 * records the results. Throws a RunFailure when the run cannot continue, and RunLost when it was cancelled or claimed
 * by another worker in the meantime.
 */
export async function trainRun(claim: Claim, context: RunContext): Promise<void> {
  const run = await readRun(context.database, claim.runId);
  await continueTrace(run.traceParent, 'run', { ...claim }, () => trainReadRun(claim, run, context));
}

async function trainReadRun(
  claim: Claim,
  { recipe, scoring, weights, inLecture, ...addresses }: RunInputs,
  context: RunContext,
): Promise<void> {
  const { database, engine, objects, sealed, cacheDirectory, onProgress, onNotice } = context;
  const { classNames, ...listed } = await readManifest(objects, addresses.manifest);
  const { test } = await readSealedManifest(sealed, addresses.sealedManifest);
  const images = {
    train: storedImages({ store: objects, split: 'train', classNames, entries: listed.train }),
    validation: storedImages({ store: objects, split: 'validation', classNames, entries: listed.validation }),
    test: storedImages({ store: sealed, split: 'test', classNames, entries: test }),
  };
  const task = {
    recipe,
    classNames,
    images,
    weights: typeof weights === 'string' ? weights : { published: openPublishedWeights(weights, objects) },
    viewSeed: scoring.seed,
  };

  const tracePhase = tracePhases();
  const progress = followProgress(async (state) => {
    onProgress(state);
    tracePhase(state.phase);
    await recordProgress(database, claim, state).catch((error: unknown) => {
      if (error instanceof RunLost) throw error;
      // The next write may succeed, and a run does not depend on its progress.
      onNotice(`progress was not written: ${(error as Error).message}`);
    });
  });
  let keep: ReturnType<typeof keepCheckpoints>;
  let weightsHash: string;
  const { model, predictions, features, eightBits, validate } = await trainRecipe(task, context, {
    progress,
    resume: (weightsHash) => openCheckpoint({ database, objects, claim }, weightsHash, onNotice),
    earlier: () => earlierProvenance(database, claim.runId, engine.provenance),
    async onStart({ provenance, ...facts }) {
      await recordFacts(database, claim, { engine: engine.name, environment: provenance, ...facts });
      ({ weightsHash } = facts);
      keep = keepCheckpoints({ database, objects, claim, onNotice }, { weightsHash, provenance });
    },
    onTraining: () => beginTraining(database, claim),
    async onEpoch(epoch, state) {
      await recordEpoch(database, claim, epoch);
      recordSpan('epoch', epoch.seconds, { epoch: epoch.epoch });
      await keep(state);
    },
    onEvaluation: () => beginEvaluating(database, claim),
  });
  await progress.settle();
  tracePhase(null);

  // The trained backbone is stored so that the course can publish its weights.
  const backboneWeights = trainsBackbone(recipe)
    ? await objects.put(await writeWeights(model.backbone, cacheDirectory))
    : null;
  // The file names the run, so no other run has the same object.
  const trainedParameters = await objects.put(
    encodeTrainedParameters({ recipe, classNames, model, eightBits }, { run: claim.runId, weightsHash: weightsHash! }),
  );
  // The wall shows which validation pictures a room finds hard.
  const rightAbout = inLecture ? bitsOf(rightIn(await validate(), listed.validation)) : undefined;
  // Boards compare runs image by image. Servers cannot read the sealed store.
  const correctness = await sealed.put(encodeCorrectness(rightIn(predictions, test)));
  const evaluation = { ...scoreTestSet(predictions, test, classNames, scoring), correctness };
  const outputs = {
    backboneWeights,
    trainedParameters,
    featuresComputed: features.counts.computed,
    featuresFound: features.counts.found,
  };
  await finishRun(database, claim, evaluation, outputs, rightAbout);
  await removeSpentCheckpoints(database, objects, claim.runId);
}

/** Whether the network is right about each of the images. */
function rightIn({ predicted }: Predictions, images: readonly { label: number }[]): boolean[] {
  return images.map(({ label }, index) => predicted[index] === label);
}
