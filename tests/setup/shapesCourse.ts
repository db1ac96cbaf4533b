import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { type RecipeInput, recipeSchema } from '#contracts/recipe';
import { isFinished, type RunStatus } from '#contracts/runStatus';
import { connect, type Database } from '#prisma/client';
import { openQueue, type Queue, sendRun } from '#prisma/queue';
import { recipeHash } from '../../server/runs/recipeHash.ts';
import type { WorkerOptions } from '../../worker/worker.ts';
import { createTestDatabase } from './database.ts';
import { featureStoreIn } from './features.ts';
import { shapeClasses, storeShapes } from './shapes.ts';

/**
 * A database with one student and one assignment on pictures of shapes, and what a worker needs to train there. No
 * server.
 */
export interface ShapesCourse {
  database: Database;
  queue: Queue;
  /** The database under the role that owns its tables. */
  ownerUrl: string;
  worker: WorkerOptions;
  /** Writes a run and its job, as `submitRun` does; answers the run's id. The assignment is the course's own. */
  submit(recipe: RecipeInput, assignmentId?: string): Promise<string>;
  /** The run once it has ended, or once `reached` says so. */
  waitFor(
    runId: string,
    reached?: (run: { status: RunStatus; epochs: number }) => boolean,
    patienceMs?: number,
  ): Promise<StoredRun>;
  close(): Promise<void>;
}

type StoredRun = Awaited<ReturnType<typeof readRun>>;

/** How long a run may take in a test: seconds, but several files may share the processor. */
const usualPatienceMs = 100_000;

/** `replace` may give other bytes for a picture; `stores` are other places for the objects. */
export async function openShapesCourse(
  replace?: Parameters<typeof storeShapes>[2],
  stores?: { objects: string; sealed: string },
): Promise<ShapesCourse> {
  const testDatabase = await createTestDatabase();
  const database = connect(testDatabase.url);
  const queue = await openQueue(testDatabase.url, { onError: (error) => console.error(error) });
  const directory = await mkdtemp(join(tmpdir(), 'shapes-'));
  const below = (name: string) => join(directory, name);
  const directories = {
    objects: stores?.objects ?? below('objects'),
    sealed: stores?.sealed ?? below('sealed'),
    uploads: below('uploads'),
    cache: below('cache'),
  };
  const { entries, ...version } = await storeShapes(directories, { train: 12, validation: 4, test: 10 }, replace);
  const counts = {
    trainCount: entries.train.length,
    validationCount: entries.validation.length,
    testCount: entries.test.length,
  };
  const { id: studentId } = await database.user.create({
    data: { id: randomUUID(), name: 'Student', email: 'student@example.org' },
  });
  const { id: courseId } = await database.course.create({ data: { title: 'Shapes', joinCode: 'SHAPES' } });
  const { versions } = await database.dataset.create({
    data: { courseId, name: 'shapes', versions: { create: { ...version, ...counts, classNames: shapeClasses } } },
    include: { versions: true },
  });
  const { id: assignmentId } = await database.assignment.create({
    data: { courseId, title: 'Discs or squares', starterRecipe: {}, seed: 11, datasetVersionId: versions[0]!.id },
  });
  return {
    database,
    queue,
    ownerUrl: testDatabase.ownerUrl,
    worker: {
      databaseUrl: testDatabase.url,
      directories,
      engine: 'wasm',
      concurrency: 1,
      memory: 8e9,
      // Nothing listens there.
      kerasWeightsUrl: 'http://127.0.0.1:9',
      featureStore: featureStoreIn(directories.cache),
      log: pino({ level: 'silent' }),
    },
    async submit(input, to = assignmentId) {
      const recipe = recipeSchema.parse(input);
      return database.$transaction(async (tx) => {
        const { id } = await tx.run.create({
          data: { assignmentId: to, studentId, recipe, recipeHash: recipeHash(recipe) },
        });
        await tx.run.update({ where: { id }, data: { jobId: await sendRun(queue, tx, { runId: id, priority: 0 }) } });
        return id;
      });
    },
    async waitFor(runId, reached = ({ status }) => isFinished(status), patienceMs = usualPatienceMs) {
      const deadline = Date.now() + patienceMs;
      for (;;) {
        const run = await readRun(database, runId);
        if (reached({ status: run.status, epochs: run.epochs.length })) return run;
        if (Date.now() > deadline)
          throw new Error(`run ${runId} is still ${run.status} with ${run.epochs.length} epochs`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    async close() {
      await queue.stop({ graceful: false });
      await database.$disconnect();
      await testDatabase.drop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function readRun(database: Database, id: string) {
  return database.run.findUniqueOrThrow({
    where: { id },
    include: { epochs: { orderBy: { epoch: 'asc' } }, evaluation: true },
  });
}

/** All that a run computed, without times and names: the same for the same recipe, however often it went on. */
export function numbersOf({ epochs, evaluation }: StoredRun) {
  // Which images were right is stored with a salt of its own. What a student is told depends on the runs that ended
  // before.
  const { runId, createdAt, correctness, answerLow, answerHigh, answered, untold, ...result } = evaluation!;
  return { result, history: epochs.map(({ seconds, finishedAt, runNumber, ...numbers }) => numbers) };
}
