import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BackboneName } from '#contracts/backbones';
import { type ImageEntry, type Split, splits } from '#contracts/dataset';
import { type RecipeInput, recipeSchema } from '#contracts/recipe';
import { isFinished } from '#contracts/runStatus';
import { connect, type Run } from '#prisma/client';
import { openObjectStore } from '#prisma/objectStore';
import { startPostgres } from '#prisma/postgres';
import { prepareDatabase } from '#prisma/prepareDatabase';
import { openQueue, sendRun } from '#prisma/queue';
import { stopWithParent } from '../../bin/system/service.ts';
import { recipeHash } from '../../server/runs/recipeHash.ts';
import type { Bench } from './bench.ts';
import { photoClasses, photoSize } from './photos.ts';

/** A PostgreSQL with one assignment, and a real worker in a process of its own, which is started with the first run. */
export interface Classroom {
  /**
   * Writes the runs of as many students, as `submitRun` does, at once or one after the other over so many milliseconds,
   * and waits until all have ended. Throws where one has not succeeded.
   */
  train(recipes: Omit<RecipeInput, 'weights'>[], options?: { overMs?: number }): Promise<Run[]>;
  close(): Promise<void>;
}

/**
 * `photos`: a folder with the three splits; `backbone`: whose weights, which `weightsFile` holds, the course has
 * published.
 */
export async function openClassroom(
  { folder }: Bench,
  name: string,
  {
    photos,
    backbone,
    weightsFile,
    concurrency,
  }: { photos: string; backbone: BackboneName; weightsFile: string; concurrency: number },
): Promise<Classroom> {
  const home = join(folder, name);
  await mkdir(home, { mode: 0o755 });
  const postgres = await startPostgres({ directory: join(home, 'postgres'), durable: false });
  await prepareDatabase(postgres);
  const database = connect(postgres.url);
  const queue = await openQueue(postgres.url, { onError: (error) => console.error(String(error)) });

  const objects = openObjectStore(join(home, 'objects'));
  const { entries, ...version } = await storePhotos(photos, objects, openObjectStore(join(home, 'sealed')));
  const counts = {
    trainCount: entries.train.length,
    validationCount: entries.validation.length,
    testCount: entries.test.length,
  };
  const { id: studentId } = await database.user.create({
    data: { id: randomUUID(), name: 'Student', email: 'student@example.org' },
  });
  const { id: courseId } = await database.course.create({ data: { title: name, joinCode: name } });
  const { versions } = await database.dataset.create({
    data: { courseId, name: 'photos', versions: { create: { ...version, ...counts, classNames: photoClasses } } },
    include: { versions: true },
  });
  const { id: assignmentId } = await database.assignment.create({
    data: { courseId, title: name, starterRecipe: {}, seed: 11, datasetVersionId: versions[0]!.id },
  });
  const hash = await objects.put(await readFile(weightsFile));
  const published = { courseId, name: 'random', backbone, inputSize: 224, preprocessing: 'backbone', hash };
  const { id: weights } = await database.weights.create({ data: published });

  const env = {
    DATABASE_URL: postgres.url,
    DATA_DIR: home,
    WORKER_CONCURRENCY: String(concurrency),
    LOG_LEVEL: 'error',
  };
  let worker: ChildProcess | undefined;

  async function submit(input: Omit<RecipeInput, 'weights'>): Promise<string> {
    const recipe = recipeSchema.parse({ ...input, weights });
    return database.$transaction(async (tx) => {
      const { id } = await tx.run.create({ data: { assignmentId, studentId, recipe, recipeHash: recipeHash(recipe) } });
      await tx.run.update({ where: { id }, data: { jobId: await sendRun(queue, tx, { runId: id, priority: 0 }) } });
      return id;
    });
  }

  return {
    async train(recipes, { overMs = 0 } = {}) {
      const submitting = recipes.map(async (recipe, index) => {
        await new Promise((resolve) => setTimeout(resolve, (index * overMs) / recipes.length));
        return submit(recipe);
      });
      worker ??= spawn(process.execPath, ['--import', stopWithParent, 'worker/main.ts'], {
        env: { ...process.env, ...env },
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      });
      const ids = await Promise.all(submitting);
      for (;;) {
        const runs = await database.run.findMany({ where: { id: { in: ids } } });
        const failed = runs.find(({ status }) => isFinished(status) && status !== 'SUCCEEDED');
        if (failed)
          throw new Error(`expected every run to succeed, but one is ${failed.status}: ${failed.failureMessage}`);
        if (runs.every(({ status }) => isFinished(status))) return runs;
        if (worker.exitCode !== null)
          throw new Error(`expected the worker to live on, but it ended with ${worker.exitCode}`);
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    },
    async close() {
      if (worker && worker.exitCode === null) {
        worker.kill('SIGTERM');
        await once(worker, 'exit');
      }
      await queue.stop({ graceful: false });
      await database.$disconnect();
      await postgres.stop();
    },
  };
}

async function storePhotos(
  folder: string,
  objects: ReturnType<typeof openObjectStore>,
  sealed: ReturnType<typeof openObjectStore>,
) {
  const entries: Record<Split, ImageEntry[]> = { train: [], validation: [], test: [] };
  for (const split of splits)
    for (const [label, className] of photoClasses.entries())
      for (const name of (await readdir(join(folder, split, className))).sort()) {
        const bytes = await readFile(join(folder, split, className, name));
        const sha256 = await (split === 'test' ? sealed : objects).put(bytes);
        entries[split].push({ label, name, sha256, bytes: bytes.length, ...photoSize });
      }
  const put = (store: typeof objects, value: object) => store.put(Buffer.from(JSON.stringify(value)));
  const manifest = await put(objects, {
    classNames: photoClasses,
    train: entries.train,
    validation: entries.validation,
  });
  const sealedManifest = await put(sealed, { classNames: photoClasses, test: entries.test });
  return {
    entries,
    manifest,
    sealedManifest,
    hash: createHash('sha256').update(manifest).update(sealedManifest).digest('hex'),
  };
}
