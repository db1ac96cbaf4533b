import { setTimeout as sleep } from 'node:timers/promises';
import type { Job } from 'pg-boss';
import type { Logger } from 'pino';
import type { ImportFailureCode } from '#contracts/datasetImport';
import type { ImportLimits } from '#contracts/importLimits';
import { isDiskFull } from '#machine/exhausted';
import { type Database, Prisma } from '#prisma/client';
import { type ImportJob, importJobSchema, importsQueue, lostImportsQueue, type Queue, sendImport } from '#prisma/queue';
import { removeUpload, sharedUploads } from '#prisma/uploadedFile';
import { importInChild } from './importInChild.ts';
import { claimImport, failImport, type ImportClaim, ImportLost, updateImport } from './importRow.ts';
import type { ImportTask } from './importTask.ts';

export interface ImportConsumer {
  database: Database;
  queue: Queue;
  databaseUrl: string;
  directories: ImportTask['directories'];
  datasetFolder: string | null;
  limits: ImportLimits;
  log: Logger;
  /** Aborts when the worker stops: its import goes back to the queue. */
  stopping: AbortSignal;
  /** Between two tries while a disk is full; half a minute when it is left out. */
  fullDiskPauseMs?: number | undefined;
}

/** The pause before an import begins again whose worker cannot use the stores of files. */
const storePauseSeconds = 15;

/** Takes imports from the queue, one at a time, until the queue is stopped. */
export async function consumeImports(consumer: ImportConsumer): Promise<void> {
  await consumer.queue.work<ImportJob>(
    importsQueue,
    // A worker learns at a heartbeat that a job was cancelled, so heartbeats are frequent.
    { localConcurrency: 1, pollingIntervalSeconds: 0.5, heartbeatRefreshSeconds: 2 },
    async ([job]) => superviseImport(consumer, job!),
  );
}

async function superviseImport(consumer: ImportConsumer, job: Job<ImportJob>): Promise<void> {
  const { database, queue, databaseUrl, directories, datasetFolder, limits, log, stopping } = consumer;
  const fullDiskPauseMs = consumer.fullDiskPauseMs ?? 30_000;
  const { objects, sealed, uploads } = directories;
  const { importId } = importJobSchema.parse(job.data);
  const signal = AbortSignal.any([job.signal, stopping]);
  let claim = await claimImport(database, importId);
  try {
    while (claim) {
      log.info(claim, 'import claimed');
      const task = { claim, databaseUrl, directories: { objects, sealed, uploads }, datasetFolder, limits };
      const result = await importInChild(task, signal);
      log.info({ ...claim, result: result.kind }, 'import left');
      if (result.kind === 'waits') {
        await handBack(database, queue, claim, storePauseSeconds).catch(ignoreImportLost);
        log.error({ ...claim, detail: result.detail }, 'import handed back to the queue');
        return;
      }
      if (result.kind === 'failed') {
        log.error({ ...claim, detail: result.detail }, 'import failed');
        return await fail(claim, 'INTERNAL', 'an internal error prevented it; the worker’s log has the details');
      }
      if (result.kind !== 'full') return;
      log.error(claim, 'a disk is full: the import goes on when there is room');
      await waitForRoom(database, claim, fullDiskPauseMs, signal);
      claim = await claimImport(database, importId);
    }
  } catch (error) {
    if (!claim) throw error;
    if (job.signal.aborted || error instanceof ImportLost)
      log.info(claim, 'import lost: cancelled, or claimed by another worker');
    else if (stopping.aborted) await handBack(database, queue, claim).catch(ignoreImportLost);
    else throw error;
  }

  async function fail(claim: ImportClaim, code: ImportFailureCode, why: string): Promise<void> {
    await failImport(database, claim, { code, message: `The dataset was not imported: ${why}.` })
      .then(() => removeUploadOf(database, directories, importId))
      .catch(ignoreImportLost);
  }
}

/** Says that an import waits for room on a disk, and lets some time pass. Throws ImportLost. */
async function waitForRoom(
  database: Database,
  claim: ImportClaim,
  pauseMs: number,
  signal: AbortSignal,
): Promise<void> {
  const failureMessage = 'A disk of the site is full. Nothing is lost: the import goes on when there is room.';
  // A database whose own disk is full may not even take this.
  await updateImport(database, claim, {
    status: 'QUEUED',
    progress: Prisma.DbNull,
    failureCode: 'DISK_FULL' satisfies ImportFailureCode,
    failureMessage,
  }).catch((error) => {
    if (!isDiskFull(error)) throw error;
  });
  await sleep(pauseMs, undefined, { signal });
}

/** Gives an import back, for another worker to begin again, or for this one after some seconds. */
async function handBack(database: Database, queue: Queue, claim: ImportClaim, startAfter = 0): Promise<void> {
  await database.$transaction(async (transaction) => {
    await updateImport(transaction, claim, { status: 'QUEUED', progress: Prisma.DbNull });
    const jobId = await sendImport(queue, transaction, { importId: claim.importId }, startAfter);
    await updateImport(transaction, claim, { jobId });
  });
}

/** Fails imports whose workers all stopped answering while they had them. */
export async function consumeLostImports({
  database,
  queue,
  log,
  directories,
}: Pick<ImportConsumer, 'database' | 'queue' | 'log' | 'directories'>): Promise<void> {
  await queue.work<ImportJob>(lostImportsQueue, { pollingIntervalSeconds: 2 }, async ([job]) => {
    const { importId } = importJobSchema.parse(job!.data);
    const row = await database.datasetImport.findUnique({ where: { id: importId }, select: { attempt: true } });
    if (!row) return;
    const message = 'The dataset was not imported: every worker that had it stopped answering.';
    log.error({ importId }, message);
    await failImport(database, { importId, attempt: row.attempt }, { code: 'WORKER_LOST', message })
      .then(() => removeUploadOf(database, directories, importId))
      .catch(ignoreImportLost);
  });
}

async function removeUploadOf(
  database: Database,
  { uploads, sealed }: ImportConsumer['directories'],
  importId: string,
): Promise<void> {
  const row = await database.datasetImport.findUnique({ where: { id: importId }, select: { uploadId: true } });
  if (row) await removeUpload(uploads, row.uploadId, sharedUploads(sealed));
}

function ignoreImportLost(error: unknown): void {
  if (!(error instanceof ImportLost)) throw error;
}
