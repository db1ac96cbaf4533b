import { trainsBackbone } from '#contracts/parameters';
import type { RunProgressState } from '#contracts/progress';
import { encodeTrainedParameters, scoreTestSet, type TrainingPlace, trainRecipe, writeWeights } from '#learning';
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
import { encodeCorrectness } from './correctness.ts';
import { earlierProvenance } from './earlierProvenance.ts';
import { followProgress } from './progress.ts';
import { openPublishedWeights } from './publishedWeights.ts';
import { readRun } from './readRun.ts';
import { readManifest, readSealedManifest, storedImages } from './storedDataset.ts';

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
  const { database, engine, objects, sealed, cacheDirectory, onProgress, onNotice } = context;
  const { recipe, scoring, weights, ...addresses } = await readRun(database, claim.runId);
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

  const progress = followProgress(async (state) => {
    onProgress(state);
    await recordProgress(database, claim, state).catch((error: unknown) => {
      if (error instanceof RunLost) throw error;
      // The next write may succeed, and a run does not depend on its progress.
      onNotice(`progress was not written: ${(error as Error).message}`);
    });
  });
  let keep: ReturnType<typeof keepCheckpoints>;
  let weightsHash: string;
  const { model, predictions, features, eightBits } = await trainRecipe(task, context, {
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
      await keep(state);
    },
    onEvaluation: () => beginEvaluating(database, claim),
  });
  await progress.settle();

  // The trained backbone is stored so that the course can publish its weights.
  const backboneWeights = trainsBackbone(recipe)
    ? await objects.put(await writeWeights(model.backbone, cacheDirectory))
    : null;
  // The file names the run, so no other run has the same object.
  const trainedParameters = await objects.put(
    encodeTrainedParameters({ recipe, classNames, model, eightBits }, { run: claim.runId, weightsHash: weightsHash! }),
  );
  // Boards compare runs image by image. Servers cannot read the sealed store.
  const correctness = await sealed.put(
    encodeCorrectness(test.map(({ label }, index) => predictions.predicted[index] === label)),
  );
  const evaluation = { ...scoreTestSet(predictions, test, classNames, scoring), correctness };
  await finishRun(database, claim, evaluation, {
    backboneWeights,
    trainedParameters,
    featuresComputed: features.counts.computed,
    featuresFound: features.counts.found,
  });
  await removeSpentCheckpoints(database, objects, claim.runId);
}
